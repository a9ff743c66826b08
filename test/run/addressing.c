// Address arithmetic: scales, offsets, negative indexes, narrow index types.
// RUN: %run_both %s
// RUN: %if wasm32 %{ %run_wasm %s %}
#include <stddef.h>
#include <stdio.h>
#include <string.h>

struct s3 {
  char c[3];
};
struct s12 {
  int a, b, c;
};
struct s40 {
  long v[5];
};
struct big {
  char pad[5000];
  int tail;
  struct s12 items[10];
};
static char c[64];
static short s[64];
static int i[64];
static long l[64];
static double d[64];
static long double x[16];
static struct s3 t[64];
static struct s12 u[64];
static struct s40 w[64];
static int m[8][9][10];
static struct big bigs[3];
#define F __attribute__((noinline)) static
F int read(int k, unsigned n, signed char b, unsigned char q, long z,
           unsigned short h) {
  return c[k] + s[n + 1] * 2 + i[b + 5] * 3 + (int)l[q - 1] * 4 + (int)d[z] +
         (int)x[h & 15] + t[k].c[b & 1] + u[n].b + (int)w[z].v[k & 3] +
         i[k * 2 - n];
}
F void write(int k, long z, int v) {
  c[k] = v, s[z] = v, i[k + 3] = v, l[z - 1] = v, d[k] = v, x[z & 15] = v,
  t[k].c[2] = v, u[z].c = v, w[k].v[4] = v, m[k & 7][z % 9][v % 10] = v;
}
F int three(int a, int b, int e) {
  return m[a][b][e] + m[a][b + 1][e - 1] + (*(m + a))[b][e] +
         *(&m[0][0][0] + a * 90 + b * 10 + e);
}
F int negative(int *p, int k) { return p[-1] + p[-k] + *(p - 2) + *--p + p[1]; }
F int through(struct big *b, int k) {
  return b->tail + b->items[k].b + b[1].items[9 - k].c + (b + 1)->tail +
         bigs[2].items[k].a;
}
F ptrdiff_t differences(int *a, int *b, struct s12 *e, struct s12 *f,
                        struct s40 *g, struct s40 *h) {
  return (a - b) + (e - f) * 100 + (h - g) * 1000 + ((char *)a - (char *)b);
}
F int compare(int *a, int *b) {
  return (a < b) + (a <= b) * 2 + (a == b) * 4 + (a > b) * 8 + !a * 16 +
         (a && b) * 32;
}
F long sizes(void) {
  return offsetof(struct big, items) + sizeof(struct big) * 2 +
         offsetof(struct s40, v[3]);
}
F char *advance(char *p, unsigned n) {
  p += n;
  p -= 3;
  return p + (n >> 1);
}
F int wraps(unsigned k) {
  return i[(k - 5u) & 63] + i[(unsigned char)(k + 250) % 64];
}
F long strings(const char *p, const char *e) {
  long n = 0;
  for (; p != e; p++)
    n = n * 5 + *p;
  return n;
}
F int pointers(void) {
  int *p[4] = {i, i + 1, &i[2], i + 3}, **q = p, ***r = &q;
  return *p[2] + **(q + 3) + *(*r)[1] + r[0][0][4];
}
F void unaligned(char *p) {
  int v;
  long z;
  memcpy(&v, p + 1, 4), memcpy(&z, p + 3, 8);
  v += 5, z ^= v;
  memcpy(p + 2, &v, 4), memcpy(p + 9, &z, 8);
  ((struct __attribute__((packed)) { short v; } *)(p + 21))->v = (short)z;
}

int main(void) {
  for (int k = 0; k < 64; k++)
    c[k] = k, s[k] = k * 2, i[k] = k * 3, l[k] = k * 4, d[k] = k * .5,
    x[k & 15] = k, t[k].c[0] = k, t[k].c[1] = -k, u[k].b = k * 5, w[k].v[1] = k,
    w[k].v[2] = k;
  for (int k = 0; k < 720; k++)
    ((int *)m)[k] = k;
  for (int k = 0; k < 10; k++)
    bigs[0].items[k] = (struct s12){k, 2 * k, 3 * k},
    bigs[1].items[k] = (struct s12){4 * k, 5, 6 * k},
    bigs[2].items[k].a = 7 * k;
  bigs[0].tail = 8, bigs[1].tail = 9;
  for (int k = 1; k < 20; k += 3) {
    printf("%d %d %d %d %ld %d ", read(k, k + 1, k - 5, k + 2, k, k + 30000),
           three(k % 8, k % 8, k % 9 + 1), negative(i + 10, k % 8),
           through(bigs, k % 10), differences(i + k, i, u + k, u + 1, w, w + k),
           wraps(k));
    write(k, k + 2, k * 7);
    unaligned(c + k);
    printf("%d %ld %ld %td\n", compare(i + k, i + 7), strings(c, c + k),
           sizes(), advance(c, k + 2) - c);
  }
  printf("%d\n", pointers());
}
