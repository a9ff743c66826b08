// What a number is: every class, of either sign, in every format.
// RUN: %run_both %s
// RUN: %if wasm32 %{ %run_wasm %s %}
#include <float.h>
#include <math.h>
#include <stdio.h>

#define NOINLINE __attribute__((noinline))
#define TESTS(X)                                                               \
  X(nan, __builtin_isnan(x))                                                   \
  X(inf, __builtin_isinf(x))                                                   \
  X(infsign, __builtin_isinf_sign(x))                                          \
  X(finite, __builtin_isfinite(x))                                             \
  X(normal, __builtin_isnormal(x))                                             \
  X(subnormal, __builtin_issubnormal(x))                                       \
  X(zero, __builtin_iszero(x))                                                 \
  X(signaling, __builtin_issignaling(x))                                       \
  X(sign, __builtin_signbit(x) != 0)                                           \
  X(classify, __builtin_fpclassify(0, 1, 2, 3, 4, x))                          \
  X(notpositive, __builtin_isfpclass(x, 0x23c))                                \
  X(mixed, __builtin_isfpclass(x, 0x2a1))                                      \
  X(odd, __builtin_isfpclass(x, 0x116))                                        \
  X(all, __builtin_isfpclass(x, 0x3ff))                                        \
  X(none, __builtin_isfpclass(x, 0))

#define DEFINE(N, E)                                                           \
  NOINLINE static int float_##N(float x) { return E; }                         \
  NOINLINE static int double_##N(double x) { return E; }                       \
  NOINLINE static int long_##N(long double x) { return E; }
TESTS(DEFINE)

int main(void) {
  float f[] = {0,           -0.0f,          1,
               -2,          FLT_MIN,        -FLT_MIN,
               FLT_MIN / 2, -FLT_TRUE_MIN,  FLT_MAX,
               -INFINITY,   INFINITY,       NAN,
               -NAN,        __builtin_nansf("1")};
  double d[] = {0,           -0.0,           1,
                -2,          DBL_MIN,        -DBL_MIN,
                DBL_MIN / 2, -DBL_TRUE_MIN,  DBL_MAX,
                -INFINITY,   INFINITY,       NAN,
                -NAN,        __builtin_nans("1")};
  long double l[] = {0,            -0.0L,          1,
                     -2,           LDBL_MIN,       -LDBL_MIN,
                     LDBL_MIN / 2, -LDBL_TRUE_MIN, LDBL_MAX,
                     -INFINITY,    INFINITY,       NAN,
                     -NAN,         __builtin_nansl("1")};
  for (unsigned i = 0; i < sizeof d / sizeof *d; i++) {
#define PRINT(N, E)                                                            \
  printf(#N "=%d,%d,%d ", float_##N(f[i]), double_##N(d[i]), long_##N(l[i]));
    TESTS(PRINT)
    puts("");
  }
}
