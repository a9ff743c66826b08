// More live values than registers, across calls, loops and both banks.
// RUN: %run_both %s -- -fwrapv
#include <stdio.h>

#define F __attribute__((noinline)) static
F int opaque(int x) {
  asm volatile("" : "+r"(x));
  return x;
}
F double fopaque(double x) {
#ifdef __aarch64__
  asm volatile("" : "+w"(x));
#else
  asm volatile("" : "+x"(x));
#endif
  return x;
}
F int ints(int a, int b) {
  int v0 = a + b, v1 = a - b, v2 = a * b, v3 = a ^ b, v4 = a & b, v5 = a | b,
      v6 = a << 2, v7 = b << 3, v8 = a + 8, v9 = b + 9, v10 = a * 10,
      v11 = b * 11, v12 = ~a, v13 = ~b, v14 = a - 14, v15 = b - 15,
      v16 = a + 16, v17 = b + 17;
  int c = opaque(v0 + v17);
  return c + v0 * 2 + v1 * 3 + v2 * 5 + v3 * 7 + v4 * 11 + v5 * 13 + v6 * 17 +
         v7 * 19 + v8 * 23 + v9 * 29 + v10 * 31 + v11 * 37 + v12 * 41 +
         v13 * 43 + v14 * 47 + v15 * 53 + v16 * 59 + v17 * 61;
}
F double doubles(double a, double b) {
  double v0 = a + b, v1 = a - b, v2 = a * b, v3 = a / b, v4 = a + 4, v5 = b + 5,
         v6 = a * 6, v7 = b * 7, v8 = a - 8, v9 = b - 9, v10 = a * a,
         v11 = b * b, v12 = -a, v13 = -b, v14 = a + 14, v15 = b + 15,
         v16 = a * 16, v17 = b * 17, v18 = a - 18;
  double c = fopaque(v0);
  return c + v0 * v18 + v1 * v17 + v2 * v16 + v3 * v15 + v4 * v14 + v5 * v13 +
         v6 * v12 + v7 * v11 + v8 * v10 + v9;
}
F long expression(long a, long b, long c, long d) {
  return ((a + b) * (c - d) + (a * c - b * d)) * ((a ^ c) + (b ^ d)) -
         (((a | d) + (b & c)) *
          ((a - c) * (b - d) + ((a + c) * (b + d) - ((a * d) ^ (b * c))))) +
         (a / (b | 1) + c % (d | 1)) * ((a << (b & 7)) - (c >> (d & 7)));
}
F int calls(int n) {
  return opaque(n) + opaque(n + 1) * opaque(n + 2) -
         opaque(opaque(n) + opaque(n * 2)) +
         (opaque(n) > 2 ? opaque(5) : opaque(6));
}
F double mixedcalls(int n, double x) {
  return fopaque(x) * opaque(n) + fopaque(x + opaque(n)) -
         (fopaque(x) < 3 ? fopaque(n) : opaque((int)x));
}
F int loop(int n) {
  int a = 1, b = 2, c = 3, d = 4, e = 5, f = 6, g = 7, h = 8;
  for (int i = 0; i < n; i++) {
    int t = opaque(a + i);
    a = b ^ t, b = c + t, c = d - a, d = e * 3, e = f | 1, f = g & 0xffff,
    g = h + i, h = t >> 1;
    if (t & 4) {
      int s = a;
      a = h;
      h = s;
    }
  }
  return a + b + c + d + e + f + g + h;
}
F int swaps(int a, int b, int c, int n) {
  while (n--) {
    int t = a;
    a = b, b = c, c = t;
    if (n % 3 == 0) {
      t = a;
      a = b;
      b = t;
    }
  }
  return a * 100 + b * 10 + c;
}
F unsigned divs(unsigned a, unsigned b, unsigned c, unsigned d) {
  return a / b + c % d + (a % c) * (b / d) + (d << (a % 31)) + (c >> (b % 31)) +
         a / (c / d + 1);
}
F long shifts(long x, int a, int b, int c, int d) {
  return (x << a) + (x >> b) + ((unsigned long)x >> c) +
         ((x + d) << (a + b & 31)) + (1l << d) + ((int)x << c) +
         ((unsigned)x >> (d & 31));
}
F double both(int a, double b, long c, float d, short e) {
  double r = 0;
  for (int i = 0; i < 5; i++) {
    r += a * b + c * d - e;
    a += (int)d, b -= e, c ^= i, d += (float)b * 0.125f, e = (short)(c + i);
  }
  return r;
}
F int fibonacci(int n) {
  return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}
F int deep(int a, int b, int c, int d, int e, int f, int g, int h) {
  return a <= 0 ? b + c + d + e + f + g + h
                : deep(a - 1, c, d, e, f, g, h, b + a) + b;
}

int main(void) {
  for (int i = 1; i < 12; i += 2)
    printf("%d %.10g %ld %d %.10g %d %d %u %ld %.10g\n", ints(i, 20 - i),
           doubles(i, i + .5), expression(i, i * 7, 30 - i, 3 * i), calls(i),
           mixedcalls(i, i * .75), loop(i * 10), swaps(1, 2, 3, i),
           divs(i * 1000, i, i * 77, i + 3),
           shifts(i * 123456789l, i, i + 3, i + 5, i + 7),
           both(i, i * .5, i * 3, i * .25f, i));
  printf("%d %d\n", fibonacci(20), deep(20, 1, 2, 3, 4, 5, 6, 7));
}
