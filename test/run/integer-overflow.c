// Overflow-checked arithmetic: every width, signed and unsigned, mixed types.
// RUN: %run_both %s -- -fwrapv
// RUN: %if wasm32 %{ %run_wasm %s -- -fwrapv %}
#include <limits.h>
#include <stdio.h>

#define OPS(N, T)                                                              \
  __attribute__((noinline)) static void N(T a, T b) {                          \
    T r, s, t;                                                                 \
    int x = __builtin_add_overflow(a, b, &r);                                  \
    int y = __builtin_sub_overflow(a, b, &s);                                  \
    int z = __builtin_mul_overflow(a, b, &t);                                  \
    printf(#N " %lld %lld %lld %d%d%d\n", (long long)r, (long long)s,          \
           (long long)t, x, y, z);                                             \
    if (__builtin_add_overflow(a, b, &r))                                      \
      printf("branch ");                                                       \
  }
OPS(sc, signed char)
OPS(uc, unsigned char)
OPS(ss, short)
OPS(us, unsigned short)
OPS(si, int)
OPS(ui, unsigned)
OPS(sl, long)
OPS(ul, unsigned long)

__attribute__((noinline)) static void mixed(int a, unsigned long b) {
  short r;
  unsigned u;
  long l;
  int x = __builtin_add_overflow(a, b, &r);
  int y = __builtin_mul_overflow(a, b, &u);
  int z = __builtin_sub_overflow(a, b, &l);
  printf("mixed %d %u %ld %d%d%d\n", r, u, l, x, y, z);
}
__attribute__((noinline)) static void wide(__int128 a, __int128 b) {
  __int128 r, s;
  int x = __builtin_add_overflow(a, b, &r);
  int y = __builtin_sub_overflow(a, b, &s);
  printf("wide %llx%016llx %llx%016llx %d%d\n", (unsigned long long)(r >> 64),
         (unsigned long long)r, (unsigned long long)(s >> 64),
         (unsigned long long)s, x, y);
}
__attribute__((noinline)) static void uwide(unsigned __int128 a,
                                            unsigned __int128 b) {
  unsigned __int128 r;
  int x = __builtin_add_overflow(a, b, &r);
  int y = __builtin_sub_overflow(a, b, &r);
  printf("uwide %llx %d%d\n", (unsigned long long)r, x, y);
}
__attribute__((noinline)) static unsigned carries(unsigned a, unsigned b) {
  unsigned c1, c2, s = __builtin_addc(a, b, 1, &c1);
  unsigned d = __builtin_subc(a, b, 1, &c2);
  return s ^ d ^ c1 ^ c2 << 4;
}

int main(void) {
  static const long v[] = {0,          1,          -1,       2,       -2,
                           100,        -100,       127,      -128,    255,
                           181,        182,        32767,    -32768,  65535,
                           46340,      46341,      INT_MAX,  INT_MIN, UINT_MAX,
                           3037000499, 3037000500, LONG_MAX, LONG_MIN};
  int n = sizeof v / sizeof *v;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      sc(v[i], v[j]), uc(v[i], v[j]), ss(v[i], v[j]), us(v[i], v[j]);
      si(v[i], v[j]), ui(v[i], v[j]), sl(v[i], v[j]), ul(v[i], v[j]);
      mixed(v[i], v[j]);
      wide((__int128)v[i] << 64 | v[j], (__int128)v[j] << 63);
      uwide((unsigned __int128)v[i] << 64 | v[j],
            (unsigned __int128)v[j] << 60);
      printf("%u\n", carries(v[i], v[j]));
    }
}
