// half and bfloat: every value's conversions, rounding, arithmetic, comparison,
// bits, calls, structs, complex numbers, variable arguments.
// RUN: %run_both %s -- -fno-math-errno -Xclang -ffloat16-excess-precision=none
// RUN: %if f16c %{ %run_both %s -- -mf16c -fno-math-errno \
// RUN:   -Xclang -ffloat16-excess-precision=none %}
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef _Float16 half;
typedef __bf16 bfloat;

/// FNV-1a over bytes of a known width.
static uint64_t sum = 14695981039346656037u;
static void add(uint64_t value) {
  for (int i = 0; i < 8; i++)
    sum = (sum ^ (value >> 8 * i & 255)) * 1099511628211u;
}
static void show(const char *what) {
  printf("%s %016llx\n", what, (unsigned long long)sum);
  sum = 14695981039346656037u;
}

#define BITS(T, U)                                                             \
  static T T##_of(U bits) {                                                    \
    T value;                                                                   \
    memcpy(&value, &bits, sizeof value);                                       \
    return value;                                                              \
  }                                                                            \
  static U bits_of_##T(T value) {                                              \
    U bits;                                                                    \
    memcpy(&bits, &value, sizeof bits);                                        \
    return bits;                                                               \
  }
BITS(half, uint16_t)
BITS(bfloat, uint16_t)
BITS(float, uint32_t)
BITS(double, uint64_t)

/// Floats whose rounding is hard: around each representable value and each
/// middle of two, and special ones.
static const int32_t offsets[] = {-0x1001, -0x1000, -0xfff, -1,    0,
                                  1,       0xfff,   0x1000, 0x1001};
#define N(A) (sizeof(A) / sizeof *(A))

#ifdef __x86_64__
typedef long double longest;

// libgcc's routines, which versions before 13 lack.

static bfloat rounded(float value) {
  uint32_t bits = bits_of_float(value);
  uint32_t nearest = bits + 0x7fff + (bits >> 16 & 1);
  return bfloat_of((value != value ? bits | 0x400000 : nearest) >> 16);
}
__attribute__((weak)) bfloat __truncsfbf2(float value) {
  return rounded(value);
}
/// By a float that is odd unless it is exact.
__attribute__((weak)) bfloat __truncxfbf2(long double value) {
  float nearest = (float)value;
  long double back = nearest,
              difference = value < 0 ? back - value : value - back;
  uint32_t bits = bits_of_float(nearest);
  if (value == value && value != back && !(bits & 1))
    bits += difference > 0 ? 1 : -1;
  return rounded(float_of(bits));
}
__attribute__((weak)) bfloat __truncdfbf2(double value) {
  return __truncxfbf2(value);
}
#define IS_SAME_EVERYWHERE(value) 1
#else
// LLVM can't select bfloat as fp128 there, and makes a zero of some NaNs of
// double; its fma of half depends on the level.
typedef double longest;
#define IS_SAME_EVERYWHERE(value) ((value) == (value))
#define DIFFERENT_FMA
#endif

#define WIDE(T)                                                                \
  __attribute__((noinline)) static void widen_##T(void) {                      \
    for (uint32_t i = 0; i < 65536; i++) {                                     \
      T x = T##_of(i);                                                         \
      add(bits_of_float((float)x));                                            \
      add(bits_of_double((double)x));                                          \
      add(x != x ? 0 : (uint64_t)((longest)x == (double)x));                   \
      float f = (float)x;                                                      \
      if (f > -2147483000.0f && f < 2147483000.0f) {                           \
        add((int)x), add((long long)x), add((__int128)x);                      \
        add(x >= 0 ? (unsigned)x : 0), add(x >= 0 ? (unsigned long)x : 0);     \
        if (f > -100 && f < 100)                                               \
          add((signed char)x);                                                 \
      }                                                                        \
    }                                                                          \
    show("wide " #T);                                                          \
  }                                                                            \
  static void round_##T(double value) {                                        \
    if (!IS_SAME_EVERYWHERE(value))                                            \
      return;                                                                  \
    add(bits_of_##T((T)value)), add(bits_of_##T((T)(longest)value));           \
  }                                                                            \
  __attribute__((noinline)) static void narrow_##T(void) {                     \
    const int factor = sizeof(#T) == sizeof "half" ? 1 : 8;                    \
    for (uint32_t i = 0; i < 65536; i++) {                                     \
      float exact = (float)T##_of(i);                                          \
      double middle = ((double)exact + (double)T##_of(i + 1)) / 2;             \
      for (int j = 0; j < N(offsets); j++) {                                   \
        float near = float_of(bits_of_float(exact) + offsets[j] * factor);     \
        uint64_t bits = bits_of_double(exact) +                                \
                        ((uint64_t)(int64_t)(offsets[j] * factor) << 29);      \
        add(bits_of_##T((T)near)), round_##T(near);                            \
        round_##T(double_of(bits - 1)), round_##T(double_of(bits + 1));        \
      }                                                                        \
      for (int j = -1; j <= 1 && middle == middle; j++) {                      \
        add(bits_of_##T((T)float_of(bits_of_float((float)middle) + j)));       \
        round_##T(double_of(bits_of_double(middle) + j));                      \
      }                                                                        \
    }                                                                          \
    show("narrow " #T);                                                        \
  }                                                                            \
  __attribute__((noinline)) static void integers_##T(void) {                   \
    for (int shift = 0; shift < 64; shift++)                                   \
      for (int j = -3; j <= 3; j++)                                            \
        for (int k = 0; k < 4; k++) {                                          \
          uint64_t low = k == 1   ? (uint64_t)1 << shift >> 8                  \
                         : k == 2 ? (uint64_t)1 << shift >> 9                  \
                         : k == 3 ? (uint64_t)1 << shift >> 12                 \
                                  : 0;                                         \
          int64_t i = (int64_t)(((uint64_t)1 << shift) + low + j);             \
          add(bits_of_##T((T)i)), add(bits_of_##T((T)(uint64_t)i));            \
          add(bits_of_##T((T)(int)i)), add(bits_of_##T((T)(unsigned)i));       \
          add(bits_of_##T((T)(short)i)), add(bits_of_##T((T)(_Bool)i));        \
          add(bits_of_##T((T)(unsigned char)i));                               \
        }                                                                      \
    show("integers " #T);                                                      \
  }                                                                            \
  /* A sum of NaNs is one of both, which is left open. */                      \
  static void keep_##T(T value) {                                              \
    add(value != value ? 1 : bits_of_##T(value));                              \
  }                                                                            \
  __attribute__((noinline)) static void compute_##T(T a, T b, T c) {           \
    keep_##T(a + b), keep_##T(a - b), keep_##T(a * b), keep_##T(a / b);        \
    keep_##T(a * b + c);                                                       \
    add(a < b), add(a <= b), add(a > b), add(a >= b), add(a == b);             \
    add(a != b), add(!(a < b)), add(__builtin_isunordered(a, b));              \
    keep_##T(a < b ? a : c);                                                   \
    a += c, keep_##T(a);                                                       \
    keep_##T(++b), keep_##T(-c);                                               \
    add(!c), add((_Bool)b);                                                    \
  }                                                                            \
  __attribute__((noinline)) static void arithmetic_##T(void) {                 \
    uint32_t state = 12345;                                                    \
    for (int i = 0; i < 20000; i++) {                                          \
      uint16_t bits[3];                                                        \
      for (int j = 0; j < 3; j++) {                                            \
        state = state * 1664525 + 1013904223;                                  \
        bits[j] = state >> 16;                                                 \
        if (i % 2) /* Near one. */                                             \
          bits[j] = (bits[j] & 0x87ff) | 0x3800;                               \
      }                                                                        \
      compute_##T(T##_of(bits[0]), T##_of(bits[1]), T##_of(bits[2]));          \
    }                                                                          \
    show("arithmetic " #T);                                                    \
  }
WIDE(half)
WIDE(bfloat)

__attribute__((noinline)) static void builtins(half a, half b, half c) {
  keep_half(__builtin_fabsf16(a)), keep_half(__builtin_copysignf16(a, b));
  keep_half(__builtin_sqrtf16(__builtin_fabsf16(a)));
  keep_half(__builtin_floorf16(a)), keep_half(__builtin_ceilf16(a));
  keep_half(__builtin_truncf16(a)), keep_half(__builtin_rintf16(a));
  keep_half(__builtin_roundf16(a));
#ifndef DIFFERENT_FMA
  keep_half(__builtin_fmaf16(a, b, c));
#endif
  if (a != b)
    keep_half(__builtin_fminf16(a, b)), keep_half(__builtin_fmaxf16(a, b));
  add(__builtin_isnan(a) * 8 + __builtin_isinf(b) * 4 +
      __builtin_isnormal(c) * 2 + __builtin_signbit(a));
}

// Calls.

struct one {
  half a;
};
struct two {
  half a, b;
};
struct three {
  half a, b, c;
};
struct mixed {
  half a;
  int b;
  bfloat c;
  double d;
  half e;
};
struct four {
  bfloat a[4];
};
typedef half halves4 __attribute__((ext_vector_type(4)));
typedef half halves8 __attribute__((ext_vector_type(8)));
typedef half halves3 __attribute__((ext_vector_type(3)));

__attribute__((noinline)) static half many(half a, half b, half c, half d,
                                           half e, half f, half g, half h,
                                           half i, bfloat j, half k) {
  printf("%g %g %g %g %g %g %g %g %g %g %g\n", (double)a, (double)b, (double)c,
         (double)d, (double)e, (double)f, (double)g, (double)h, (double)i,
         (double)(float)j, (double)k);
  return (half)((float)a - (float)i * (float)j + (float)k);
}
__attribute__((noinline)) static struct two swap(struct two x) {
  return (struct two){x.b, x.a};
}
__attribute__((noinline)) static struct three turn(struct three x) {
  return (struct three){x.b, x.c, x.a};
}
__attribute__((noinline)) static struct mixed next(struct mixed x) {
  x.a = x.e, x.b++, x.c = (bfloat)((float)x.c * 2), x.d /= 2, x.e = 1;
  return x;
}
__attribute__((noinline)) static struct four back(struct four x) {
  return (struct four){{x.a[3], x.a[2], x.a[1], x.a[0]}};
}
__attribute__((noinline)) static _Complex _Float16
conjugate(_Complex _Float16 z) {
  return __real__ z - 1.0if * __imag__ z;
}
__attribute__((noinline)) static halves8 pair(halves4 a, halves4 b) {
  return __builtin_shufflevector(a * b, a + b, 0, 1, 2, 3, 4, 5, 6, 7);
}
__attribute__((noinline)) static halves3 third(halves3 a, halves3 b) {
  return a - b;
}
__attribute__((noinline)) static void variable(int count, ...) {
  va_list list;
  va_start(list, count);
  for (int i = 0; i < count; i++) {
    struct three x = va_arg(list, struct three);
    printf("%g %g %g %g\n", (double)va_arg(list, half), (double)x.a,
           (double)x.b, (double)x.c);
  }
  va_end(list);
}

half global = 1.5f16;
static bfloat table[3] = {(bfloat)1.0f, (bfloat)-2.5f, (bfloat)3e38f};
static volatile half slot;
static _Atomic half shared;

int main(void) {
  widen_half(), widen_bfloat(), narrow_half(), narrow_bfloat();
  integers_half(), integers_bfloat(), arithmetic_half(), arithmetic_bfloat();
  uint32_t state = 99;
  for (int i = 0; i < 20000; i++) {
    uint16_t bits[3];
    for (int j = 0; j < 3; j++)
      bits[j] = (state = state * 1664525 + 1013904223) >> 16;
    builtins(half_of(bits[0]), half_of(bits[1]), half_of(bits[2]));
  }
  show("builtins");

  half sum_of_many = many(1, 2, 3, 4, 5, 6, 7, 8, 9, table[1], global);
  printf("%g\n", (double)sum_of_many);
  struct two s = swap((struct two){global, 3});
  struct three t = turn((struct three){1, 2, 3});
  struct mixed m = next((struct mixed){1, 2, table[0], 3, 4});
  struct four f = back((struct four){{table[0], table[1], table[2], 4}});
  _Complex _Float16 z = conjugate((_Complex _Float16){1, 2});
  halves8 p = pair((halves4){1, 2, 3, 4}, (halves4){5, 6, 7, 8});
  halves3 q = third((halves3){1, 2, 3}, (halves3){7, 5, 2});
  printf("%g %g %g %g %g\n", (double)s.a, (double)s.b, (double)t.a, (double)t.b,
         (double)t.c);
  printf("%g %d %g %g %g\n", (double)m.a, m.b, (double)(float)m.c, m.d,
         (double)m.e);
  for (int i = 0; i < 4; i++)
    printf("%g ", (double)(float)f.a[i]);
  printf("%g %g\n", (double)__real__ z, (double)__imag__ z);
  for (int i = 0; i < 8; i++)
    printf("%g ", (double)p[i]);
  printf("%g %g %g\n", (double)q[0], (double)q[1], (double)q[2]);
  variable(3, t, s.a, turn(t), s.b, (struct three){7, 8, 9}, (half)10);
  slot = 2.5f16, shared = slot;
  slot = shared;
  global = slot;
  printf("%g\n", (double)global);
  return 0;
}
