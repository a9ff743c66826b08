// Calls that must be jumps: deep recursion, an interpreter, indirect callees.
// RUN: %run_both %s
// RUN: %if wasm32 %{ %run_wasm %s %}
#include <stdio.h>

#define MUSTTAIL __attribute__((musttail)) return
#define NOINLINE __attribute__((noinline))

NOINLINE static long odd(long n, long sum);
NOINLINE static long even(long n, long sum) {
  if (n == 0)
    return sum;
  MUSTTAIL odd(n - 1, sum + n);
}
NOINLINE static long odd(long n, long sum) {
  if (n == 0)
    return -sum;
  MUSTTAIL even(n - 1, sum ^ n);
}

typedef int handler(const unsigned char *pc, int *sp, int acc, double scale);
static handler *const table[4];
#define NEXT MUSTTAIL table[*pc](pc + 1, sp, acc, scale)
static int push(const unsigned char *pc, int *sp, int acc, double scale) {
  *sp++ = acc;
  acc = *pc++;
  NEXT;
}
static int add(const unsigned char *pc, int *sp, int acc, double scale) {
  acc += *--sp;
  scale *= 1.5;
  NEXT;
}
static int loop(const unsigned char *pc, int *sp, int acc, double scale) {
  char text[40];
  if (acc < 1000000) {
    pc -= 4;
    acc = acc * 2 + snprintf(text, sizeof text, "%d", acc & 7);
  }
  NEXT;
}
static int halt(const unsigned char *pc, int *sp, int acc, double scale) {
  return acc + (int)scale;
}
static handler *const table[4] = {push, add, loop, halt};

struct big {
  long values[4];
};
NOINLINE static struct big fill(long a, long b) {
  return (struct big){{a, b, a + b, a * b}};
}
NOINLINE static struct big forward(long a, long b) { MUSTTAIL fill(b, a + 1); }
NOINLINE static float mixed(float a, int b, double c) { return a * b + c; }
NOINLINE static float swapped(float a, int b, double c) {
  MUSTTAIL mixed((float)c, b + 1, a);
}

int main(void) {
  printf("%ld %ld\n", even(3000000, 1), odd(2999999, 2));
  int stack[16];
  static const unsigned char code[] = {0, 5, 0, 7, 1, 2, 3};
  printf("%d\n", table[0](code + 1, stack, 3, 1.0));
  struct big big = forward(6, 7);
  printf("%ld %ld %ld\n", big.values[0], big.values[2], big.values[3]);
  printf("%g\n", swapped(1.5f, 3, 2.25));
}
