// Every integer operator at every width and signedness, over edge values.
// RUN: %run_both %s -- -fwrapv
// RUN: %if wasm32 %{ %run_wasm %s -- -fwrapv %}
#include <stdint.h>
#include <stdio.h>

#define OPS(T, U, MIN, MAX)                                                    \
  __attribute__((noinline)) static T T##_add(T a, T b) { return a + b; }       \
  __attribute__((noinline)) static T T##_sub(T a, T b) { return a - b; }       \
  __attribute__((noinline)) static T T##_mul(T a, T b) { return a * b; }       \
  __attribute__((noinline)) static T T##_div(T a, T b) { return a / b; }       \
  __attribute__((noinline)) static T T##_rem(T a, T b) { return a % b; }       \
  __attribute__((noinline)) static T T##_and(T a, T b) { return a & b; }       \
  __attribute__((noinline)) static T T##_or(T a, T b) { return a | b; }        \
  __attribute__((noinline)) static T T##_xor(T a, T b) { return a ^ b; }       \
  __attribute__((noinline)) static T T##_neg(T a) { return -a; }               \
  __attribute__((noinline)) static T T##_not(T a) { return ~a; }               \
  __attribute__((noinline)) static int T##_lnot(T a) { return !a; }            \
  __attribute__((noinline)) static T T##_shl(T a, int n) {                     \
    return (T)((U)a << n);                                                     \
  }                                                                            \
  __attribute__((noinline)) static T T##_shr(T a, int n) { return a >> n; }    \
  __attribute__((noinline)) static int T##_cmp(T a, T b) {                     \
    return (a < b) | (a <= b) << 1 | (a > b) << 2 | (a >= b) << 3 |            \
           (a == b) << 4 | (a != b) << 5;                                      \
  }                                                                            \
  __attribute__((noinline)) static int T##_branch(T a, T b) {                  \
    int r = 0;                                                                 \
    if (a < b)                                                                 \
      r += 1;                                                                  \
    if (a <= b)                                                                \
      r += 2;                                                                  \
    if (a > b)                                                                 \
      r += 4;                                                                  \
    if (a >= b)                                                                \
      r += 8;                                                                  \
    if (a == b)                                                                \
      r += 16;                                                                 \
    return a && b ? r + 32 : a || b ? r + 64 : r;                              \
  }                                                                            \
  static void T##_test(void) {                                                 \
    static const T v[] = {0,                                                   \
                          1,                                                   \
                          2,                                                   \
                          3,                                                   \
                          7,                                                   \
                          10,                                                  \
                          (T) - 1,                                             \
                          (T) - 2,                                             \
                          (T) - 10,                                            \
                          MIN,                                                 \
                          (T)(MIN + 1),                                        \
                          MAX,                                                 \
                          (T)(MAX - 1),                                        \
                          MAX / 2,                                             \
                          100};                                                \
    int n = sizeof v / sizeof v[0];                                            \
    puts(#T);                                                                  \
    for (int i = 0; i < n; i++) {                                              \
      T a = v[i];                                                              \
      printf("%lld: %lld %lld %d", (long long)a, (long long)T##_neg(a),        \
             (long long)T##_not(a), T##_lnot(a));                              \
      for (int s = 0; s < (int)sizeof(T) * 8; s++)                             \
        printf(" %lld/%lld", (long long)T##_shl(a, s),                         \
               (long long)T##_shr(a, s));                                      \
      puts("");                                                                \
      for (int j = 0; j < n; j++) {                                            \
        T b = v[j];                                                            \
        printf("%lld,%lld: %lld %lld %lld %lld %lld %lld %d %d", (long long)a, \
               (long long)b, (long long)T##_add(a, b),                         \
               (long long)T##_sub(a, b), (long long)T##_mul(a, b),             \
               (long long)T##_and(a, b), (long long)T##_or(a, b),              \
               (long long)T##_xor(a, b), T##_cmp(a, b), T##_branch(a, b));     \
        if (b != 0 && !(a == MIN && b == (T) - 1 && MIN != 0))                 \
          printf(" %lld %lld", (long long)T##_div(a, b),                       \
                 (long long)T##_rem(a, b));                                    \
        puts("");                                                              \
      }                                                                        \
    }                                                                          \
  }

OPS(int8_t, uint8_t, INT8_MIN, INT8_MAX)
OPS(uint8_t, uint8_t, 0, UINT8_MAX)
OPS(int16_t, uint16_t, INT16_MIN, INT16_MAX)
OPS(uint16_t, uint16_t, 0, UINT16_MAX)
OPS(int32_t, uint32_t, INT32_MIN, INT32_MAX)
OPS(uint32_t, uint32_t, 0, UINT32_MAX)
OPS(int64_t, uint64_t, INT64_MIN, INT64_MAX)
OPS(uint64_t, uint64_t, 0, UINT64_MAX)

int main(void) {
  int8_t_test();
  uint8_t_test();
  int16_t_test();
  uint16_t_test();
  int32_t_test();
  uint32_t_test();
  int64_t_test();
  uint64_t_test();
}
