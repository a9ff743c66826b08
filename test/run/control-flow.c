// Loops of all shapes, goto into and out of them, nested conditions, recursion.
// RUN: %run_both %s
// RUN: %if wasm32 %{ %run_wasm %s %}
#include <stdio.h>

__attribute__((noinline)) static int loops(int n) {
  int s = 0;
  for (int i = 0; i < n; i++) {
    if (i % 3 == 0)
      continue;
    for (int j = i; j; j >>= 1) {
      if (j == 5)
        break;
      s += j & 1 ? i : -j;
    }
  }
  while (n-- > 0)
    s ^= n << (n & 7);
  do
    s += 3;
  while (s % 7);
  for (;;)
    if ((s = s * 5 + 1 & 0xffff) % 11 == 3)
      return s;
}
__attribute__((noinline)) static int irreducible(int a, int b) {
  int s = 0;
  if (a & 1)
    goto middle;
top:
  s += a;
  a -= 3;
middle:
  s = s * 2 + b;
  b--;
  if (a > 0)
    goto top;
  if (b > 0 && s < 100000)
    goto middle;
  return s;
}
__attribute__((noinline)) static int logic(int a, int b, int c) {
  return (a && b || c) + 2 * (a || b && c) + 4 * !(a && !b) + 8 * (a ? b ? 1 : c : !c) + 16 * (a > b && b > c || c > a && a != b) + 32 * (a ?: b ?: 1);
}
__attribute__((noinline)) static int hanoi(int n, int a, int b, int c) {
  return n ? hanoi(n - 1, a, c, b) + a * 100 + b + hanoi(n - 1, c, b, a) : 0;
}
__attribute__((noinline)) static long collatz(long n) {
  long steps = 0;
  while (n != 1) {
    n = n & 1 ? 3 * n + 1 : n / 2;
    steps++;
  }
  return steps;
}
__attribute__((noinline)) static unsigned gcd(unsigned a, unsigned b) {
  return b ? gcd(b, a % b) : a;
}
__attribute__((noinline)) static int swapped(int n) {
  int a = 1, b = 2, c = 3, t;
  for (int i = 0; i < n; i++) {
    t = a;
    a = b;
    b = c;
    c = t;
  }
  return a * 100 + b * 10 + c;
}
__attribute__((noinline)) static double values(int n) {
  int i1 = n, i2 = n + 1, i3 = n + 2, i4 = n + 3, i5 = n + 4, i6 = n + 5,
      i7 = n + 6, i8 = n + 7, i9 = n + 8, i10 = n + 9, i11 = n + 10,
      i12 = n + 11, i13 = n + 12, i14 = n + 13, i15 = n + 14, i16 = n + 15;
  double d1 = n, d2 = n + .5, d3 = n * 2, d4 = n * 3, d5 = n * 4, d6 = n * 5,
         d7 = 7, d8 = 8, d9 = 9, d10 = 10, d11 = 11, d12 = 12, d13 = 13,
         d14 = 14, d15 = 15, d16 = 16, d17 = 17;
  for (int k = 0; k < n; k++) {
    i1 += i2 ^ i16, i2 += i3 ^ i15, i3 += i4, i4 += i5, i5 += i6, i6 += i7,
        i7 += i8, i8 += i9, i9 += i10, i10 += i11, i11 += i12, i12 += i13,
        i13 += i14, i14 += i15, i15 += i16, i16 = i1 & 0xff;
    i1 &= 0xffff, i2 &= 0xffff, i3 &= 0xffff, i4 &= 0xffff, i5 &= 0xffff,
        i6 &= 0xffff, i7 &= 0xffff, i8 &= 0xffff, i9 &= 0xffff, i10 &= 0xffff,
        i11 &= 0xffff, i12 &= 0xffff, i13 &= 0xffff, i14 &= 0xffff,
        i15 &= 0xffff;
    d1 += d2 * .5, d2 -= d3, d3 += d4, d4 -= d5, d5 += d6, d6 -= d7, d7 += d8,
        d8 -= d9, d9 += d10, d10 -= d11, d11 += d12, d12 -= d13, d13 += d14,
        d14 -= d15, d15 += d16, d16 -= d17, d17 = d1 * .25;
  }
  return i1 + i2 + i3 + i4 + i5 + i6 + i7 + i8 + i9 + i10 + i11 + i12 + i13 +
         i14 + i15 + i16 + d1 + d2 + d3 + d4 + d5 + d6 + d7 + d8 + d9 + d10 +
         d11 + d12 + d13 + d14 + d15 + d16 + d17;
}

int main(void) {
  for (int i = 0; i < 30; i++)
    printf("%d %d %ld %u %d %.15g\n", loops(i), irreducible(i, 20 - i),
           collatz(i + 1), gcd(i * 12, 90), swapped(i), values(i));
  for (int a = 0; a < 3; a++)
    for (int b = 0; b < 3; b++)
      for (int c = 0; c < 3; c++)
        printf("%d ", logic(a, b, c));
  printf("%d\n", hanoi(10, 1, 2, 3));
}
