// Fast-math flags and contraction change nothing that is exact.
// RUN: %run_both %s -- -ffast-math -fwrapv
// RUN: %if wasm32 %{ %run_wasm %s -- -ffast-math -fwrapv %}
#include <stdio.h>
#define F __attribute__((noinline)) static
F double sum(const double *v, int n) {
  double s = 0;
  for (int i = 0; i < n; i++)
    s += v[i];
  return s;
}
F float dot(const float *a, const float *b, int n) {
  float s = 0;
  for (int i = 0; i < n; i++)
    s += a[i] * b[i];
  return s;
}
F double halves(double x) { return x / 4.0 + x * 0.5 - x; }
F double select(double a, double b) { return a < b ? a : b > a ? b : a + b; }
F int compare(double a, double b) {
  return (a < b) + (a <= b) * 2 + (a == b) * 4 + (a != b) * 8 + !(a < b) * 16;
}
F double negate(double a, double b) { return -(a - b) + -a * -b; }
F double roots(double x) {
  return __builtin_sqrt(x) * __builtin_sqrt(x) + __builtin_fabs(-x);
}
int main(void) {
  double v[64];
  float a[64], b[64];
  for (int i = 0; i < 64; i++)
    v[i] = i * .5, a[i] = i, b[i] = 64 - i;
  printf("%g %g %g %g %d %d %g %g\n", sum(v, 64), dot(a, b, 64), halves(8),
         select(2, 3), compare(1, 2), compare(2, 2), negate(5, 3), roots(16));
}
