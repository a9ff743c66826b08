// Two variables of one name in two functions, and their first values.
// gdb: break next_odd
// gdb: run
// gdb: print state
// gdb: continue
// gdb: print state
// gdb: print next_even::state
// gdb: print &next_even::state == &next_odd::state
// gdb: print buffer
// gdb: continue
// gdb: bt
// gdb: info locals
static int next_odd(void) {
  static int state = 1;
  static char buffer[4] = "abc";
  state += 2;
  buffer[0]++;
  return state;
}
static int next_even(void) {
  static int state = 100;
  state += 2;
  return state;
}
int main(void) {
  int sum = next_odd() + next_even();
  sum += next_odd() + next_even();
  sum += next_odd();
  return sum == 0;
}
