// Bit-counting, byte-swapping and rotating builtins, and their idioms.
// RUN: %run_both %s
// RUN: %if wasm32 %{ %run_wasm %s %}
#include <stdint.h>
#include <stdio.h>

#define SHOW(E) printf(" %lld", (long long)(E))
__attribute__((noinline)) static void counts(uint64_t x) {
  uint32_t w = x;
  uint16_t h = x;
  uint8_t b = x;
  SHOW(__builtin_popcount(w));
  SHOW(__builtin_popcountll(x));
  SHOW(__builtin_parity(w));
  SHOW(__builtin_parityll(x));
  SHOW(__builtin_ffs(w));
  SHOW(__builtin_ffsll(x));
  if (w) {
    SHOW(__builtin_clz(w));
    SHOW(__builtin_ctz(w));
  }
  if (x) {
    SHOW(__builtin_clzll(x));
    SHOW(__builtin_ctzll(x));
  }
  if (h) {
    SHOW(__builtin_clzs(h));
    SHOW(__builtin_ctzs(h));
  }
  SHOW(__builtin_clzg(b, 8));
  SHOW(__builtin_ctzg(b, 8));
  SHOW(__builtin_popcountg(b));
  SHOW(__builtin_clzg((unsigned __int128)x << 9, 128));
  SHOW(__builtin_ctzg((unsigned __int128)x << 70, 128));
  SHOW(__builtin_popcountg((unsigned __int128)x * 5));
  SHOW(__builtin_clrsb(w));
  SHOW(__builtin_clrsbll(x));
  SHOW(__builtin_bswap16(h));
  SHOW(__builtin_bswap32(w));
  SHOW(__builtin_bswap64(x));
  SHOW(__builtin_bitreverse8(b));
  SHOW(__builtin_bitreverse16(h));
  SHOW(__builtin_bitreverse32(w));
  SHOW(__builtin_bitreverse64(x));
}
__attribute__((noinline)) static void rotates(uint64_t x, int n) {
  uint32_t w = x;
  uint16_t h = x;
  uint8_t b = x;
  SHOW(__builtin_rotateleft8(b, n));
  SHOW(__builtin_rotateright16(h, n));
  SHOW(__builtin_rotateleft32(w, n));
  SHOW(__builtin_rotateright64(x, n));
  SHOW(w << (n & 31) | w >> (-n & 31));
  SHOW(x >> 7 | x << 57);
  SHOW((uint16_t)(h << 8 | h >> 8));
  SHOW((uint8_t)(b << 4 | b >> 4));
  unsigned m = n & 63;
  SHOW(m ? x << m | (x ^ 0x5555) >> (64 - m) : x);
}
__attribute__((noinline)) static void idioms(int a, int b, unsigned c,
                                             unsigned d, long e) {
  SHOW(a < 0 ? -a : a);
  SHOW(a < b ? a : b);
  SHOW(a > b ? a : b);
  SHOW(c < d ? c : d);
  SHOW(c > d ? c : d);
  SHOW(e < 0 ? -e : e);
  SHOW(c + d < c ? -1u : c + d);
  SHOW(c > d ? c - d : 0);
  SHOW(a > 255 ? 255 : a < 0 ? 0 : a);
  SHOW((a > b) - (a < b));
  SHOW(a >> 31);
  SHOW(-(a < b));
  SHOW(a == 0);
  SHOW(!!a);
  SHOW((c & (c - 1)) == 0);
  SHOW(c & -c);
  SHOW(c & (c - 1));
  SHOW(c ^ (c - 1));
  SHOW(~c & d);
  SHOW((c >> 5) & 0x3ff);
  SHOW(c & 1u << (d & 31) ? 1 : 0);
  SHOW(c | 1u << (d & 31));
  SHOW(c & ~(1u << (d & 31)));
  SHOW((c ^ d) & 0x0f0f0f0f);
  SHOW((uint64_t)c * d);
  SHOW((int64_t)a * b);
  SHOW(((uint64_t)c * d) >> 32);
  SHOW(__builtin_elementwise_add_sat(a, b));
  SHOW(__builtin_elementwise_sub_sat(c, d));
  SHOW(__builtin_elementwise_add_sat((short)a, (short)b));
  SHOW(__builtin_elementwise_max(a, b));
  SHOW(__builtin_elementwise_abs(b));
}
__attribute__((noinline)) static uint64_t bytes(const unsigned char *p) {
  return (uint64_t)p[0] << 56 | (uint64_t)p[1] << 48 | (uint64_t)p[2] << 40 |
         (uint64_t)p[3] << 32 | (uint64_t)p[4] << 24 | p[5] << 16 | p[6] << 8 |
         p[7];
}
__attribute__((noinline)) static uint32_t little(const unsigned char *p) {
  return p[0] | p[1] << 8 | p[2] << 16 | (uint32_t)p[3] << 24;
}

int main(void) {
  static const uint64_t v[] = {0,
                               1,
                               2,
                               3,
                               0x80,
                               0xff,
                               0x8000,
                               0xffff,
                               0x10000,
                               0x7fffffff,
                               0x80000000,
                               0xffffffff,
                               0x100000000,
                               0x123456789abcdef0,
                               0x7fffffffffffffff,
                               0x8000000000000000,
                               -1,
                               0xaaaaaaaaaaaaaaaa};
  int n = sizeof v / sizeof *v;
  for (int i = 0; i < n; i++) {
    counts(v[i]);
    for (int k = -1; k < 70; k += 7)
      rotates(v[i], k);
    for (int j = 0; j < n; j += 2)
      idioms((int)(v[i] & 0x3fffffff) - 5000, (int)(v[j] & 0x3fffffff) - 70000,
             v[i], v[j], v[i] >> 1);
    printf(" %llx %x\n", (unsigned long long)bytes((void *)&v[i]),
           little((void *)&v[i]));
  }
}
