// Volatile objects: every access happens, at its own width, in order.
// RUN: %run_both %s
#include <signal.h>
#include <stdio.h>

static volatile signed char c = -1;
static volatile unsigned short s = 65535;
static volatile int i = 5;
static volatile long l = 1l << 40;
static volatile float f = 1.5f;
static volatile double d = 2.5;
static volatile long double x = 3.5L;
static volatile _Bool b;
static volatile struct {
  int a, b;
  volatile char c[4];
} st = {1, 2, "xyz"};
static volatile int *volatile p = &i;
static volatile sig_atomic_t caught;
static void handler(int n) { caught += n; }
__attribute__((noinline)) static int wait(void) {
  int n = 0;
  while (!caught) {
    if (++n == 3)
      raise(SIGUSR1);
  }
  return n;
}
__attribute__((noinline)) static long mix(void) {
  c++, s++, i += c, l -= s, f *= 2, d /= 2, x += f, b = i;
  return c + s + i + l + (long)f + (long)d + (long)x + b;
}
__attribute__((noinline)) static int local(int n) {
  volatile int v = n, w[4] = {1, 2, 3, 4};
  for (volatile int k = 0; k < 4; k++)
    v += w[k] * k;
  v;
  return v++ + v;
}

int main(void) {
  signal(SIGUSR1, handler);
  for (int k = 0; k < 4; k++)
    printf("%ld ", mix());
  *p += 7, st.a = st.b++, st.c[2] = st.c[0];
  p = (volatile int *)&st.a;
  printf("%d %d %d %d %d %d %d %d\n", *p, i, st.a, st.b, st.c[2], wait(),
         caught == SIGUSR1, local(5));
}
