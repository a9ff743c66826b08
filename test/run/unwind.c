// Stack walks through the unwind tables: leaf, large, dynamic and
// saved-register frames.
// RUN: %run_both %s -- -fno-omit-frame-pointer -rdynamic
#include <stdio.h>
#include <string.h>
#include <unwind.h>

static int depth;
static _Unwind_Reason_Code count(struct _Unwind_Context *c, void *arg) {
  (void)arg;
  if (_Unwind_GetIP(c) == 0)
    return _URC_END_OF_STACK;
  depth++;
  return _URC_NO_REASON;
}
#define F __attribute__((noinline))
F static int walk(void) {
  depth = 0;
  _Unwind_Backtrace(count, 0);
  asm volatile("");
  return depth;
}
F static int plain(int x) {
  int r = walk();
  asm volatile("" : "+r"(x));
  return r + x;
}
F static int large(int x) {
  volatile char b[9000];
  b[0] = x;
  int r = plain(x);
  return r + b[0];
}
F static int dynamic(int n) {
  char b[n];
  memset(b, n, n);
  int r = large(n);
  return r + b[n - 1];
}
F static int aligned(int n) {
  _Alignas(64) volatile char b[64];
  b[3] = n;
  int r = dynamic(n);
  return r + b[3];
}
F static int saved(int a, int b, int c, int d, int e) {
  int f = a * b, g = c * d;
  int r = aligned(e);
#ifdef __aarch64__
  asm volatile("" : : : "x19", "x20", "x21", "x27", "x28");
#else
  asm volatile("" : : : "rbx", "r12", "r13", "r14", "r15");
#endif
  return r + f + g + a + b + c + d + e;
}
F static int pushed(int a, int b, int c, int d, int e, int f, int g, int h,
                    int i) {
  int r = saved(a, b, c, d, e);
  return r + f + g + h + i;
}
F static double floats(double a) {
  double r = pushed(1, 2, 3, 4, 5, 6, 7, 8, 9) + saved(1, 2, 3, 4, 5);
  return r + a;
}
F static int recursive(int n) {
  int r = n ? recursive(n - 1) : walk();
  asm volatile("");
  return r;
}

int main(void) {
  int base = walk();
  printf("%d %g %d %d\n", plain(0) - base, floats(0.5) - base,
         recursive(30) - base, saved(0, 0, 0, 0, 1) - base);
}
