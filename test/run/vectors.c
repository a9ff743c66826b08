// Vector extensions: arithmetic, comparison, shuffles, conversions, elements.
// RUN: %run_both %s -- -fwrapv
#include <stdio.h>

typedef int i4 __attribute__((vector_size(16)));
typedef unsigned u4 __attribute__((vector_size(16)));
typedef float f4 __attribute__((vector_size(16)));
typedef double d2 __attribute__((vector_size(16)));
typedef long l2 __attribute__((vector_size(16)));
typedef signed char c16 __attribute__((vector_size(16)));
typedef unsigned char b16 __attribute__((vector_size(16)));
typedef short s8 __attribute__((vector_size(16)));
typedef float f2 __attribute__((vector_size(8)));
typedef int i8 __attribute__((vector_size(32)));
typedef double d4 __attribute__((vector_size(32)));

#define OPS(T, E, F)                                                           \
  __attribute__((noinline)) static T T##_ops(T a, T b, E k) {                  \
    T c = a + b * k;                                                           \
    c -= a;                                                                    \
    c = -c + (a - b);                                                          \
    c[1] = k;                                                                  \
    return c * (E)2 + (T){1};                                                  \
  }                                                                            \
  __attribute__((noinline)) static T T##_div(T a, T b) { return a / b; }       \
  __attribute__((noinline)) static void T##_cmp(T a, T b) {                    \
    typeof(a < b) r = (a < b) + (a == b) * 2 - (a >= b) * 4;                   \
    T m = (T)(((typeof(r))a & (a > b)) | ((typeof(r))b & ~(a > b)));           \
    for (unsigned i = 0; i < sizeof(T) / sizeof(E); i++)                       \
      printf(" %d/" F, (int)r[i], m[i]);                                       \
  }                                                                            \
  __attribute__((noinline)) static E T##_at(T a, int i) {                      \
    a[(i + 1) % (sizeof(T) / sizeof(E))] = 9;                                  \
    return a[i];                                                               \
  }                                                                            \
  static void T##_show(T a) {                                                  \
    for (unsigned i = 0; i < sizeof(T) / sizeof(E); i++)                       \
      printf(" " F, a[i]);                                                     \
    puts("");                                                                  \
  }                                                                            \
  static void T##_test(void) {                                                 \
    T a, b;                                                                    \
    for (unsigned i = 0; i < sizeof(T) / sizeof(E); i++)                       \
      a[i] = i * 3 + 1, b[i] = 20 - 2 * i;                                     \
    for (unsigned i = 0; i < sizeof(T) / sizeof(E); i++)                       \
      if (b[i] == 0)                                                           \
        b[i] = 5;                                                              \
    T##_show(T##_ops(a, b, 3)), T##_show(T##_div(b, a)), T##_cmp(a, b);        \
    for (unsigned i = 0; i < sizeof(T) / sizeof(E); i++)                       \
      printf(" " F, T##_at(a, i));                                             \
    puts("");                                                                  \
  }
OPS(i4, int, "%d")
OPS(u4, unsigned, "%u")
OPS(f4, float, "%g") OPS(d2, double, "%g") OPS(l2, long, "%ld")
    OPS(c16, signed char, "%d") OPS(b16, unsigned char, "%d")
        OPS(s8, short, "%d") OPS(f2, float, "%g")
            __attribute__((noinline)) static i4 bits(i4 a, i4 b) {
  return (a & b) | (a ^ ~b) << 3 | ((u4)a >> 2) | (b >> (i4){1, 2, 3, 4});
}
__attribute__((noinline)) static i4 shuffle(i4 a, i4 b) {
  return __builtin_shufflevector(a, b, 3, 5, 0, 6) +
         __builtin_shufflevector(a, a, 1, 1, 2, 2);
}
__attribute__((noinline)) static f4 convert(i4 a, d2 d) {
  f4 f = __builtin_convertvector(a, f4);
  f2 g = __builtin_convertvector(d, f2);
  return f + __builtin_shufflevector(g, g, 0, 1, 0, 1);
}
__attribute__((noinline)) static int reduce(i4 a) {
  return __builtin_reduce_add(a) + __builtin_reduce_max(a) * 100 +
         __builtin_reduce_xor(a);
}
__attribute__((noinline)) static i8 wide(const i8 *a, const i8 *b) {
  return *a * *b + 1;
}
struct holder {
  int n;
  f4 v;
  d4 w;
};
__attribute__((noinline)) static float held(struct holder *h) {
  h->v *= 2;
  h->w += h->w;
  return h->v[0] + h->v[3] + (float)h->w[2] + h->n;
}
__attribute__((noinline)) static f4 many(f4 a, int i, f4 b, f4 c, double d,
                                         f4 e, f4 f, f4 g, f4 h, f4 k, f4 l) {
  return a + b * c - e + f * g + h - k * l + (float)d + (float)i;
}

int main(void) {
  i4_test(), u4_test(), f4_test(), d2_test(), l2_test(), c16_test(), b16_test(),
      s8_test(), f2_test();
  i4 a = {1, -2, 300, 40000}, b = {7, 8, -9, 10};
  i4_show(bits(a, b)), i4_show(shuffle(a, b)),
      f4_show(convert(a, (d2){1.5, 2.5}));
  i8 w = {1, 2, 3, 4, 5, 6, 7, 8}, x = wide(&w, &w);
  f4 k = {1, 2, 3, 4};
  struct holder h = {5, k, {1, 2, 3, 4}};
  printf("%d %d %g\n", reduce(a), x[7], held(&h));
  f4_show(many(k, 1, k + 1, k, 2.5, k, k, k + 2, k, k, k));
}
