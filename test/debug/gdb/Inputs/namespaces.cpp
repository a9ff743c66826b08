// Namespaces: nested, inline, anonymous, aliases, using.
// gdb: break outer::inner::deep
// gdb: run
// gdb: info args
// gdb: print outer::shared
// gdb: print shared
// gdb: print outer::inner::local
// gdb: print local
// gdb: bt
// gdb: finish
// gdb: break @here
// gdb: continue
// gdb: print short_name::local
// gdb: print imported
// gdb: print current
// gdb: print hidden
// gdb: print (anonymous namespace)::hidden
// gdb: ptype outer::Kind
// gdb: print kind
// gdb: info locals
namespace outer {
int shared = 1;
enum class Kind : unsigned char { None, Some = 3 };
namespace inner {
int local = 2;
int deep(int by) {
  return shared + local + by;
}
} // namespace inner
inline namespace version2 {
int current = 4;
} // namespace version2
int imported = 5;
} // namespace outer
namespace {
int hidden = 6;
} // namespace
namespace short_name = outer::inner;
using outer::imported;
int main() {
  using namespace outer;
  Kind kind = Kind::Some;
  int sum = short_name::deep(1);
  sum += imported + current + hidden + (int)kind; // @here
  return sum == 0;
}
