// Variable arguments: every type, structs, va_copy, more than the registers
// hold.
// RUN: %run_both --abi %s
// RUN: %if wasm32 %{ %run_wasm --abi %s %}
#include <stdarg.h>
#include <stdio.h>

struct small {
  int a;
  float b;
};
struct two {
  double a;
  long b;
};
struct big {
  long v[5];
};
struct ld {
  long double x;
};
struct floats {
  float x, y, z;
};
struct c3 {
  char c[3];
};
double sum(const char *types, ...);
double vsum(const char *types, va_list ap);
double twice(const char *types, ...);
int after_many(int a, int b, int c, int d, int e, int f, int g, double h, ...);
double after_floats(double a, double b, double c, double d, double e, double f,
                    double g, double h, double i, ...);
void through(char *out, int n, const char *format, ...);

#ifdef PART_A
double vsum(const char *types, va_list ap) {
  double r = 0;
  for (int k = 1; *types; types++, k++)
    switch (*types) {
    case 'i':
      r += k * va_arg(ap, int);
      break;
    case 'u':
      r += k * (double)va_arg(ap, unsigned);
      break;
    case 'l':
      r += k * (double)va_arg(ap, long);
      break;
    case 'd':
      r += k * va_arg(ap, double);
      break;
    case 'L':
      r += k * va_arg(ap, long double);
      break;
    case 'q':
      r += k * (double)(long)(va_arg(ap, __int128) >> 64);
      break;
    case 'p':
      r += k * *va_arg(ap, int *);
      break;
    case 's': {
      struct small s = va_arg(ap, struct small);
      r += k * (s.a + s.b);
      break;
    }
    case 't': {
      struct two s = va_arg(ap, struct two);
      r += k * (s.a + s.b);
      break;
    }
    case 'b': {
      struct big s = va_arg(ap, struct big);
      r += k * (s.v[0] + s.v[4]);
      break;
    }
    case 'x': {
      struct ld s = va_arg(ap, struct ld);
      r += k * s.x;
      break;
    }
    case 'f': {
      struct floats s = va_arg(ap, struct floats);
      r += k * (s.x + s.y * s.z);
      break;
    }
    case 'c': {
      struct c3 s = va_arg(ap, struct c3);
      r += k * (s.c[0] + s.c[2]);
      break;
    }
    }
  return r;
}
double sum(const char *types, ...) {
  va_list ap;
  va_start(ap, types);
  double r = vsum(types, ap);
  va_end(ap);
  return r;
}
double twice(const char *types, ...) {
  va_list ap, aq;
  va_start(ap, types);
  double first = va_arg(ap, double);
  va_copy(aq, ap);
  double r = first + vsum(types + 1, ap) + 1000 * vsum(types + 1, aq);
  va_end(ap), va_end(aq);
  return r;
}
int after_many(int a, int b, int c, int d, int e, int f, int g, double h, ...) {
  va_list ap;
  va_start(ap, h);
  int r =
      va_arg(ap, int) + 10 * (int)va_arg(ap, double) + 100 * va_arg(ap, int);
  va_end(ap);
  return r + g;
}
double after_floats(double a, double b, double c, double d, double e, double f,
                    double g, double h, double i, ...) {
  va_list ap;
  va_start(ap, i);
  double r = va_arg(ap, double) + va_arg(ap, int) + va_arg(ap, long double);
  va_end(ap);
  return r + i;
}
void through(char *out, int n, const char *format, ...) {
  va_list ap;
  va_start(ap, format);
  vsnprintf(out, n, format, ap);
  va_end(ap);
}
#else
int main(void) {
  int seven = 7;
  printf("%g\n", sum(""));
  printf("%.12g\n", sum("iuldLqp", -1, 4000000000u, 1l << 40, 2.5, 3.25L,
                        (__int128)5 << 64, &seven));
  printf("%.12g\n", sum("iiiiiiiiii", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
  printf("%.12g\n", sum("dddddddddddd", 1., 2., 3., 4., 5., 6., 7., 8., 9., 10.,
                        11., 12.));
  printf("%.12g\n", sum("idididididididididid", 1, 2., 3, 4., 5, 6., 7, 8., 9,
                        10., 11, 12., 13, 14., 15, 16., 17, 18., 19, 20.));
  struct small s = {1, 2.5f};
  struct two t = {3.5, 4};
  struct big b = {{5, 6, 7, 8, 9}};
  struct ld x = {10.25L};
  struct floats f = {1, 2, 3};
  struct c3 c = {"ab"};
  printf("%.12g\n", sum("stbxfcstbxfcstbxfcstfc", s, t, b, x, f, c, s, t, b, x,
                        f, c, s, t, b, x, f, c, s, t, f, c));
  printf("%.12g\n",
         sum("itLiqLbi", 1, t, 2.0L, 3, (__int128)4 << 64, 5.0L, b, 6));
  printf("%.12g\n", twice("diLs", 1.5, 2, 3.5L, s));
  printf("%d %g\n", after_many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10., 11),
         after_floats(1, 2, 3, 4, 5, 6, 7, 8, 9, 10., 11, 12.0L));
  char out[200];
  through(out, sizeof out, "%d %s %g %Lg %c %ld %p %5.2f|%x %e %lld %u %hhd",
          -1, "str", 2.5, 3.5L, 'c', 1l << 40, (void *)16, 3.14159, 255, 1e10,
          -5ll, 7u, 300);
  puts(out);
  double (*p)(const char *, ...) = sum;
  printf("%g\n", p("dd", 1.0, 2.0));
}
#endif
