// Structs of 1 to 40 bytes passed and returned by value, between compilers.
// RUN: %run_both --abi %s -- -fwrapv
// RUN: %if wasm32 %{ %run_wasm --abi %s -- -fwrapv %}
#include <stdio.h>

#define SIZES(X)                                                               \
  X(1)                                                                         \
  X(2)                                                                         \
  X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12) X(13) X(14) X(15) X(16) \
      X(17) X(18) X(19) X(20) X(21) X(23) X(24) X(25) X(31) X(32) X(33) X(40)
#define DECLARE(N)                                                             \
  struct s##N {                                                                \
    unsigned char b[N];                                                        \
  };                                                                           \
  struct s##N pass##N(struct s##N a, int i, struct s##N b, double d,           \
                      struct s##N c);                                          \
  int sum##N(int i, int j, int k, int l, int m, struct s##N a, int n,          \
             struct s##N b, long o);
SIZES(DECLARE)

#ifdef PART_A
#define DEFINE(N)                                                              \
  struct s##N pass##N(struct s##N a, int i, struct s##N b, double d,           \
                      struct s##N c) {                                         \
    for (int k = 0; k < N; k++)                                                \
      a.b[k] = a.b[k] + i * b.b[N - 1 - k] + (int)d * c.b[k];                  \
    return a;                                                                  \
  } int sum##N(int i, int j, int k, int l, int m, struct s##N a, int n,        \
               struct s##N b, long o) {                                        \
    int r = i + 2 * j + 3 * k + 4 * l + 5 * m + 6 * n + 7 * o;                 \
    for (int x = 0; x < N; x++)                                                \
      r = r * 3 + a.b[x] - b.b[x];                                             \
    return r;                                                                  \
  }
SIZES(DEFINE)
#else
int main(void) {
#define CALL(N)                                                                \
  {                                                                            \
    struct s##N a, b, c;                                                       \
    for (int k = 0; k < N; k++)                                                \
      a.b[k] = k, b.b[k] = 3 * k + 1, c.b[k] = 100 - k;                        \
    struct s##N r = pass##N(a, 3, b, 2.5, c);                                  \
    for (int k = 0; k < N; k++)                                                \
      printf("%d ", r.b[k]);                                                   \
    printf("%d\n", sum##N(1, 2, 3, 4, 5, a, 6, r, 7));                         \
  }
  SIZES(CALL)
}
#endif
