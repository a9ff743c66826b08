// Stacks from every instruction: leaves, frames, arguments on the stack.
// gdb: break main
// gdb: run
// gdb: everywhere leaf
// gdb: everywhere outer
// gdb: everywhere many
// gdb: everywhere fact
// gdb: everywhere variable
// gdb: info locals
#include <string.h>
struct Big {
  long values[8];
};
static int leaf(int a) { return a * 3; }
static int inner(int a, int b) { return leaf(a) + leaf(b); }
static int outer(int a) {
  int first = inner(a, 1);
  return first + inner(first, 2);
}
static long many(long a, long b, long c, long d, long e, long f, long g, long h,
                 long i, struct Big big, double x) {
  struct Big copy = big;
  copy.values[0] += a + b + c + d + e + f + g + h + i + (long)x;
  return copy.values[0] + leaf(1);
}
static int fact(int n) { return n < 2 ? 1 : n * fact(n - 1); }
static int variable(int n) {
  char buffer[n];
  memset(buffer, 1, n);
  return buffer[n - 1] + leaf(n);
}
int main(void) {
  struct Big big = {{1, 2, 3}};
  int sum = leaf(1);
  sum += outer(2);
  sum += many(1, 2, 3, 4, 5, 6, 7, 8, 9, big, 1.5);
  sum += fact(4);
  sum += variable(20);
  return sum == 0;
}
