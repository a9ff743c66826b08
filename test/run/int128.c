// 128-bit integers: every operator, conversions, arguments, memory.
// RUN: %run_both %s -- -fwrapv
// RUN: %if wasm32 %{ %run_wasm %s -- -fwrapv %}
#include <stdio.h>
typedef __int128 i128;
typedef unsigned __int128 u128;
typedef unsigned long long u64;

static void show(const char *name, u128 v) {
  printf(" %s=%016llx%016llx", name, (u64)(v >> 64), (u64)v);
}
#define BINARY(X)                                                              \
  X(add, a + b)                                                                \
  X(sub, a - b)                                                                \
  X(mul, a *b) X(and, a &b) X(or, a | b) X(xor, a ^ b) X(eq, a == b)           \
      X(ne, a != b) X(lt, a < b) X(le, a <= b) X(gt, a > b) X(ge, a >= b)      \
          X(pick, a < b ? a : b) X(logic, a &&b) X(inc, ++a)
#define DEFINE(N, E)                                                           \
  __attribute__((noinline)) static i128 s_##N(i128 a, i128 b) { return E; }    \
  __attribute__((noinline)) static u128 u_##N(u128 a, u128 b) { return E; }
BINARY(DEFINE)
DEFINE(div, a / b)
DEFINE(rem, a % b)
__attribute__((noinline)) static i128 sshr(i128 a, int n) { return a >> n; }
__attribute__((noinline)) static u128 ushr(u128 a, int n) { return a >> n; }
__attribute__((noinline)) static u128 ushl(u128 a, int n) { return a << n; }
__attribute__((noinline)) static u128 fixed(u128 a) {
  return (a << 1) ^ (a << 63) ^ (a << 64) ^ (a << 65) ^ (a >> 1) ^ (a >> 63) ^
         (a >> 64) ^ (a >> 127) ^ ((i128)a >> 64) ^ ((i128)a >> 3);
}
__attribute__((noinline)) static u128 constants(u128 a) {
  return a * 10 + 7 - (a & ((u128)0xff << 60)) + ((u128)1 << 100) + (a / 2);
}
__attribute__((noinline)) static u64 product(u64 a, u64 b) {
  return (u128)a * b >> 64;
}
__attribute__((noinline)) static long sproduct(long a, long b) {
  return (i128)a * b >> 64;
}
__attribute__((noinline)) static i128 stack(int a, i128 b, int c, i128 d, int e,
                                            i128 f, i128 g, int h) {
  return a + b * 3 + c + d * 5 + e + f * 7 + g * 11 + h;
}
static u128 global = ((u128)0x0123456789abcdef << 64) | 0xfedcba9876543210;
struct s {
  char c;
  i128 v;
} pair = {1, -5};

int main(void) {
  u128 v[] = {0,
              1,
              2,
              10,
              -1,
              -2,
              (u128)1 << 63,
              (u128)1 << 64,
              ((u128)1 << 64) - 1,
              (u128)1 << 127,
              ((u128)1 << 127) - 1,
              global,
              global >> 40,
              1000000007};
  int n = sizeof v / sizeof *v;
  for (int i = 0; i < n; i++) {
    show("v", v[i]), show("neg", -v[i]), show("not", ~v[i]);
    show("fixed", fixed(v[i])), show("constants", constants(v[i]));
    printf(" %d %d %g %Lg %g %f\n", !v[i], (int)v[i], (double)v[i],
           (long double)v[i], (double)(i128)v[i], (float)(i128)v[i]);
    for (int s = 0; s < 128; s += 5)
      show("l", ushl(v[i], s)), show("u", ushr(v[i], s)),
          show("s", sshr(v[i], s)), puts("");
    for (int j = 0; j < n; j++) {
#define CALL(N, E)                                                             \
  show("s" #N, s_##N(v[i], v[j])), show("u" #N, u_##N(v[i], v[j]));
      BINARY(CALL)
      if (v[j] != 0 && !(v[i] == (u128)1 << 127 && v[j] == (u128)-1)) {
        CALL(div, )
        CALL(rem, )
      }
      printf(" %llx %lx\n", product(v[i], v[j] >> 3),
             sproduct(v[i], v[j] >> 5));
    }
  }
  show("stack", stack(1, v[5], 2, v[11], 3, v[9], v[3], 4));
  global += pair.v;
  pair.v = global--;
  show("global", global), show("pair", pair.v);
  show("double", (i128)-1e30), show("float", (u128)1e20f);
  printf(" %zu %zu\n", sizeof pair, __alignof__(i128));
}
