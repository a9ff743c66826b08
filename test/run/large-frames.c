// Frames beyond a page and beyond 32 KiB, over-aligned locals, many locals.
// RUN: %run_both %s
// RUN: %if wasm32 %{ %run_wasm %s %}
#include <stdint.h>
#include <stdio.h>
#include <string.h>

__attribute__((noinline)) static unsigned use(void *p, int n) {
  unsigned h = 0;
  for (int i = 0; i < n; i++)
    h = h * 31 + ((unsigned char *)p)[i];
  return h;
}
#define FRAME(N)                                                               \
  __attribute__((noinline)) static unsigned frame##N(                          \
      int k, long a, double d, long b, long c, long e, long f, long g,         \
      double x) {                                                              \
    volatile int before = k;                                                   \
    char buffer[N];                                                            \
    volatile long after = g;                                                   \
    memset(buffer, k, N);                                                      \
    buffer[0] = 1, buffer[N - 1] = 2, buffer[N / 2] = 3;                       \
    return use(buffer, N) + before + after + a + b + c + e + f + (int)d +      \
           (int)x;                                                             \
  }
FRAME(100)
FRAME(128)
FRAME(1000) FRAME(4096) FRAME(5000) FRAME(33000) FRAME(100000) FRAME(1000000)
#define ALIGNED(A)                                                             \
  __attribute__((noinline)) static int aligned##A(                             \
      int n, long a, long b, long c, long d, long e, long f, long g) {         \
    char c1 = n;                                                               \
    _Alignas(A) char v[A];                                                     \
    char c2 = n + 1;                                                           \
    _Alignas(A) double w[3] = {1, 2, 3};                                       \
    memset(v, n, A);                                                           \
    return ((uintptr_t)v % A == 0) + ((uintptr_t)w % A == 0) * 2 + c1 + c2 +   \
           use(v, A) + (int)w[2] + g;                                          \
  }
    ALIGNED(16) ALIGNED(32) ALIGNED(64) ALIGNED(256) ALIGNED(4096)
        __attribute__((noinline)) static int recursive(int n) {
  char pad[3000];
  memset(pad, n, sizeof pad);
  return n ? recursive(n - 1) + pad[n] : 0;
}
struct big {
  long v[1000];
};
__attribute__((noinline)) static struct big make(int k) {
  struct big r;
  for (int i = 0; i < 1000; i++)
    r.v[i] = i * k;
  return r;
}
__attribute__((noinline)) static long sum(struct big a, int k, struct big b) {
  long s = k;
  for (int i = 0; i < 1000; i++)
    s += a.v[i] * b.v[999 - i];
  return s;
}

int main(void) {
#define CALL(N) printf("%u ", frame##N(7, 1, 2.5, 3, 4, 5, 6, 7, 8.5));
  CALL(100)
  CALL(128)
  CALL(1000) CALL(4096) CALL(5000) CALL(33000) CALL(100000) CALL(1000000)
#define CALL2(A) printf("%d ", aligned##A(5, 1, 2, 3, 4, 5, 6, 7));
      CALL2(16) CALL2(32) CALL2(64) CALL2(256) CALL2(4096)
          printf("%d %ld\n", recursive(100), sum(make(3), 4, make(5)));
}
