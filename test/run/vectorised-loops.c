// Loops that the optimiser turns into vector code at -O2: sums, maps, selects.
// RUN: %run_both %s -- -fwrapv
// RUN: %if wasm32 %{ %run_wasm %s -- -fwrapv %}
#include <stdint.h>
#include <stdio.h>

enum { N = 203 };
static int a[N], b[N], c[N];
static unsigned char p[N], q[N];
static short s[N];
static float f[N], g[N];
static double d[N], e[N];
static uint64_t l[N];
#define LOOP __attribute__((noinline)) static
LOOP int sum(int n) {
  int r = 0;
  for (int i = 0; i < n; i++)
    r += a[i];
  return r;
}
LOOP long dot(int n) {
  long r = 0;
  for (int i = 0; i < n; i++)
    r += (long)a[i] * b[i];
  return r;
}
LOOP void add(int n) {
  for (int i = 0; i < n; i++)
    c[i] = a[i] + b[i] * 3;
}
LOOP void select_(int n) {
  for (int i = 0; i < n; i++)
    c[i] = a[i] > b[i] ? a[i] - 1 : b[i] ^ 5;
}
LOOP int maximum(int n) {
  int r = a[0];
  for (int i = 1; i < n; i++)
    r = a[i] > r ? a[i] : r;
  return r;
}
LOOP int minimum(int n) {
  int r = p[0];
  for (int i = 1; i < n; i++)
    r = p[i] < r ? p[i] : r;
  return r;
}
LOOP void widen(int n) {
  for (int i = 0; i < n; i++)
    c[i] = p[i] + s[i];
}
LOOP void narrow(int n) {
  for (int i = 0; i < n; i++)
    q[i] = (a[i] >> 3) + p[i];
}
LOOP void average(int n) {
  for (int i = 0; i < n; i++)
    q[i] = (p[i] + q[i] + 1) >> 1;
}
LOOP void saturate(int n) {
  for (int i = 0; i < n; i++) {
    int x = p[i] + q[i];
    q[i] = x > 255 ? 255 : x;
  }
}
LOOP float fsum(int n) {
  float r = 0;
  for (int i = 0; i < n; i++)
    r += f[i] * g[i];
  return r;
}
LOOP void fmap(int n) {
  for (int i = 0; i < n; i++)
    g[i] = f[i] * 2.5f + g[i] / 3;
}
LOOP void dmap(int n) {
  for (int i = 0; i < n; i++)
    e[i] = d[i] < 0 ? -d[i] : d[i] * 0.5 + e[i] * 0.25;
}
LOOP void convert(int n) {
  for (int i = 0; i < n; i++)
    d[i] = a[i] + f[i], b[i] = (int)(g[i] * 0.5f);
}
LOOP int count(int n) {
  int r = 0;
  for (int i = 0; i < n; i++)
    r += p[i] == 7 || a[i] < 0;
  return r;
}
LOOP void stride(int n) {
  for (int i = 0; i < n / 2; i++)
    c[2 * i] = a[2 * i + 1], c[2 * i + 1] = a[2 * i];
}
LOOP void reverse(int n) {
  for (int i = 0; i < n; i++)
    c[i] = a[n - 1 - i];
}
LOOP uint64_t mix(int n) {
  uint64_t h = 1;
  for (int i = 0; i < n; i++) {
    l[i] = l[i] * 0x9e3779b97f4a7c15 ^ l[i] >> 29;
    h ^= l[i];
  }
  return h;
}
LOOP void shift(int n) {
  for (int i = 0; i < n; i++)
    c[i] = a[i] << (i & 15) >> 2 | (unsigned)b[i] >> 5;
}
LOOP int popcounts(int n) {
  int r = 0;
  for (int i = 0; i < n; i++)
    r += __builtin_popcount(a[i]);
  return r;
}
LOOP void indexes(int n) {
  for (int i = 0; i < n; i++)
    c[i] = i * i - 7 * i;
}
LOOP int any(int n) {
  for (int i = 0; i < n; i++)
    if (a[i] == 12345)
      return i;
  return -1;
}
LOOP void slp(int *o, const int *x, const int *y) {
  o[0] = x[0] + y[3], o[1] = x[1] + y[2], o[2] = x[2] + y[1],
  o[3] = x[3] + y[0];
}
LOOP void slpf(double *o, const double *x) {
  o[0] = x[0] * x[1] - x[2], o[1] = x[1] * x[2] - x[3],
  o[2] = x[2] * x[3] - x[0], o[3] = x[3] * x[0] - x[1];
}
static unsigned hash(void) {
  unsigned h = 1;
  for (int i = 0; i < N; i++)
    h = h * 31 + a[i] + b[i] * 3 + c[i] * 5 + p[i] + q[i] + (int)f[i] +
        (int)g[i] + (int)d[i] + (int)e[i] + (unsigned)l[i];
  return h;
}
int main(void) {
  for (int i = 0; i < N; i++)
    a[i] = (i * 7919) % 1000 - 300, b[i] = (i * 104729) % 2000 - 900,
    p[i] = i * 13, q[i] = i * 29, s[i] = i * 100 - 9000, f[i] = i * 0.25f - 20,
    g[i] = i, d[i] = i - 100.5, e[i] = i * 0.125, l[i] = i * 1234567ull;
  for (int n = 0; n <= N; n += n < 20 ? 1 : 61) {
    printf("%d %ld %d %d %g %d %llu %d %d", sum(n), dot(n), maximum(n),
           minimum(n), fsum(n), count(n), (unsigned long long)mix(n),
           popcounts(n), any(n));
    void (*const all[])(int) = {add,      select_, widen,  narrow,  average,
                                saturate, fmap,    dmap,   convert, stride,
                                reverse,  shift,   indexes};
    for (unsigned k = 0; k < sizeof all / sizeof *all; k++) {
      all[k](n);
      printf(" %u", hash());
    }
    slp(c, a, b), slpf(e, d);
    printf(" %u\n", hash());
  }
}
