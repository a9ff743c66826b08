// Stacks from every instruction of methods, virtual calls, thunks.
// gdb: break main
// gdb: run
// gdb: everywhere Derived::run
// gdb: everywhere call
// gdb: everywhere build
// gdb: info locals
struct First {
  virtual int first() { return 1; }
  int a = 1;
};
struct Second {
  virtual int second() { return 2; }
  int b = 2;
};
struct Derived : First, Second {
  int second() override { return b + run(1); }
  int run(int by) { return a + by; }
};
struct Large {
  Large(int start) { values[0] = start; }
  long values[6] = {};
};
static int call(Second &second) { return second.second(); }
static Large build(int start) {
  Large large(start);
  large.values[1] = 2;
  return large;
}
int main() {
  Derived derived;
  int sum = derived.run(3);
  sum += call(derived);
  sum += build(4).values[0];
  return sum == 0;
}
