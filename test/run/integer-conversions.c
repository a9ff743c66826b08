// All conversions between the integer types and _Bool, in registers and memory.
// RUN: %run_both %s
// RUN: %if wasm32 %{ %run_wasm %s %}
#include <stdio.h>

#define TYPES(X)                                                               \
  X(_Bool) X(sc) X(uc) X(ss) X(us) X(si) X(ui) X(sl) X(ul) X(sll) X(wide)
typedef signed char sc;
typedef unsigned char uc;
typedef short ss;
typedef unsigned short us;
typedef int si;
typedef unsigned ui;
typedef long sl;
typedef unsigned long ul;
typedef long long sll;
typedef __int128 wide;

#define FROM(T)                                                                \
  __attribute__((noinline)) static void from_##T(T v) {                        \
    volatile T m = v;                                                          \
    printf("%d %d %d %d %d %d %u %ld %lu %lld %016llx%016llx\n", (_Bool)v,     \
           (sc)v, (uc)v, (ss)v, (us)m, (si)m, (ui)v, (sl)m, (ul)v, (sll)m,     \
           (unsigned long long)((unsigned __int128)(wide)v >> 64),             \
           (unsigned long long)(wide)m);                                       \
    sc a = m;                                                                  \
    uc b = m;                                                                  \
    ss c = m;                                                                  \
    us d = m;                                                                  \
    _Bool e = m;                                                               \
    printf("%d %d %d %d %d\n", a, b, c, d, e);                                 \
  }
TYPES(FROM)

__attribute__((noinline)) static long chain(long x) {
  return (long)(int)(short)(signed char)x + (unsigned char)(short)x +
         (long)(unsigned)(int)x;
}
__attribute__((noinline)) static _Bool both(_Bool a, _Bool b) {
  _Bool c = a;
  c &= b;
  c ^= 1;
  return c | (a && !b);
}

int main(void) {
  static const long v[] = {0,
                           1,
                           -1,
                           2,
                           127,
                           128,
                           255,
                           256,
                           -128,
                           -129,
                           32767,
                           32768,
                           65535,
                           65536,
                           0x7fffffff,
                           0x80000000,
                           0xffffffff,
                           0x100000000,
                           0x7fffffffffffffff,
                           -0x7fffffffffffffff - 1,
                           0x8080808080808080};
  for (unsigned i = 0; i < sizeof v / sizeof *v; i++) {
#define CALL(T) from_##T((T)v[i]);
    TYPES(CALL)
    printf("%ld\n", chain(v[i]));
  }
  for (int i = 0; i < 4; i++)
    printf("%d\n", both(i & 1, i >> 1));
}
