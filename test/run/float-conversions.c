// Conversions between the floating types and from and to every integer type.
// RUN: %run_both %s
// RUN: %if wasm32 %{ %run_wasm %s %}
#include <math.h>
#include <stdio.h>

typedef long double extended;
#define INTS(X, F)                                                             \
  X(F, signed char, -100, 100)                                                 \
  X(F, unsigned char, 0, 200)                                                  \
  X(F, short, -30000, 30000) X(F, unsigned short, 0, 60000)                    \
      X(F, int, -2147483000, 2147483000) X(F, unsigned, 0, 4294967000.0)       \
          X(F, long, -9.2e18, 9.2e18) X(F, unsigned long, 0, 1.8e19)           \
              X(F, __int128, -1e38, 1e38)

#define TO(F, T, LOW, HIGH)                                                    \
  if (v >= (F)LOW && v <= (F)HIGH) {                                           \
    T r = (T)v;                                                                \
    printf(" %lld", (long long)r);                                             \
  }
#define FROM(F, T, LOW, HIGH) printf(" %.20Lg", (extended)(F)(T)i);

#define TEST(F)                                                                \
  __attribute__((noinline)) static void F##_to(F v) {                          \
    INTS(TO, F)                                                                \
    printf(" %a %a %La\n", (float)v, (double)v, (extended)v);                  \
  }                                                                            \
  __attribute__((noinline)) static void F##_from(long i) {                     \
    INTS(FROM, F)                                                              \
    puts("");                                                                  \
  }
TEST(float)
TEST(double)
TEST(extended)

int main(void) {
  static const double d[] = {0,          -0.0,
                             0.5,        -0.5,
                             0.999,      1.5,
                             -1.5,       99.9,
                             127,        128,
                             200,        255.5,
                             32767.5,    65535,
                             2147483520, 2147483648,
                             4294967040, 4e9,
                             9.2e18,     1e19,
                             1.7e19,     -9e18,
                             1e37,       1e-30,
                             16777217,   9007199254740993};
  static const long i[] = {0,
                           1,
                           -1,
                           127,
                           255,
                           16777217,
                           -16777219,
                           2147483647,
                           4294967295,
                           9007199254740993,
                           0x7fffffffffffffff,
                           -0x7fffffffffffffff - 1,
                           -2,
                           0x7fffffffffffff00,
                           0x7ffffffffffffdff,
                           0x8000000080000000};
  for (unsigned k = 0; k < sizeof d / sizeof *d; k++)
    float_to(d[k]), double_to(d[k]), extended_to(d[k]);
  for (unsigned k = 0; k < sizeof i / sizeof *i; k++)
    float_from(i[k]), double_from(i[k]), extended_from(i[k]);
  volatile double huge = 1e300, tiny = 1e-320;
  printf("%g %g %a\n", (float)huge, (float)tiny, (float)0.1);
}
