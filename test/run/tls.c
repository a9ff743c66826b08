// Thread-local storage: all four models, initialisers, addresses, threads.
// RUN: %run_both %s -- -pthread
#include <pthread.h>
#include <stdio.h>

_Thread_local int global = 5;
static _Thread_local int local = 6;
__thread long zero;
static __thread char array[100] = "thread";
__attribute__((tls_model("initial-exec"))) _Thread_local int initial = 7;
__attribute__((tls_model("local-exec"))) static _Thread_local int exec = 8;
__attribute__((tls_model("local-dynamic"))) static _Thread_local int dynamic =
    9;
__attribute__((tls_model("global-dynamic"))) _Thread_local int general = 10;
__attribute__((visibility("hidden"))) _Thread_local double hidden = 1.5;
static _Thread_local struct {
  int x, y;
  int *p;
} pair = {1, 2, 0};
_Alignas(64) static _Thread_local int aligned = 11;
extern _Thread_local int extern_defined_below;
_Thread_local int weak_tls __attribute__((weak)) = 12;

__attribute__((noinline)) static int *address(int i) {
  return i == 0 ? &global : i == 1 ? &local : i == 2 ? &dynamic : &general;
}
__attribute__((noinline)) static int counter(void) {
  static _Thread_local int n = 100;
  return ++n;
}
static void *work(void *arg) {
  int k = *(int *)arg;
  global += k, local *= k, zero -= k, array[k] = 'X', initial ^= k, exec += k,
                                      dynamic += k, general += k, hidden *= k;
  pair.x += k, pair.p = &pair.y, *pair.p += k, aligned += k,
               extern_defined_below += k, weak_tls += k;
  for (int i = 0; i < k; i++)
    counter();
  static __thread char out[300];
  snprintf(out, sizeof out,
           "%d %d %ld %s %d %d %d %d %g %d %d %d %d %d %d %d %d %d", global,
           local, zero, array, initial, exec, dynamic, general, hidden, pair.x,
           pair.y, aligned, extern_defined_below, weak_tls, counter(),
           *address(0), *address(1),
           *address(2) + *address(3) + ((long)&aligned % 64 == 0));
  puts(out);
  return 0;
}
_Thread_local int extern_defined_below = 20;

int main(void) {
  for (int k = 1; k < 4; k++) {
    pthread_t t;
    pthread_create(&t, 0, work, &k);
    pthread_join(t, 0);
  }
  int k = 4;
  work(&k), work(&k);
}
