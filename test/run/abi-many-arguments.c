// More arguments than registers: integers, floats, mixed, narrow types.
// RUN: %run_both --abi %s
// RUN: %if wasm32 %{ %run_wasm --abi %s %}
#include <stdio.h>

long ints(long a, int b, short c, signed char d, unsigned char e,
          unsigned short f, unsigned g, signed char h, short i, _Bool j, long k,
          unsigned char l);
double floats(double a, float b, double c, float d, double e, float f, double g,
              float h, double i, float j, double k, float l);
double mixed(int a, double b, long c, float d, char e, long double f, short g,
             double h, int i, float j, __int128 k, double l, void *m, double n,
             int o, float p, double q, double r, long double s);
int wide(int a, __int128 b, int c, __int128 d, int e, int f, __int128 g, int h);
signed char narrow_sc(int x);
unsigned char narrow_uc(int x);
short narrow_ss(int x);
unsigned short narrow_us(int x);
_Bool narrow_b(int x);
void pointers(int *a, const char *b, void (*c)(int), int *d, int *e, int *f,
              int *g, int **h);

#ifdef PART_A
long ints(long a, int b, short c, signed char d, unsigned char e,
          unsigned short f, unsigned g, signed char h, short i, _Bool j, long k,
          unsigned char l) {
  return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7l * g + 8 * h + 9 * i +
         10 * j + 11 * k + 12 * l;
}
double floats(double a, float b, double c, float d, double e, float f, double g,
              float h, double i, float j, double k, float l) {
  return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h + 9 * i +
         10 * j + 11 * k + 12 * l;
}
double mixed(int a, double b, long c, float d, char e, long double f, short g,
             double h, int i, float j, __int128 k, double l, void *m, double n,
             int o, float p, double q, double r, long double s) {
  return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h + 9 * i +
         10 * j + 11 * (long)(k >> 60) + 12 * l + 13 * (long)m + 14 * n +
         15 * o + 16 * p + 17 * q + 18 * r + 19 * s;
}
int wide(int a, __int128 b, int c, __int128 d, int e, int f, __int128 g,
         int h) {
  return a + (int)(b >> 100) + c + (int)(d >> 100) + e + f + (int)(g >> 100) +
         h;
}
signed char narrow_sc(int x) { return x; }
unsigned char narrow_uc(int x) { return x; }
short narrow_ss(int x) { return x; }
unsigned short narrow_us(int x) { return x; }
_Bool narrow_b(int x) { return x; }
void pointers(int *a, const char *b, void (*c)(int), int *d, int *e, int *f,
              int *g, int **h) {
  *a = b[2];
  c(*d);
  *e += *f;
  *h = g;
}
#else
static void callback(int x) { printf("callback %d\n", x); }
int main(void) {
  signed char (*volatile sc)(int) = narrow_sc;
  for (int x = -70000; x <= 70000; x += 9999)
    printf("%d %d %d %d %d %d %d\n", sc(x), narrow_sc(x) + 1, narrow_uc(x) + 1,
           narrow_ss(x) * 2, narrow_us(x) - 1, narrow_b(x),
           narrow_uc(x) > narrow_sc(x));
  printf("%ld %ld\n",
         ints(1, -2, -3, -4, 255, 65535, 4000000000u, -128, -32768, 1,
              1l << sizeof(long) * 5, 200),
         ints(-1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 11, 12));
  printf("%g\n", floats(1, 2, 3, 4, 5, 6, 7, 8, 9.5, 10.5f, 11.5, 12.5f));
  printf("%.10g\n", mixed(1, 2, 3, 4, 'e', 6, 7, 8, 9, 10, (__int128)11 << 60,
                          12, (void *)13, 14, 15, 16, 17, 18, 19));
  printf("%d\n", wide(1, (__int128)2 << 100, 3, (__int128)4 << 100, 5, 6,
                      (__int128)7 << 100, 8));
  int v[5] = {1, 2, 3, 4, 5}, *p;
  pointers(v, "abc", callback, v + 1, v + 2, v + 3, v + 4, &p);
  printf("%d %d %d\n", v[0], v[2], *p);
}
#endif
