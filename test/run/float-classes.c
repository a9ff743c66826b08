// Classes of floats: every one alone, runs of them, of one sign and both.
// RUN: %run_both %s
#include <stdio.h>
#include <string.h>

#define MASKS(M)                                                               \
  M(0x001) M(0x002) M(0x004) M(0x008) M(0x010) M(0x020) M(0x040) M(0x080)      \
  M(0x100) M(0x200) M(0x000) M(0x3ff) M(0x003) M(0x204) M(0x108) M(0x090)      \
  M(0x060) M(0x1f8) M(0x03c) M(0x3c0) M(0x264) M(0x0f3) M(0x155) M(0x2aa)      \
  M(0x1fb) M(0x207) M(0x3fc) M(0x062) M(0x23f) M(0x3fe)

#define TEST(MASK) printf("%d", __builtin_isfpclass(x, MASK) != 0);

__attribute__((noinline)) static void doubles(double x) { MASKS(TEST) }
__attribute__((noinline)) static void floats(float x) { MASKS(TEST) }

__attribute__((noinline)) static int named(double x) {
  return (__builtin_isnan(x) != 0) + 2 * (__builtin_isinf(x) != 0) +
         4 * (__builtin_isfinite(x) != 0) + 8 * (__builtin_isnormal(x) != 0) +
         16 * (__builtin_issubnormal(x) != 0) + 32 * (__builtin_iszero(x) != 0);
}

int main(void) {
  static const unsigned long long wide[] = {
      0x0000000000000000, 0x0000000000000001, 0x000fffffffffffff,
      0x0010000000000000, 0x3ff0000000000000, 0x7fefffffffffffff,
      0x7ff0000000000000, 0x7ff0000000000001, 0x7ff7ffffffffffff,
      0x7ff8000000000000, 0x7fffffffffffffff};
  static const unsigned narrow[] = {
      0x00000000, 0x00000001, 0x007fffff, 0x00800000, 0x3f800000, 0x7f7fffff,
      0x7f800000, 0x7f800001, 0x7fbfffff, 0x7fc00000, 0x7fffffff};
  for (int i = 0; i < 22; i++) {
    unsigned long long bits = wide[i / 2] | (unsigned long long)(i & 1) << 63;
    unsigned half = narrow[i / 2] | (unsigned)(i & 1) << 31;
    double d;
    float f;
    memcpy(&d, &bits, sizeof d);
    memcpy(&f, &half, sizeof f);
    doubles(d);
    printf(" ");
    floats(f);
    printf(" %d\n", named(d));
  }
}
