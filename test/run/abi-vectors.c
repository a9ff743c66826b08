// Vectors and complex numbers as arguments and results, between compilers.
// RUN: %run_both --abi %s
#include <stdio.h>
typedef float f4 __attribute__((vector_size(16)));
typedef double d2 __attribute__((vector_size(16)));
typedef int i4 __attribute__((vector_size(16)));
typedef float f2 __attribute__((vector_size(8)));
struct one {
  f4 v;
};
struct two {
  d2 a;
  int b;
};
struct cf {
  float _Complex c;
  int n;
};
f4 add(f4 a, f4 b);
d2 mixed(int i, d2 a, double d, d2 b, float f, i4 c);
f4 many(f4 a, f4 b, f4 c, f4 d, f4 e, f4 f, f4 g, f4 h, f4 i, int n, f4 j);
f2 small(f2 a, f2 b);
struct one in_struct(struct one s, struct two t, int n);
float _Complex cfloat(float _Complex a, int n, float _Complex b);
double _Complex cdouble(double _Complex a, double _Complex b, double d);
long double _Complex cld(long double _Complex a, int n);
struct cf cstruct(struct cf a, struct cf b);
double _Complex stacked(double a, double b, double c, double d, double e,
                        double f, double g, double _Complex h,
                        double _Complex i, float _Complex j);
#ifdef PART_A
f4 add(f4 a, f4 b) { return a + b * 2; }
d2 mixed(int i, d2 a, double d, d2 b, float f, i4 c) {
  return a * i + b * d + f + (double)c[3];
}
f4 many(f4 a, f4 b, f4 c, f4 d, f4 e, f4 f, f4 g, f4 h, f4 i, int n, f4 j) {
  return a - b + c - d + e - f + g - h + i * (float)n + j;
}
f2 small(f2 a, f2 b) { return a * b - 1; }
struct one in_struct(struct one s, struct two t, int n) {
  s.v += (float)(t.a[1] + t.b + n);
  return s;
}
float _Complex cfloat(float _Complex a, int n, float _Complex b) {
  return a * n + b;
}
double _Complex cdouble(double _Complex a, double _Complex b, double d) {
  return a - b * d;
}
long double _Complex cld(long double _Complex a, int n) { return a * n; }
struct cf cstruct(struct cf a, struct cf b) {
  a.c += b.c, a.n -= b.n;
  return a;
}
double _Complex stacked(double a, double b, double c, double d, double e,
                        double f, double g, double _Complex h,
                        double _Complex i, float _Complex j) {
  return a + b + c + d + e + f + g + h * 2 + i * 3 + j * 4;
}
#else
static void show(const char *n, f4 v) {
  printf("%s %g %g %g %g\n", n, v[0], v[1], v[2], v[3]);
}
int main(void) {
  f4 a = {1, 2, 3, 4}, b = {.5, .25, 8, -1};
  d2 d = {1.5, 2.5};
  f2 s = small((f2){2, 3}, (f2){4, 5});
  show("add", add(a, b)),
      show("many", many(a, b, a + b, a, b * a, a, b, a, a, 3, b));
  d2 m = mixed(2, d, 3, d + 1, 4, (i4){1, 2, 3, 4});
  show("struct", in_struct((struct one){a}, (struct two){d, 5}, 6).v);
  float _Complex cf = cfloat(1 + 2i, 3, 4 + 5i);
  double _Complex cd = cdouble(1 + 2i, 3 + 4i, .5);
  long double _Complex cl = cld(1 + 2i, 3);
  struct cf cs = cstruct((struct cf){1 + 1i, 9}, (struct cf){2 + 3i, 4});
  double _Complex st = stacked(1, 2, 3, 4, 5, 6, 7, 8 + 1i, 9 + 2i, 10 + 3i);
  printf("%g %g %g %g %g %g %g %g %Lg %Lg %g %g %d %g %g\n", s[0], s[1], m[0],
         m[1], __real__ cf, __imag__ cf, __real__ cd, __imag__ cd, __real__ cl,
         __imag__ cl, __real__ cs.c, __imag__ cs.c, cs.n, __real__ st,
         __imag__ st);
}
#endif
