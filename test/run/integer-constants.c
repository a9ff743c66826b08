// Operations with a constant operand: immediates of all sizes, powers of two,
// division and multiplication by constants, identities.
// RUN: %run_both %s -- -fwrapv
// RUN: %if wasm32 %{ %run_wasm %s -- -fwrapv %}
#include <stdint.h>
#include <stdio.h>

#define CONSTANTS(X)                                                           \
  X(1)                                                                         \
  X(2)                                                                         \
  X(3) X(4) X(5) X(7) X(8) X(9) X(10) X(16) X(25) X(64) X(100) X(127) X(128)   \
      X(129) X(255) X(256) X(641) X(1000) X(4096) X(65535) X(65536)            \
          X(1000000007) X(0x7fffffff) X(0x80000000) X(0xffffffff)              \
              X(0x100000000) X(0x123456789abcdef) X(0x7fffffffffffffff) X(-1)  \
                  X(-2) X(-3) X(-7) X(-128) X(-129) X(-1000) X(-0x80000000LL)  \
                      X(-0x80000001LL)

#define LINE(C)                                                                \
  printf(" %lld %lld %lld %lld %lld %lld %lld %d%d%d%d %lld %lld\n",           \
         (long long)(a + (C)), (long long)(a - (C)), (long long)((C) - a),     \
         (long long)(a * (C)), (long long)(a & (C)), (long long)(a | (C)),     \
         (long long)(a ^ (C)), a<(C), a == (C), a >= (C), (C)> a,              \
         (long long)(a / (C)), (long long)(a % (C)));

__attribute__((noinline)) static void i64(int64_t a) { CONSTANTS(LINE) }
__attribute__((noinline)) static void u64(uint64_t a) { CONSTANTS(LINE) }
__attribute__((noinline)) static void i32(int32_t a) { CONSTANTS(LINE) }
__attribute__((noinline)) static void u32(uint32_t a) { CONSTANTS(LINE) }
__attribute__((noinline)) static void i16(int16_t a) { CONSTANTS(LINE) }
__attribute__((noinline)) static void u8(uint8_t a){CONSTANTS(LINE)}

#undef LINE
#define LINE(C)                                                                \
  s += (C) == a ? 1 : 0;                                                       \
  a += (C);                                                                    \
  p[0] += (C);                                                                 \
  p[1] -= (C);                                                                 \
  p[2] *= (C) | 1;                                                             \
  p[3] &= ~(C);                                                                \
  p[4] |= (C) & 0x5555;                                                        \
  p[5] ^= (C);
__attribute__((noinline)) static int64_t memory(int64_t a, int64_t *p) {
  int64_t s = 0;
  CONSTANTS(LINE)
  return s + a;
}
__attribute__((noinline)) static int memory32(int a, int *p) {
  int s = 0;
  CONSTANTS(LINE)
  return s + a;
}

int main(void) {
  static const int64_t v[] = {
      0,          1,         -1,        2,         77,
      -77,        12345678,  -12345678, INT64_MAX, INT64_MIN + 1,
      0x80000001, 0xffffffff};
  for (unsigned i = 0; i < sizeof v / sizeof *v; i++) {
    i64(v[i]), u64(v[i]), i32(v[i]), u32(v[i]), i16(v[i]), u8(v[i]);
    int64_t p[6] = {v[i], 2, 3, 4, 5, 6};
    printf("%lld:", (long long)memory(v[i], p));
    for (int j = 0; j < 6; j++)
      printf(" %lld", (long long)p[j]);
    int q[6] = {v[i], 2, 3, 4, 5, 6};
    printf(" %d:", memory32(v[i], q));
    for (int j = 0; j < 6; j++)
      printf(" %d", q[j]);
    puts("");
  }
}
