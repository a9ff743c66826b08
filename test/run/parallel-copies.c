// Loop-carried values that trade places: swaps, rotations, lost copies, both
// banks.
// RUN: %run_both %s -- -fwrapv
// RUN: %if wasm32 %{ %run_wasm %s -- -fwrapv %}
#include <stdio.h>
#define F __attribute__((noinline)) static
F int swap(int a, int b, int n) {
  for (int i = 0; i < n; i++) {
    int t = a;
    a = b;
    b = t;
  }
  return a * 1000 + b;
}
F long rotate(long a, long b, long c, long d, long e, int n) {
  while (n-- > 0) {
    long t = a;
    a = b, b = c, c = d, d = e, e = t;
  }
  return (((a * 10 + b) * 10 + c) * 10 + d) * 10 + e;
}
F double fswap(double a, double b, double c, int n) {
  do {
    double t = a;
    a = c;
    c = b;
    b = t;
  } while (--n > 0);
  return a * 100 + b * 10 + c;
}
F int lost(int n) {
  int x = 0, y = 1;
  for (;;) {
    y = x;
    x = x + 1;
    if (x > n)
      return y;
  }
}
F int fib(int n) {
  int a = 0, b = 1;
  while (n--) {
    int t = a + b;
    a = b;
    b = t;
  }
  return a;
}
F int constants(int n) {
  int a = 1, b = 2, c = 3;
  for (int i = 0; i < n; i++) {
    if (i % 3 == 0)
      a = 7, b = c;
    else if (i % 3 == 1)
      b = a, c = 9;
    else {
      int t = a;
      a = c;
      c = t;
    }
  }
  return a * 100 + b * 10 + c;
}
F int diamond(int a, int b, int n) {
  int r = 0;
  while (n--) {
    int x, y;
    if (n & 1)
      x = a, y = b;
    else
      x = b, y = a;
    r = r * 3 + x - y;
    a = y + 1, b = x;
  }
  return r;
}
F int nested(int n) {
  int a = 1, b = 2, c = 3;
  for (int i = 0; i < n; i++) {
    int s = c;
    for (int j = 0; j < i; j++) {
      int t = a;
      a = b ^ j;
      b = t + c;
    }
    c = a, a = s;
  }
  return a + b * 5 + c * 7;
}
F long wide(int n) {
  __int128 a = 1, b = (__int128)5 << 70;
  char c = 3;
  while (n--) {
    __int128 t = a;
    a = b + c, b = t, c = (char)(c * 3);
  }
  return (long)(a >> 66) + (long)b;
}
F float mixed(int n) {
  float x = 1, y = 2;
  int i = 3, j = 4;
  void *p = &n, *q = 0;
  while (n-- > 0) {
    float t = x;
    x = y, y = t;
    int k = i;
    i = j, j = k + 1;
    void *r = p;
    p = q, q = r;
  }
  return x * 1000 + y * 100 + i * 10 + j + (p == 0);
}
F int many(int n) {
  int v0 = 0, v1 = 1, v2 = 2, v3 = 3, v4 = 4, v5 = 5, v6 = 6, v7 = 7, v8 = 8,
      v9 = 9, v10 = 10, v11 = 11, v12 = 12, v13 = 13, v14 = 14, v15 = 15,
      v16 = 16, v17 = 17, v18 = 18, v19 = 19;
  while (n--) {
    int t = v0;
    v0 = v1, v1 = v2, v2 = v3, v3 = v4, v4 = v5, v5 = v6, v6 = v7, v7 = v8,
    v8 = v9, v9 = v10, v10 = v11, v11 = v12, v12 = v13, v13 = v14, v14 = v15,
    v15 = v16, v16 = v17, v17 = v18, v18 = v19, v19 = t;
    t = v3, v3 = v11, v11 = t;
  }
  return v0 + v1 * 2 + v2 * 3 + v3 * 4 + v4 * 5 + v5 * 6 + v6 * 7 + v7 * 8 +
         v8 * 9 + v9 * 10 + v10 * 11 + v11 * 12 + v12 * 13 + v13 * 14 +
         v14 * 15 + v15 * 16 + v16 * 17 + v17 * 18 + v18 * 19 + v19 * 20;
}
int main(void) {
  for (int n = 0; n < 25; n += 3)
    printf("%d %ld %g %d %d %d %d %d %ld %g %d\n", swap(1, 2, n),
           rotate(1, 2, 3, 4, 5, n), fswap(1, 2, 3, n), lost(n), fib(n),
           constants(n), diamond(5, 9, n), nested(n), wide(n), mixed(n),
           many(n));
}
