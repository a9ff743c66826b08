// float, double and long double: operators, comparisons, constants, NaN.
// RUN: %run_both %s
// RUN: %if wasm32 %{ %run_wasm %s %}
#include <float.h>
#include <math.h>
#include <stdio.h>

#define OPS(T, F)                                                              \
  __attribute__((noinline)) static T T##_add(T a, T b) { return a + b; }       \
  __attribute__((noinline)) static T T##_sub(T a, T b) { return a - b; }       \
  __attribute__((noinline)) static T T##_mul(T a, T b) { return a * b; }       \
  __attribute__((noinline)) static T T##_div(T a, T b) { return a / b; }       \
  __attribute__((noinline)) static T T##_neg(T a) { return -a; }               \
  __attribute__((noinline)) static T T##_fma(T a, T b, T c) {                  \
    return a * b + c;                                                          \
  }                                                                            \
  __attribute__((noinline)) static int T##_cmp(T a, T b) {                     \
    return (a < b) | (a <= b) << 1 | (a > b) << 2 | (a >= b) << 3 |            \
           (a == b) << 4 | (a != b) << 5 | !(a < b) << 6 | !(a >= b) << 7 |    \
           (!a) << 8 | __builtin_isunordered(a, b) << 9 |                      \
           __builtin_islessgreater(a, b) << 10;                                \
  }                                                                            \
  __attribute__((noinline)) static int T##_branch(T a, T b) {                  \
    int r = 0;                                                                 \
    if (a < b)                                                                 \
      r |= 1;                                                                  \
    if (a <= b)                                                                \
      r |= 2;                                                                  \
    if (a > b)                                                                 \
      r |= 4;                                                                  \
    if (a >= b)                                                                \
      r |= 8;                                                                  \
    if (a == b)                                                                \
      r |= 16;                                                                 \
    if (a != b)                                                                \
      r |= 32;                                                                 \
    if (!(a > b))                                                              \
      r |= 64;                                                                 \
    if (a)                                                                     \
      r |= 128;                                                                \
    while (a < b && r < 2000)                                                  \
      r += 1000;                                                               \
    return r;                                                                  \
  }                                                                            \
  __attribute__((noinline)) static T T##_pick(T a, T b) {                      \
    return a < b ? a : b;                                                      \
  }                                                                            \
  __attribute__((noinline)) static T T##_mem(T *p, T a) {                      \
    p[0] += a, p[1] -= a, p[2] *= a, p[3] /= a;                                \
    p[1]++, --p[2];                                                            \
    return p[0] + p[1] * 2 + p[2] * 3 - p[3];                                  \
  }                                                                            \
  static void show_##T(T v) {                                                  \
    if (v != v)                                                                \
      printf(" nan");                                                          \
    else                                                                       \
      printf(" %" F "a", v);                                                   \
  }                                                                            \
  static void T##_test(const T *v, int n) {                                    \
    for (int i = 0; i < n; i++)                                                \
      for (int j = 0; j < n; j++) {                                            \
        T a = v[i], b = v[j], m[4] = {1, 2, 3, 4};                             \
        show_##T(T##_add(a, b)), show_##T(T##_sub(a, b));                      \
        show_##T(T##_mul(a, b)), show_##T(T##_div(a, b));                      \
        show_##T(T##_neg(a)), show_##T(T##_fma(a, b, (T)0.5));                 \
        show_##T(T##_pick(a, b)), show_##T(T##_mem(m, a));                     \
        printf(" %d %d\n", T##_cmp(a, b), T##_branch(a, b));                   \
      }                                                                        \
  }
typedef long double extended;
OPS(float, "")
OPS(double, "")
OPS(extended, "L")

int main(void) {
  static const float f[] = {0.0f,     -0.0f,     1,       -1,      0.1f,
                            3.5f,     1e10f,     FLT_MAX, FLT_MIN, 1e-45f,
                            INFINITY, -INFINITY, NAN,     16777217};
  static const double d[] = {0.0,      -0.0,      1,       -1,      0.1,
                             3.5,      1e100,     DBL_MAX, DBL_MIN, 5e-324,
                             INFINITY, -INFINITY, NAN,     1e16};
  static const extended x[] = {
      0.0L,     -0.0L,    1,        -1,       0.1L,      3.5L, 1e1000L,
      LDBL_MAX, LDBL_MIN, 1e-4940L, INFINITY, -INFINITY, NAN,  1e20L};
  float_test(f, 14);
  double_test(d, 14);
  extended_test(x, 14);
}
