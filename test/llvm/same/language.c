/* What C has, by every target and level: the LLVM path makes stock's object.

RUN: %same_object %s --flags="-O0" --flags="-O1 -g" --flags="-O2 -g3 -fPIC" --flags="-Os -fno-pie" --flags="-O3 -march=x86-64-v3 -gdwarf-4" --flags="-Oz -ffunction-sections -fdata-sections" --flags="-O2 -fno-plt -fPIC"
RUN: %same_object %s --flags="--target=aarch64-linux-gnu -O0 -g" --flags="--target=aarch64-linux-gnu -O2 -g" --flags="--target=aarch64-linux-gnu -O3 -mcpu=neoverse-n1"
RUN: %same_object %s --flags="--target=wasm32 -O0 -g" --flags="--target=wasm32 -O2 -g" --flags="--target=wasm32 -O2 -msimd128 -matomics -mbulk-memory -mtail-call -mmultivalue"
*/
typedef unsigned long size_t;
typedef int v4si __attribute__((vector_size(16)));
typedef float v8sf __attribute__((vector_size(32)));
#if __BITINT_MAXWIDTH__ > 128
typedef _BitInt(129) wide;
#else
typedef _BitInt(121) wide;
#endif
typedef _BitInt(17) odd;

struct packed { char c; long l; } __attribute__((packed));
struct bits { unsigned a : 3; int b : 13; unsigned long long c : 40; };
union either { int i; float f; struct packed p; };
struct big { long words[9]; };
struct floats { float x, y, z; };

int common_or_zero;
static int internal = 7;
__attribute__((weak)) int weak_data = 3;
__attribute__((visibility("hidden"))) int hidden_data[4] = {1, 2, 3};
__attribute__((section("notes"), aligned(64), used)) static const char note[] = "x";
_Thread_local int tls_zero;
static _Thread_local int tls_data = 5;
extern _Thread_local int tls_other;
const char *const table[] = {"one", "two", "one", 0};
int *pointers[] = {&internal, &hidden_data[2], &weak_data};
_Alignas(32) static wide wide_data = (wide)1 << 100;
long double long_double_data = 1.25L;
_Complex double complex_data = 1.5;

extern int external(int, ...);
__attribute__((weak)) int weak_function(void);
static int twice(int x) { return 2 * x; }
int alias_of(int x) __attribute__((alias("target_of_alias")));
int target_of_alias(int x) { return x + 1; }

int sum(int count, ...) {
  __builtin_va_list list, copy;
  int total = 0;
  __builtin_va_start(list, count);
  __builtin_va_copy(copy, list);
  while (count--)
    total += __builtin_va_arg(list, int);
  double last = __builtin_va_arg(copy, double);
  struct floats f = __builtin_va_arg(copy, struct floats);
  __builtin_va_end(list);
  return total + (int)last + (int)f.y;
}

struct big pass(struct big b, struct floats f, struct packed p, odd o) {
  b.words[3] += (long)f.x + p.l + o;
  return b;
}

int dispatch(int op, int x) {
  static void *const labels[] = {&&add, &&sub, &&stop};
  switch (op) {
  case 1: return x;
  case 2: return twice(x);
  case 3 ... 9: return x * 3;
  case 1000: return internal++;
  default: break;
  }
  goto *labels[op % 3];
add:
  x += tls_data;
sub:
  x -= tls_other;
stop:
  return x + external(x, 1.0, "text");
}

v4si vectors(v4si a, v4si b, v8sf *c) {
  *c = *c * *c + 1.0f;
  return __builtin_shufflevector(a, b, 0, 5, 2, 7) + (a < b) + a / b;
}

wide arithmetic(wide a, odd b, __int128 c, unsigned n) {
  struct bits s = {1, -2, 3};
  s.b += b;
  s.c <<= n & 7;
  return (a << n) + a * 3 + (a >> 5) + c / 7 + s.b + (wide)s.c;
}

int overflow(int a, long b, unsigned char *out) {
  int r;
  long q;
  if (__builtin_add_overflow(a, 3, &r) || __builtin_mul_overflow(b, b, &q))
    __builtin_trap();
  *out = __builtin_popcount(a) + __builtin_clzl(b | 1) + __builtin_parity(a);
  return __builtin_expect(r > 3, 1) ? r : __builtin_bswap32(a) + (int)q;
}

float math(double d, float f, volatile int *v) {
  *v += 1;
  return __builtin_sqrt(d) + __builtin_fabsf(f) + (float)(long)d +
         (unsigned)f + __builtin_copysign(d, f) + __builtin_fma(d, d, f) +
         (d > f) + __builtin_isnan(d) + (float)(unsigned long)d;
}

int atomics(_Atomic int *a, _Atomic long *b, int *c) {
  int expected = 1;
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
  *a += 2;
  __atomic_compare_exchange_n(c, &expected, 4, 1, __ATOMIC_ACQ_REL,
                              __ATOMIC_RELAXED);
  return __atomic_fetch_max(c, 3, __ATOMIC_RELEASE) + (int)*b +
         __sync_fetch_and_nand(c, 5) + expected;
}

size_t memory(char *to, const char *from, size_t n, int count) {
  char local[count];
  union either e = {.f = 1.5f};
  __builtin_memcpy(local, from, count);
  __builtin_memmove(to, local, n);
  __builtin_memset(to, e.i, 100);
  __builtin_prefetch(from);
  char *more = __builtin_alloca_with_align(n, 256);
  external(0, more);
  return __builtin_object_size(to, 0) + __builtin_strlen(to) + !weak_function;
}

void loops(int *restrict a, const int *restrict b, int n) {
#pragma clang loop unroll_count(4) vectorize(enable)
  for (int i = 0; i < n; ++i)
    a[i] = b[i] * 3 + (b[i] > 5 ? b[n - i] : 1);
  for (int i = 0; i < n; ++i)
    for (int j = i; j < n; ++j)
      __builtin_assume(a[j] >= 0), a[i] += a[j] & b[j];
}

// One store that stands for sixteen assignments: records of one identity.
int use_counter(unsigned short *, unsigned *);
int count_up(void) {
  unsigned bits;
  unsigned short lens[16];
  for (bits = 0; bits < 15; bits++)
    lens[bits] = (unsigned short)(bits + 1);
  lens[15] = 15;
  bits = 15;
  int sum = use_counter(lens, &bits);
  bits = 1;
  return sum + use_counter(lens, &bits);
}
