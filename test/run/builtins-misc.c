// Remaining builtins: expect, unreachable, constant_p, frame and return
// address...
// RUN: %run_both %s -- -fno-omit-frame-pointer
#include <stdio.h>
#include <stdlib.h>

__attribute__((noinline)) static int likely(int x) {
  if (__builtin_expect(x > 10, 0))
    return x * 2;
  if (__builtin_expect_with_probability(x == 3, 1, 0.9))
    return 33;
  return x;
}
__attribute__((noinline)) static int unreachable(int x) {
  switch (x & 3) {
  case 0:
    return 5;
  case 1:
    return 6;
  case 2:
    return 7;
  case 3:
    return 8;
  }
  __builtin_unreachable();
}
__attribute__((noinline)) static int assume(int x) {
  __builtin_assume(x > 0);
  return x / 4;
}
__attribute__((noinline)) static int constant(int x) {
  return __builtin_constant_p(5) * 10 + __builtin_constant_p("s"[0]) +
         (__builtin_constant_p(x) ? 100 : 0);
}
__attribute__((noinline)) static void *frame(void) {
  return __builtin_frame_address(0);
}
__attribute__((noinline)) static void *caller(void) {
  void *p = __builtin_return_address(0);
  asm volatile("" : "+r"(p));
  return p;
}
__attribute__((noinline)) static int depth(int n) {
  char *f = __builtin_frame_address(0);
  if (n) {
    int r = depth(n - 1);
    asm volatile("");
    return r + (__builtin_frame_address(0) == f);
  }
  return 0;
}
__attribute__((noinline)) static int outer(void) {
  char here;
  void *p = frame();
  char *mine = __builtin_frame_address(0);
  int r = (char *)p < &here + 4096 && (char *)p < mine;
  asm volatile("" : : "r"(&here));
  return r;
}
__attribute__((noinline)) static int parent2(void *f) {
  return __builtin_frame_address(1) == f;
}
__attribute__((noinline)) static int parent(void) {
  int r = parent2(__builtin_frame_address(0));
  asm volatile("");
  return r;
}
__attribute__((noinline)) static long prefetch(long *p, int n) {
  long s = 0;
  for (int i = 0; i < n; i++) {
    __builtin_prefetch(p + i + 8);
    __builtin_prefetch(p + i, 1, 0);
    __builtin_prefetch(p, 0, 1);
    s += p[i];
  }
  return s;
}
__attribute__((noinline)) static int choose(int x) {
  return __builtin_choose_expr(1, x, "no") +
         __builtin_types_compatible_p(int, signed) +
         _Generic(x, int: 10, default: 20);
}
__attribute__((noinline)) static long *aligned(long *p) {
  return __builtin_assume_aligned(p, 16);
}
__attribute__((noinline)) static int isaligned(void *p) {
  return __builtin_is_aligned(p, 4) +
         (__builtin_align_up((long)p, 64) % 64 == 0) +
         (__builtin_align_down(1000, 64) == 960);
}
__attribute__((noinline)) static void cleaner(int *p) {
  printf("cleanup %d\n", *p);
}
__attribute__((noinline)) static int cleanup(int n) {
  for (int i = 0; i < 3; i++) {
    int x __attribute__((cleanup(cleaner))) = i * n;
    if (i == 1)
      continue;
    if (i == 2)
      return x;
  }
  return -1;
}
#ifdef __x86_64__
#define COUNTER() __builtin_ia32_rdtsc()
#else
#define COUNTER() __builtin_readcyclecounter()
#endif
__attribute__((noinline)) static int counterless(void) {
  unsigned long long a = __builtin_readcyclecounter(), b = COUNTER();
  return b - a < 1ull << 40;
}
__attribute__((noinline)) static int fpclass(double x) {
  return __builtin_isfpclass(x, 0x3) + 2 * __builtin_isfpclass(x, 0x264) +
         4 * __builtin_issubnormal(x);
}
__attribute__((noinline)) static double powi(double x, int n) {
  return __builtin_powi(x, n);
}
__attribute__((noinline)) static int nested(int x) {
  return ({
           int y = x * 2;
           ({
             y++;
             y;
           }) + y;
         }) +
         ({ x; });
}
__attribute__((noinline)) static int annotated(int x) {
  __builtin_nontemporal_store(x, &x);
  return __builtin_nontemporal_load(&x) + __builtin_launder(&x)[0];
}

int main(void) {
  _Alignas(16) long v[100];
  for (int i = 0; i < 100; i++)
    v[i] = i;
  printf("%d %d %d %d %d %d %d\n", likely(5), likely(3), likely(50),
         unreachable(6), assume(17), constant(likely(0)) / 10, outer());
  printf("%d %d %d %ld %d %d %d\n", depth(5), caller() != 0, parent(),
         prefetch(v, 90), choose(4), *aligned(v) == 0, isaligned(v));
  printf("%d %d %d %d %d %g %g\n", cleanup(5), counterless(), fpclass(1.0),
         fpclass(__builtin_nan("")), fpclass(1e-310), powi(1.5, 5),
         powi(2, -3));
  printf("%d %d %s %d\n", nested(5), annotated(6), __builtin_FUNCTION(),
         __builtin_LINE());
  if (v[0])
    __builtin_trap();
  if (v[0])
    __builtin_debugtrap();
  if (v[0])
    abort();
}
