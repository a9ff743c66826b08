// Integers of many words: arithmetic, shifts, comparisons, conversions, bits.
// REQUIRES: x86_64 || aarch64
// RUN: %run_both %s -- -fwrapv -Xclang -fexperimental-max-bitint-width=1024
#include <stdio.h>
#include <string.h>

#define NOINLINE __attribute__((noinline))

static unsigned long long state = 88172645463325252ull;
static unsigned long long next(void) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return state;
}

#define BINARY(X)                                                              \
  X(add, a + b)                                                                \
  X(sub, a - b)                                                                \
  X(mul, a *b) X(and, a &b) X(or, a | b) X(xor, a ^ b) X(not, ~a) X(neg, -b)   \
      X(pick, a < b ? a : b) X(times, a * 1000003 + 12345)                     \
          X(fixed, (a << 1) ^ (a << 63) ^ (a >> 3) ^ (a >> 64) ^ (b << 33))

#define COMPARE(X)                                                             \
  X(eq, a == b)                                                                \
  X(ne, a != b) X(lt, a < b) X(le, a <= b) X(gt, a > b) X(ge, a >= b)

#define VALUE(N, E) NOINLINE static T NAME(N)(T a, T b) { return E; }
#define TRUTH(N, E) NOINLINE static int NAME(N)(T a, T b) { return E; }
#define PRINT_VALUE(N, E) show(#N, NAME(N)(a, b));
#define PRINT_TRUTH(N, E) printf(" " #N "=%d", NAME(N)(a, b));

typedef unsigned _BitInt(448) widest;

NOINLINE static void show(const char *name, widest value) {
  unsigned long long words[7];
  memcpy(words, &value, sizeof words);
  printf(" %s=", name);
  for (unsigned i = 7; i-- > 0;)
    printf("%016llx", words[i]);
}

#define PASTE_(A, B, C) A##_##B##_##C
#define PASTE(A, B, C) PASTE_(A, B, C)
#define NAME(N) PASTE(N, SIGN, WIDTH)

#define WIDTH 65
#include "Inputs/wide-integer.inc"
#undef WIDTH
#define WIDTH 96
#include "Inputs/wide-integer.inc"
#undef WIDTH
#define WIDTH 127
#include "Inputs/wide-integer.inc"
#undef WIDTH
#define WIDTH 192
#include "Inputs/wide-integer.inc"
#undef WIDTH
#define WIDTH 249
#include "Inputs/wide-integer.inc"
#undef WIDTH
#define WIDTH 256
#include "Inputs/wide-integer.inc"
#undef WIDTH
#define WIDTH 420
#include "Inputs/wide-integer.inc"
#undef WIDTH

int main(void) {
  run_u_65(), run_s_65();
  run_u_96(), run_s_96();
  run_u_127(), run_s_127();
  run_u_192(), run_s_192();
  run_u_249(), run_s_249();
  run_u_256(), run_s_256();
  run_u_420(), run_s_420();
}
