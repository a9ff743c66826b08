// Lambdas and their captures, function objects, default arguments.
// gdb: break apply<
// gdb: break @inside
// gdb: run
// gdb: continue
// gdb: print factor
// gdb: print value
// gdb: bt 1
// gdb: up
// gdb: print function
// gdb: finish
// gdb: break Adder::operator()
// gdb: continue
// gdb: print *this
// gdb: info args
// gdb: finish
// gdb: break defaults
// gdb: continue
// gdb: info args
template <typename F> static int apply(F function, int value) {
  return function(value);
}
struct Adder {
  int by;
  int operator()(int value) const { return value + by; }
};
static int defaults(int a, int b = 2, const char *c = "three") {
  return a + b + c[0];
}
int main() {
  int factor = 3, seen = 0;
  auto scale = [factor, &seen](int value) {
    seen++;
    return value * factor; // @inside
  };
  int sum = apply(scale, 4);
  Adder adder = {10};
  sum += adder(1);
  sum += defaults(1);
  return sum + seen == 0;
}
