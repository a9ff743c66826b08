// Floating-point builtins: classification, rounding, sign, min and max.
// RUN: %run_both %s
// RUN: %if wasm32 %{ %run_wasm %s %}
#include <math.h>
#include <stdio.h>

#define TEST(T, S)                                                             \
  __attribute__((noinline)) static void T##_test(T a, T b) {                   \
    printf("%d%d%d%d%d %d", !!__builtin_isnan(a), !!__builtin_isinf(a),        \
           !!__builtin_isfinite(a), !!__builtin_isnormal(a),                   \
           !!__builtin_signbit(a), __builtin_isinf_sign(a));                   \
    printf(" %d", __builtin_fpclassify(FP_NAN, FP_INFINITE, FP_NORMAL,         \
                                       FP_SUBNORMAL, FP_ZERO, a));             \
    T r[] = {__builtin_fabs##S(a),        __builtin_copysign##S(a, b),         \
             __builtin_floor##S(a),       __builtin_ceil##S(a),                \
             __builtin_trunc##S(a),       __builtin_rint##S(a),                \
             __builtin_nearbyint##S(a),   __builtin_round##S(a),               \
             __builtin_fmin##S(a, b) + 0, __builtin_fmax##S(a, b) + 0,         \
             __builtin_fma##S(a, b, 1),   __builtin_sqrt##S(a < 0 ? -a : a)};  \
    for (int i = 0; i < 12; i++)                                               \
      if (r[i] != r[i])                                                        \
        printf(" nan");                                                        \
      else                                                                     \
        printf(" %La", (long double)r[i]);                                     \
    if (a > -1e9 && a < 1e9)                                                   \
      printf(" %ld %lld %ld", __builtin_lrint##S(a), __builtin_llround##S(a),  \
             __builtin_lround##S(a));                                          \
    puts("");                                                                  \
  }
typedef long double extended;
TEST(float, f)
TEST(double, )
TEST(extended, l)

__attribute__((noinline)) static double library(double x) {
  return sin(x) + cos(x) * exp(-x) + log(1 + x) + pow(x, 1.5) + atan2(x, 2) +
         fmod(x, 0.7) + ldexp(x, 3) + hypot(x, 1) + exp2(x) + log2(x) +
         log10(x);
}

int main(void) {
  static const double v[] = {0,        -0.0,      0.5,   -0.5, 1.5,  2.5,
                             -2.5,     1e-310,    1e-42, 3.7,  -3.7, 1e17,
                             INFINITY, -INFINITY, NAN,   -7};
  int n = sizeof v / sizeof *v;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++)
      float_test(v[i], v[j]), double_test(v[i], v[j]),
          extended_test(v[i], v[j]);
  for (double x = 0.25; x < 4; x += 0.25)
    printf("%.15g\n", library(x));
  int e;
  double m = __builtin_frexp(12.5, &e), whole,
         part = __builtin_modf(3.75, &whole);
  printf("%g %d %g %g\n", m, e, whole, part);
  printf("%g %g %f %Lf\n", __builtin_inf(), __builtin_huge_val(),
         __builtin_inff(), __builtin_huge_vall());
}
