// Recursion: stacks, up and down, conditional breakpoints, counts.
// gdb: break hanoi if n == 0
// gdb: ignore 1 2
// gdb: run
// gdb: bt
// gdb: info args
// gdb: up
// gdb: info args
// gdb: up 2
// gdb: info args
// gdb: frame function main
// gdb: info locals
// gdb: info breakpoints
// gdb: delete
// gdb: break odd
// gdb: continue
// gdb: bt
// gdb: finish
// gdb: finish
static int moves;
static int even(int n);
static int odd(int n) { return n == 0 ? 0 : even(n - 1); }
static int even(int n) { return n == 0 ? 1 : odd(n - 1); }
static void hanoi(int n, char from, char to, char over) {
  if (n == 0)
    return;
  hanoi(n - 1, from, over, to);
  moves++;
  hanoi(n - 1, over, to, from);
}
int main(void) {
  int result = 0;
  hanoi(4, 'a', 'b', 'c');
  result = even(4);
  return result + moves == 0;
}
