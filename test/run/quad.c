// Floats of 128 bits: arithmetic, comparison, conversion, signs, calls.
// RUN: %run_both %s
#include <stdio.h>
#include <string.h>

#ifdef __x86_64__
typedef __float128 quad;
#else
typedef long double quad;
#endif

static void show(const char *what, quad value) {
  unsigned char bytes[16];
  memcpy(bytes, &value, 16);
  printf("%s ", what);
  for (int i = 15; i >= 0; i--)
    printf("%02x", bytes[i]);
  puts("");
}
__attribute__((noinline)) static quad mix(int k, quad a, double b, quad c) {
  return k & 1 ? a * c - b : a / c + k;
}
__attribute__((noinline)) static void compare(quad a, quad b) {
  printf("%d%d%d%d%d%d %d%d%d %d\n", a < b, a <= b, a > b, a >= b, a == b,
         a != b, __builtin_isunordered(a, b), __builtin_islessgreater(a, b),
         !(a < b), a < b ? 1 : a == b ? 2 : 3);
}
#define INTEGERS(X)                                                            \
  X(signed char) X(unsigned short) X(int) X(unsigned) X(long)                  \
      X(unsigned long) X(__int128)
#define CONVERT(T)                                                             \
  {                                                                            \
    T integer = (T)value;                                                      \
    printf(" %lld", (long long)integer);                                       \
    back += (quad)integer;                                                     \
  }
__attribute__((noinline)) static void convert(quad value) {
  quad back = 0;
  INTEGERS(CONVERT)
  printf(" %a %a\n", (float)value, (double)value);
  show("back", back);
  show("wide", (quad)(float)value + (quad)(double)value);
}
struct holder {
  char before;
  quad value;
};
__attribute__((noinline)) static struct holder hold(struct holder h, quad x) {
  h.value = -h.value + x;
  return h;
}

int main(void) {
  volatile double nan = __builtin_nan("");
  quad values[] = {0, -0.0, 1, 3, 0.1, 100.75, 77, nan};
  for (int i = 0; i < 8; i++)
    for (int j = 0; j < 8; j++) {
      compare(values[i], values[j]);
      if (i > 0 && i < 7 && j > 1 && j < 7)
        show("mix", mix(i + j, values[i], 2.5, values[j]));
    }
  for (int i = 0; i < 7; i++)
    convert(values[i]);
  struct holder h = {1, values[4]};
  show("hold", hold(h, values[5]).value);
  for (int i = 0; i < 7; i++)
    show("signs", __builtin_copysign(1.0, (double)-values[i]) * -values[i]);
  return 0;
}
