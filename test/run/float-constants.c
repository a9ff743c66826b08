// Floating-point constants: zeros, ones, small pools, in every position.
// RUN: %run_both %s
// RUN: %if wasm32 %{ %run_wasm %s %}
#include <math.h>
#include <stdio.h>
#define F __attribute__((noinline)) static
F double polynomial(double x) {
  return 1.0 +
         x * (0.5 + x * (-0.25 + x * (3.14159265358979 +
                                      x * (1e-10 + x * (-1e10 + x * 2.5)))));
}
F float fpolynomial(float x) {
  return 1.0f +
         x * (0.5f + x * (-0.25f + x * (3.14159f + x * (1e-10f + x * -1e10f))));
}
F long double lpolynomial(long double x) {
  return 1.0L + x * (0.0L + x * (3.14159265358979323846L +
                                 x * (1e-100L + x * (2.0L - x * 1e1000L))));
}
F double pick(int i) {
  return i == 0   ? 0.0
         : i == 1 ? -0.0
         : i == 2 ? 1.0
         : i == 3 ? -1.0
         : i == 4 ? INFINITY
         : i == 5 ? 0x1.fffffffffffffp1023
                  : 0x1p-1074;
}
F int compares(double x) {
  return (x == 0) + (x > 1.5) * 2 + (x < -2.5e300) * 4 + (x != 7) * 8 +
         (x <= 0.1f) * 16;
}
F void stores(double *d, float *f, long double *l) {
  d[0] = 0, d[1] = -0.0, d[2] = 1.25, f[0] = 0, f[1] = 1.25f, f[2] = -3.5f,
  l[0] = 0, l[1] = 1, l[2] = 3.5L;
}
F double calls(double a, float b, long double c) { return a + b + (double)c; }
F double array(int i) {
  const double t[] = {0.1, 0.2, 0.3, 0.4, 0.5};
  static const float u[] = {1.5f, 2.5f, 3.5f};
  return t[i % 5] + u[i % 3];
}
int main(void) {
  double d[3];
  float f[3];
  long double l[3];
  stores(d, f, l);
  for (int i = 0; i < 7; i++)
    printf("%a %d %g %a %a %La\n", pick(i), compares(pick(i)), array(i),
           polynomial(i * .5), fpolynomial(i * .5f), lpolynomial(i));
  printf("%g %g %g %g %g %Lg %Lg %g %d\n", d[0], d[1], d[2], f[1], f[2], l[1],
         l[2], calls(0.0, 1.0f, 2.0L) + calls(1.5, 2.5f, -0.0L),
         !!signbit(d[1]));
}
