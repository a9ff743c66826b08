// A function whose branches and frame offsets need their long forms.
// RUN: %run_both %s -- -fwrapv
// RUN: %if wasm32 %{ %run_wasm %s -- -fwrapv %}
#include <stdio.h>
#define S(n)                                                                   \
  case n:                                                                      \
    if (x > y) {                                                               \
      a[n & 63] += x * n;                                                      \
      x -= y ^ n;                                                              \
    } else {                                                                   \
      y += a[(n + 1) & 63] - n;                                                \
      b += 0.5 * n;                                                            \
    }                                                                          \
    if ((x ^ y) % 7 == n % 7)                                                  \
      goto out;                                                                \
    break;
#define S4(n) S(n) S(n + 1) S(n + 2) S(n + 3)
#define S16(n) S4(n) S4(n + 4) S4(n + 8) S4(n + 12)
#define S64(n) S16(n) S16(n + 16) S16(n + 32) S16(n + 48)
#define S256(n) S64(n) S64(n + 64) S64(n + 128) S64(n + 192)
#define L(n)                                                                   \
  {                                                                            \
    int k##n = x + n;                                                          \
    s += k##n * y;                                                             \
    if (s & 1)                                                                 \
      s ^= k##n;                                                               \
    else                                                                       \
      s -= n;                                                                  \
  }
#define L4(n) L(n##0) L(n##1) L(n##2) L(n##3)
#define L16(n) L4(n##0) L4(n##1) L4(n##2) L4(n##3)
#define L64(n) L16(n##0) L16(n##1) L16(n##2) L16(n##3)
__attribute__((noinline)) static int big(int x, int y, int steps) {
  int a[64] = {0}, s = 0;
  double b = 0;
  for (int i = 0; i < steps; i++) {
    switch ((x * 31 + y * 17 + i) & 255) { S256(0) }
    x = x * 5 + i, y ^= x >> 3;
    if (i == steps - 1)
      goto out;
    continue;
  out:
    s += x - y;
    L64(1)
    if (s == 12345)
      break;
  }
  return s + a[5] + a[63] + (int)b;
}
int main(void) {
  for (int i = 1; i < 200; i += 23)
    printf("%d ", big(i, 1000 - i, i));
  puts("");
}
