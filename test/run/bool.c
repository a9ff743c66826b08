// _Bool: conversions from every type, memory, arguments, bit operations.
// RUN: %run_both %s -- -fwrapv
// RUN: %if wasm32 %{ %run_wasm %s -- -fwrapv %}
#include <stdbool.h>
#include <stdio.h>

static bool flags[8];
__attribute__((noinline)) static bool from_int(int x) { return x; }
__attribute__((noinline)) static bool from_long(long x) { return x; }
__attribute__((noinline)) static bool from_double(double x) { return x; }
__attribute__((noinline)) static bool from_ld(long double x) { return x; }
__attribute__((noinline)) static bool from_ptr(void *x) { return x; }
__attribute__((noinline)) static int to_int(bool a, bool b, bool c, bool d,
                                            bool e, bool f, bool g, bool h) {
  return a + b * 2 + c * 4 + d * 8 + e * 16 + f * 32 + g * 64 + h * 128;
}
__attribute__((noinline)) static bool ops(bool a, bool b) {
  flags[0] = a & b, flags[1] = a | b, flags[2] = a ^ b, flags[3] = !a;
  flags[4] = a && b, flags[5] = a || b, flags[6] = a == b, flags[7] = a < b;
  bool *p = &flags[a];
  *p |= b;
  return flags[b ? 2 : 5];
}
__attribute__((noinline)) static double arith(bool a, double d) {
  return a ? d + a : d - a;
}

int main(void) {
  printf("%d%d%d%d%d%d\n", from_int(0), from_int(256), from_int(-1),
         from_long(1L << 32), from_long(0), from_long(1L << 63));
  printf("%d%d%d%d%d%d\n", from_double(0.0), from_double(-0.0),
         from_double(0.1), from_double(__builtin_nan("")), from_ld(0),
         from_ld(1e-4000L));
  printf("%d%d\n", from_ptr(0), from_ptr(flags));
  for (int i = 0; i < 4; i++) {
    int r = ops(i & 1, i >> 1);
    printf("%d %d %g\n", r,
           to_int(flags[0], flags[1], flags[2], flags[3], flags[4], flags[5],
                  flags[6], flags[7]),
           arith(i & 1, i));
  }
  bool b = 0;
  b++;
  b++;
  printf("%d", b);
  b--;
  printf("%d\n", b);
}
