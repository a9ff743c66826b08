// Small real algorithms: CRC, SHA-256, sorting, hashing, matrices, parsing.
// RUN: %run_both %s -- -fwrapv
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t crc32(const uint8_t *p, size_t n) {
  static uint32_t t[256];
  if (!t[1])
    for (uint32_t i = 0; i < 256; i++) {
      uint32_t c = i;
      for (int k = 0; k < 8; k++)
        c = c & 1 ? 0xedb88320 ^ c >> 1 : c >> 1;
      t[i] = c;
    }
  uint32_t c = -1;
  while (n--)
    c = t[(c ^ *p++) & 255] ^ c >> 8;
  return ~c;
}
static uint32_t ror(uint32_t x, int n) { return x >> n | x << (32 - n); }
static void sha256(const uint8_t *m, size_t len, uint32_t h[8]) {
  static uint32_t k[64];
  static const uint32_t init[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372,
                                   0xa54ff53a, 0x510e527f, 0x9b05688c,
                                   0x1f83d9ab, 0x5be0cd19};
  for (int i = 0, p = 2; i < 64; p++) {
    int prime = 1;
    for (int q = 2; q * q <= p; q++)
      if (p % q == 0)
        prime = 0;
    if (prime) {
      double c = p, r = 1;
      for (int z = 0; z < 60; z++)
        r = (2 * r + c / (r * r)) / 3;
      k[i++] = (uint32_t)((r - (uint64_t)r) * 4294967296.0);
    }
  }
  memcpy(h, init, sizeof init);
  uint8_t block[64];
  size_t total = (len + 72) / 64 * 64;
  for (size_t at = 0; at < total; at += 64) {
    for (int i = 0; i < 64; i++) {
      size_t j = at + i;
      block[i] = j < len    ? m[j]
                 : j == len ? 0x80
                 : j >= total - 8
                     ? (uint8_t)((uint64_t)len * 8 >> (total - 1 - j) * 8)
                     : 0;
    }
    uint32_t w[64], a = h[0], b = h[1], c = h[2], d = h[3], e = h[4], f = h[5],
                    g = h[6], x = h[7];
    for (int i = 0; i < 16; i++)
      w[i] = (uint32_t)block[4 * i] << 24 | block[4 * i + 1] << 16 |
             block[4 * i + 2] << 8 | block[4 * i + 3];
    for (int i = 16; i < 64; i++)
      w[i] = w[i - 16] + w[i - 7] +
             (ror(w[i - 15], 7) ^ ror(w[i - 15], 18) ^ w[i - 15] >> 3) +
             (ror(w[i - 2], 17) ^ ror(w[i - 2], 19) ^ w[i - 2] >> 10);
    for (int i = 0; i < 64; i++) {
      uint32_t t1 = x + (ror(e, 6) ^ ror(e, 11) ^ ror(e, 25)) +
                    (e & f ^ ~e & g) + k[i] + w[i],
               t2 = (ror(a, 2) ^ ror(a, 13) ^ ror(a, 22)) +
                    (a & b ^ a & c ^ b & c);
      x = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
    }
    h[0] += a, h[1] += b, h[2] += c, h[3] += d, h[4] += e, h[5] += f, h[6] += g,
        h[7] += x;
  }
}
static void quicksort(int *v, int lo, int hi) {
  if (lo >= hi)
    return;
  int p = v[(lo + hi) / 2], i = lo, j = hi;
  while (i <= j) {
    while (v[i] < p)
      i++;
    while (v[j] > p)
      j--;
    if (i <= j) {
      int t = v[i];
      v[i++] = v[j];
      v[j--] = t;
    }
  }
  quicksort(v, lo, j), quicksort(v, i, hi);
}
struct entry {
  const char *key;
  int value;
  struct entry *next;
};
static struct entry *table[64];
static int *lookup(const char *key) {
  unsigned h = 5381;
  for (const char *p = key; *p; p++)
    h = h * 33 ^ (unsigned char)*p;
  for (struct entry *e = table[h & 63]; e; e = e->next)
    if (!strcmp(e->key, key))
      return &e->value;
  struct entry *e = malloc(sizeof *e);
  *e = (struct entry){key, 0, table[h & 63]};
  table[h & 63] = e;
  return &e->value;
}
static const char *at;
static double expr(void);
static double factor(void) {
  if (*at == '(') {
    at++;
    double v = expr();
    at++;
    return v;
  }
  if (*at == '-') {
    at++;
    return -factor();
  }
  double v = 0, scale = 1;
  while (*at >= '0' && *at <= '9')
    v = v * 10 + *at++ - '0';
  if (*at == '.')
    for (at++; *at >= '0' && *at <= '9';)
      v += (*at++ - '0') * (scale /= 10);
  return v;
}
static double term(void) {
  double v = factor();
  while (*at == '*' || *at == '/') {
    char op = *at++;
    double r = factor();
    v = op == '*' ? v * r : v / r;
  }
  return v;
}
static double expr(void) {
  double v = term();
  while (*at == '+' || *at == '-') {
    char op = *at++;
    double r = term();
    v = op == '+' ? v + r : v - r;
  }
  return v;
}
static void multiply(int n, double a[n][n], double b[n][n], double c[n][n]) {
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      double s = 0;
      for (int k = 0; k < n; k++)
        s += a[i][k] * b[k][j];
      c[i][j] = s;
    }
}
static uint64_t xorshift(uint64_t *s) {
  uint64_t x = *s;
  x ^= x << 13, x ^= x >> 7, x ^= x << 17;
  return *s = x;
}
static int levenshtein(const char *a, const char *b) {
  int row[64], n = strlen(b);
  for (int j = 0; j <= n; j++)
    row[j] = j;
  for (int i = 1; a[i - 1]; i++) {
    int diagonal = row[0];
    row[0] = i;
    for (int j = 1; j <= n; j++) {
      int up = row[j], best = diagonal + (a[i - 1] != b[j - 1]);
      if (up + 1 < best)
        best = up + 1;
      if (row[j - 1] + 1 < best)
        best = row[j - 1] + 1;
      diagonal = up, row[j] = best;
    }
  }
  return row[n];
}
static int queens(int n, unsigned cols, unsigned l, unsigned r) {
  if (cols == (1u << n) - 1)
    return 1;
  int s = 0;
  for (unsigned free = ~(cols | l | r) & ((1u << n) - 1); free;
       free &= free - 1) {
    unsigned bit = free & -free;
    s += queens(n, cols | bit, (l | bit) << 1, (r | bit) >> 1);
  }
  return s;
}
static void life(unsigned char g[32][32], int steps) {
  unsigned char o[32][32];
  while (steps--) {
    memcpy(o, g, sizeof o);
    for (int y = 0; y < 32; y++)
      for (int x = 0; x < 32; x++) {
        int n = 0;
        for (int dy = -1; dy < 2; dy++)
          for (int dx = -1; dx < 2; dx++)
            n += (dx || dy) && o[y + dy & 31][x + dx & 31];
        g[y][x] = n == 3 || (n == 2 && o[y][x]);
      }
  }
}

int main(void) {
  uint8_t data[1000];
  uint32_t h[8];
  uint64_t seed = 88172645463325252ull;
  int v[500];
  for (int i = 0; i < 1000; i++)
    data[i] = xorshift(&seed);
  sha256((const uint8_t *)"abc", 3, h);
  printf("%08x %08x %08x %08x\n", crc32((const uint8_t *)"123456789", 9),
         crc32(data, 1000), h[0], h[7]);
  sha256(data, 1000, h);
  for (int i = 0; i < 500; i++)
    v[i] = (int)(xorshift(&seed) % 10000);
  quicksort(v, 0, 499);
  unsigned order = 0;
  for (int i = 1; i < 500; i++)
    order += v[i - 1] <= v[i];
  static const char *const keys[] = {"alpha", "beta", "gamma", "alpha",
                                     "delta", "beta", "alpha"};
  for (int i = 0; i < 7; i++)
    *lookup(keys[i]) += i + 1;
  printf("%08x %u %d %d %d %d %d\n", h[3], order, v[0], v[499],
         *lookup("alpha"), *lookup("beta"), *lookup("none"));
  static const char *const formulas[] = {"1+2*3", "(1+2)*3-4/8", "-(2.5*4)+-3",
                                         "((((7))))*1.125"};
  for (int i = 0; i < 4; i++) {
    at = formulas[i];
    printf("%g ", expr());
  }
  double a[12][12], b[12][12], c[12][12];
  for (int i = 0; i < 144; i++)
    ((double *)a)[i] = i % 7, ((double *)b)[i] = i % 5 - 2;
  multiply(12, a, b, c);
  unsigned char grid[32][32] = {{0}};
  for (int i = 0; i < 300; i++)
    ((unsigned char *)grid)[xorshift(&seed) % 1024] = 1;
  life(grid, 30);
  printf("%g %d %d %08x\n", c[5][7], levenshtein("intention", "execution"),
         queens(8, 0, 0, 0), crc32(grid[0], 1024));
}
