// Complex numbers of the three floating types, and of integers.
// RUN: %run_both %s
// RUN: %if wasm32 %{ %run_wasm %s %}
#include <complex.h>
#include <stdio.h>

#define TEST(T, F)                                                             \
  __attribute__((noinline)) static _Complex T T##_ops(_Complex T a,            \
                                                      _Complex T b) {          \
    _Complex T c = a + b;                                                      \
    c -= a * b;                                                                \
    c /= b + 1;                                                                \
    c += __real__ a + 2 * __imag__ b;                                          \
    if (a == b || a != a)                                                      \
      c = -~c;                                                                 \
    return c * 2;                                                              \
  }                                                                            \
  __attribute__((noinline)) static _Complex T T##_many(                        \
      int i, _Complex T a, T r, _Complex T b, _Complex T c, _Complex T d,      \
      _Complex T e, _Complex T f) {                                            \
    return a + b * 2 + c * 3 + d * 4 + e * 5 + f * r + i;                      \
  }                                                                            \
  static void show_##T(_Complex T v) {                                         \
    printf(" %.6" F "g%+.6" F "gi", __real__ v, __imag__ v);                   \
  }
TEST(float, "")
TEST(double, "")
#undef TEST

__attribute__((noinline)) static long double _Complex lops(
    long double _Complex a, long double _Complex b) {
  return a * b + a / b - 1.5L;
}
__attribute__((noinline)) static _Complex int iops(_Complex int a, int b) {
  return a * b + (a * a) - 1;
}
static double _Complex global = 1.5 + 2.5i;
static float _Complex array[3] = {1, 2i, 3 + 3i};

int main(void) {
  for (int i = 0; i < 4; i++)
    for (int j = -2; j < 3; j++) {
      show_float(float_ops(i + j * 1i, j - 0.5i));
      show_double(double_ops(i + j * 1i, j - 0.5i));
      long double _Complex l = lops(i + 1 + j * 1i, j - 0.5i);
      _Complex int n = iops(i + j * 1i, 7);
      printf(" %.8Lg%+.8Lgi %d%+di\n", __real__ l, __imag__ l, __real__ n,
             __imag__ n);
    }
  array[1] += array[2] * array[0];
  global *= global;
  show_float(float_many(1, array[0], 2, array[1], array[2], 1, 2i, 3));
  show_double(double_many(1, global, 2, 1i, 2, 1, 2i, 3));
  show_double(conj(global)), show_float(array[1]);
  printf(" %g %d %d\n", cabs(3 + 4i), global == global, (int)global);
}
