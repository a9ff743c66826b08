// Aggregates of C++: unions with methods, enumerations of a class, auto.
// gdb: break @end
// gdb: run
// gdb: print word
// gdb: ptype word
// gdb: print level
// gdb: ptype level
// gdb: print deduced
// gdb: whatis deduced
// gdb: print mode
// gdb: print Level::High
// gdb: print static_cast<int>(level)
// gdb: print nothing
// gdb: ptype nothing
// gdb: print outer.inner.value
// gdb: ptype outer
// gdb: print first
// gdb: print second
// gdb: info locals
enum class Level : short { Low = -1, High = 300 };
enum Mode { Fast, Slow };
union Word {
  int whole;
  char parts[4];
  int low() const { return parts[0]; }
};
struct Outer {
  struct Inner {
    int value;
  } inner;
  enum { Count = 3 };
};
struct Two {
  int a;
  double b;
};
static auto twice(int value) { return value * 2L; }
int main() {
  Word word = {0x41424344};
  Level level = Level::High;
  Mode mode = Slow;
  auto deduced = twice(21);
  decltype(nullptr) nothing = nullptr;
  Outer outer = {{Outer::Count}};
  auto [first, second] = Two{1, 2.5};
  int sum = word.low() + (int)level + mode; // @end
  return sum + (int)deduced + (nothing != nullptr) + outer.inner.value + first +
             (int)second == 0;
}
