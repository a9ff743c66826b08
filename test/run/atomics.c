// Atomic operations of all kinds, sizes and orders.
// RUN: %run_both %s -- -fwrapv
// RUN: %if wasm32 %{ %run_wasm %s -- -fwrapv %}
#include <stdatomic.h>
#include <stdio.h>

#define TEST(N, T)                                                             \
  static _Atomic T N##_global = 5;                                             \
  __attribute__((noinline)) static void N##_test(_Atomic T *p, T v) {          \
    T r[24];                                                                   \
    int n = 0;                                                                 \
    r[n++] = atomic_load(p);                                                   \
    r[n++] = atomic_load_explicit(p, memory_order_relaxed);                    \
    r[n++] = atomic_load_explicit(p, memory_order_acquire);                    \
    atomic_store(p, v);                                                        \
    r[n++] = *p;                                                               \
    atomic_store_explicit(p, v + 1, memory_order_release);                     \
    r[n++] = *p;                                                               \
    atomic_store_explicit(p, v + 2, memory_order_relaxed);                     \
    r[n++] = atomic_exchange(p, v);                                            \
    r[n++] = atomic_fetch_add(p, 7);                                           \
    r[n++] = atomic_fetch_sub(p, v);                                           \
    r[n++] = atomic_fetch_or(p, 0x35);                                         \
    r[n++] = atomic_fetch_and(p, 0x6f);                                        \
    r[n++] = atomic_fetch_xor(p, v);                                           \
    r[n++] = __c11_atomic_fetch_max(p, v, __ATOMIC_SEQ_CST);                   \
    r[n++] = __c11_atomic_fetch_min(p, 3, __ATOMIC_SEQ_CST);                   \
    r[n++] = __c11_atomic_fetch_nand(p, 0x5a, __ATOMIC_ACQ_REL);               \
    r[n++] = ++*p;                                                             \
    r[n++] = (*p)--;                                                           \
    r[n++] = *p += v;                                                          \
    r[n++] = *p *= 3;                                                          \
    r[n++] = *p |= 1;                                                          \
    T expected = v;                                                            \
    _Bool a = atomic_compare_exchange_strong(p, &expected, 1);                 \
    r[n++] = expected;                                                         \
    _Bool b = atomic_compare_exchange_strong_explicit(                         \
        p, &expected, v, memory_order_acq_rel, memory_order_relaxed);          \
    while (!atomic_compare_exchange_weak(p, &expected, expected + 1))          \
      ;                                                                        \
    r[n++] = *p;                                                               \
    if (atomic_fetch_add(p, -1) == 0)                                          \
      r[0] = 99;                                                               \
    if (atomic_fetch_sub_explicit(p, 1, memory_order_relaxed) - 1 == 0)        \
      r[0] = 98;                                                               \
    printf(#N " %d%d", a, b);                                                  \
    for (int i = 0; i < n; i++)                                                \
      printf(" %lld", (long long)r[i]);                                        \
    puts("");                                                                  \
  }
TEST(sc, signed char)
TEST(uc, unsigned char)
TEST(ss, short) TEST(us, unsigned short) TEST(si, int) TEST(ui, unsigned)
    TEST(sl, long) TEST(ul, unsigned long)

        struct pair {
  int a, b;
};
struct odd {
  char c[3];
};
static _Atomic struct pair pairs;
static _Atomic double d = 1.5;
static _Atomic float f = 2.5f;
static int array[4] = {1, 2, 3, 4};
static int *_Atomic pointer = array;
static _Atomic _Bool flag;
static atomic_flag lock = ATOMIC_FLAG_INIT;

int main(void) {
  for (int i = -3; i < 300; i += 77) {
    sc_test(&sc_global, i), uc_test(&uc_global, i), ss_test(&ss_global, i),
        us_test(&us_global, i);
    si_test(&si_global, i), ui_test(&ui_global, i),
        sl_test(&sl_global, i * 1000000000l), ul_test(&ul_global, i);
  }
  struct pair p, q = {3, 4}, six = {5, 6};
  atomic_init(&pairs, q);
  p = pairs, q.a = 7;
  _Bool ok = atomic_compare_exchange_strong(&pairs, &p, q);
  p = atomic_exchange(&pairs, six);
  q = pairs;
  d += 2.25, f *= 2, d = d - 1;
  pointer++, atomic_fetch_add(&pointer, 2);
  int *old = atomic_fetch_sub(&pointer, 1);
  _Bool was = atomic_exchange(&flag, 1), now = flag;
  int first = atomic_flag_test_and_set(&lock),
      second = atomic_flag_test_and_set_explicit(&lock, memory_order_acquire);
  atomic_flag_clear(&lock);
  atomic_thread_fence(memory_order_seq_cst),
      atomic_thread_fence(memory_order_acquire),
      atomic_signal_fence(memory_order_seq_cst);
  printf("%d %d %d %g %g %d %d %d%d%d%d\n", ok, p.a * 100 + q.b,
         (int)sizeof(struct odd), d, f, *old, *pointer, was, now, first,
         second);
  int plain = 5;
  int r1 = __sync_fetch_and_add(&plain, 3),
      r2 = __sync_add_and_fetch(&plain, 3),
      r3 = __sync_val_compare_and_swap(&plain, 11, 20);
  int r4 = __sync_bool_compare_and_swap(&plain, 1, 2),
      r5 = __sync_lock_test_and_set(&plain, 9),
      r6 = __sync_nand_and_fetch(&plain, 6);
  __sync_lock_release(&plain), __sync_synchronize();
  printf("%d %d %d %d %d %d %d %d\n", r1, r2, r3, r4, r5, r6, plain,
         __atomic_always_lock_free(8, 0));
}
