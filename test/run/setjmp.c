// setjmp and longjmp, the builtins' plain uses, values that must survive.
// RUN: %run_both %s
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>

static jmp_buf env, outer;
static sigjmp_buf sig;
static void deep(int n) {
  volatile char pad[100];
  pad[0] = n;
  if (n == 0)
    longjmp(env, 42);
  deep(n - 1);
  pad[1] = 0;
}
static void handler(int s) { siglongjmp(sig, s); }
__attribute__((noinline)) static int count(void) {
  volatile int n = 0;
  int r = setjmp(env);
  if (r < 5) {
    n += 10;
    longjmp(env, r + 1);
  }
  return n + r;
}
__attribute__((noinline)) static int nested(int x) {
  volatile int stage = 0;
  if (setjmp(outer) == 0) {
    stage = 1;
    if (setjmp(env) == 0) {
      stage = 2;
      longjmp(env, 1);
    }
    stage += 10;
    longjmp(outer, x);
  }
  return stage;
}
int main(void) {
  volatile double d = 1.5;
  int kept = 7;
  int r = setjmp(env);
  if (!r) {
    d *= 2;
    deep(20);
  }
  printf("%d %g %d\n", r, d, kept);
  printf("%d %d\n", count(), nested(3));
  if (setjmp(env) == 1)
    puts("zero becomes one");
  else if (kept++ < 8)
    longjmp(env, 0);
  signal(SIGUSR1, handler);
  if (sigsetjmp(sig, 1) == 0)
    raise(SIGUSR1);
  else
    puts("signal");
}
