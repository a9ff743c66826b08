// alloca and variable-length arrays: alignment, loops, parameters, large
// frames.
// RUN: %run_both %s -- -fwrapv
// RUN: %if wasm32 %{ %run_wasm %s -- -fwrapv %}
#include <alloca.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

__attribute__((noinline)) static int vla(int n) {
  int a[n], s = 0;
  for (int i = 0; i < n; i++)
    a[i] = i * i;
  for (int round = 1; round < 4; round++) {
    char b[round * n];
    memset(b, round, sizeof b);
    s += b[round * n - 1] * (int)sizeof b;
  }
  for (int i = 0; i < n; i++)
    s += a[i];
  return s;
}
__attribute__((noinline)) static long matrix(int r, int c, long m[r][c]) {
  long s = 0;
  for (int i = 0; i < r; i++)
    for (int j = 0; j < c; j++)
      s = s * 3 + m[i][j];
  return s;
}
__attribute__((noinline)) static int two(int n, int m) {
  double a[n][m];
  a[n - 1][m - 1] = 5;
  double (*p)[m] = a;
  return (int)p[n - 1][m - 1] + sizeof a + sizeof *p;
}
__attribute__((noinline)) static char *fill(char *p, int n) {
  memset(p, 'a' + n % 26, n);
  p[n] = 0;
  return p;
}
__attribute__((noinline)) static int list(int n) {
  struct node {
    struct node *next;
    int v;
  } *head = 0;
  for (int i = 0; i < n; i++) {
    struct node *x = alloca(sizeof *x);
    x->next = head, x->v = i;
    head = x;
  }
  int s = 0;
  for (; head; head = head->next)
    s = s * 7 + head->v;
  return s;
}
__attribute__((noinline)) static int aligned(int n) {
  char c = 1;
  _Alignas(64) char big[64];
  char *p = __builtin_alloca_with_align(n, 512);
  _Alignas(128) int v[n];
  memset(p, 1, n), v[n - 1] = c, big[63] = 2;
  return ((uintptr_t)p % 64 == 0) + 2 * ((uintptr_t)big % 64 == 0) +
         4 * ((uintptr_t)v % 128 == 0) + 8 * v[n - 1] + p[n - 1] + big[63];
}
__attribute__((noinline)) static int
many(int n, int a, int b, int c, int d, int e, int f, int g, int h, double x) {
  int v[n];
  for (int i = 0; i < n; i++)
    v[i] = a + b * i + g - h;
  fill(alloca(100), 50);
  return v[n - 1] + c + d + e + f + (int)x;
}
__attribute__((noinline)) static int jump(int n) {
  int s = 0;
  {
  again:;
    int v[n + 1];
    v[n] = n;
    s += v[n];
    if (n-- > 0)
      goto again;
  }
  return s;
}

int main(void) {
  for (int n = 1; n < 300; n = n * 3 + 1)
    printf("%d %d %s %d %d %d %d\n", vla(n), list(n), fill(alloca(n + 1), n),
           aligned(n), many(n, 1, 2, 3, 4, 5, 6, 7, 8, 9), two(n, n + 2),
           jump(n));
  long m[3][4] = {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}};
  printf("%ld %ld\n", matrix(3, 4, m), matrix(2, 6, (void *)m));
}
