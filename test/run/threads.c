// Threads on shared counters: atomics, mutexes, condition variables, fences.
// RUN: %run_both %s -- -pthread
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

enum { THREADS = 4, ROUNDS = 20000 };
static atomic_int counter;
static _Atomic long sums[3];
static _Atomic unsigned char bytes[8];
static _Atomic double real;
static atomic_flag spin = ATOMIC_FLAG_INIT;
static long guarded, locked;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int payload;
static atomic_int ready;

static void *work(void *arg) {
  long k = (long)arg;
  for (int i = 0; i < ROUNDS; i++) {
    counter++;
    atomic_fetch_add_explicit(&sums[i % 3], k, memory_order_relaxed);
    atomic_fetch_xor(&bytes[i & 7], 1 << k);
    long seen = sums[2];
    while (!atomic_compare_exchange_weak(&sums[2], &seen, seen + i % 2))
      ;
    while (atomic_flag_test_and_set_explicit(&spin, memory_order_acquire))
      ;
    guarded += i;
    atomic_flag_clear_explicit(&spin, memory_order_release);
    if (i % 16 == 0) {
      pthread_mutex_lock(&mutex);
      locked += k;
      pthread_mutex_unlock(&mutex);
      real += 0.5;
    }
  }
  return (void *)(k * k);
}
static void *wait(void *arg) {
  while (!atomic_load_explicit(&ready, memory_order_acquire))
    ;
  return (void *)(long)payload;
}

int main(void) {
  pthread_t t[THREADS], w;
  void *r;
  long results = 0;
  pthread_create(&w, 0, wait, 0);
  for (long i = 0; i < THREADS; i++)
    pthread_create(&t[i], 0, work, (void *)i);
  payload = 77;
  atomic_store_explicit(&ready, 1, memory_order_release);
  for (int i = 0; i < THREADS; i++) {
    pthread_join(t[i], &r);
    results += (long)r;
  }
  pthread_join(w, &r);
  printf("%d %ld %ld %ld %ld %ld %g %ld %ld", counter, sums[0], sums[1],
         sums[2], guarded, locked, real, results, (long)r);
  for (int i = 0; i < 8; i++)
    printf(" %d", bytes[i]);
  puts("");
}
