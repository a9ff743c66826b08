// Compares whose results are kept, branched on, selected by, and combined.
// RUN: %run_both %s -- -fwrapv
// RUN: %if wasm32 %{ %run_wasm %s -- -fwrapv %}
#include <stdio.h>

#define F __attribute__((noinline)) static
F int far(int a, int b, int *p) {
  int r = a < b;
  *p = r * 10;
  if (a + b == 7)
    *p += 1;
  return r;
}
F int reuse(int a, int b) {
  int c = a > b, d = a == b;
  int s = 0;
  for (int i = 0; i < 4; i++)
    if (c)
      s += d ? 5 : i;
  return s + c * 100 + d * 1000;
}
F int select2(int a, unsigned b, double d, int x, int y) {
  return (a < 3 ? x : y) + (b > 7u ? y : x) * 2 + (d < 1.5 ? x : 0) * 3 +
         (d != d ? 1 : 2);
}
F double fselect(int a, double x, double y) {
  return a ? x : y + (x < y ? x : y);
}
F int masks(unsigned a, unsigned long b) {
  int r = 0;
  if (a & 8)
    r |= 1;
  if (!(a & 0x80000000))
    r |= 2;
  if (b & 1ul << sizeof(long) * 5)
    r |= 4;
  if ((a & b) == 0)
    r |= 8;
  if ((a ^ b) & 0xf)
    r |= 16;
  if (a & 0xff)
    r |= 32;
  return r;
}
F int arithmetic(int a, int b) {
  int r = 0;
  if (a - b < 0)
    r |= 1;
  if (a + 1 > b)
    r |= 2;
  if ((a >> 1) == 0)
    r |= 4;
  if ((a & b) != 0)
    r |= 8;
  if (-a == b)
    r |= 16;
  if (--a)
    r |= 32;
  if (b++ == 2)
    r |= 64;
  return r + a + b;
}
F int narrow(signed char a, unsigned char b, short c, unsigned short d) {
  return (a < b) + (c < d) * 2 + (a == (signed char)b) * 4 +
         ((unsigned char)a > b) * 8 + (c > -5) * 16 + (d > 65530) * 32 +
         (a < 0) * 64 + (b > 200) * 128;
}
F int chain(int a, int b, int c, int d) {
  return a < b && b < c && c < d      ? 1
         : a > b || (b > c && c != d) ? 2
         : (a == d) == (b == c)       ? 3
                                      : 4;
}
F int pointers(const int *p, const int *q) {
  return (p == 0) + (p != q) * 2 + (p ? *p : 5) * 4;
}
F int memory(int *p, int *q, unsigned char *c) {
  int r = 0;
  if (*p < *q)
    r |= 1;
  if (*p == 5)
    r |= 2;
  if (c[0] == 'x')
    r |= 4;
  if (c[1] > c[0])
    r |= 8;
  if (!c[2])
    r |= 16;
  return r;
}
F int wide(__int128 a, __int128 b) {
  return (a < b) + (a == b) * 2 + ((unsigned __int128)a > b) * 4 +
         (a != 0 ? 8 : 0);
}
F long spaceship(long a, long b) { return a < b ? -1 : a > b; }
F int floats(float a, float b) {
  int r = a < b;
  r += (a == b) * 2;
  int k = !(a >= b);
  return r + k * 4 + (a > b ? 8 : 16) + (a != b && r ? 32 : 0);
}
F unsigned setcc(unsigned *v, int n) {
  unsigned r = 0;
  for (int i = 0; i < n; i++)
    r = r << 1 | (v[i] > v[(i + 1) % n]);
  return r;
}

int main(void) {
  double nan = __builtin_nan("");
  for (int a = -3; a < 10; a += 2)
    for (int b = -3; b < 10; b += 3) {
      int p = a, q = b;
      unsigned char c[3] = {'x', b & 0x7f, a == 1};
      int r = far(a, b, &p);
      printf("%d %d %d %d %g %d %d ", r, p, reuse(a, b),
             select2(a, b, b * .5, 10, 20), fselect(a & 1, a, b),
             masks(a * 0x1111, (unsigned long)b << (sizeof(long) * 5 - 2)), arithmetic(a, b));
      printf("%d %d %d %d %d %ld %d %d\n",
             narrow(a * 30, b * 30, a * 10, b * 10), chain(a, b, a + b, 4),
             pointers(a > 0 ? &a : 0, b > 0 ? &a : &b), memory(&a, &b, c),
             wide((__int128)a << 64, (__int128)b << 64 | 1), spaceship(a, b),
             floats(a, b), floats(a, nan));
    }
  unsigned v[] = {5, 3, 9, 9, 1, 0xffffffff, 0};
  printf("%u %d\n", setcc(v, 7), select2(1, 2, nan, 3, 4));
}
