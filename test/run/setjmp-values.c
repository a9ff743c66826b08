// What lived at a setjmp's first return is there at the second, whatever was
// computed in between.
// RUN: %run_both %s
#include <setjmp.h>
#include <stdio.h>

static jmp_buf env;
static int limit = 6;
__attribute__((noinline)) static long mix(long a, long b) { return a * 31 + b; }

#define BEFORE(N) long v##N = mix(a, b + N);
#define AFTER(N) long w##N = mix(b, a * 7 + N);
#define USE_V(N) sum = sum * 3 + v##N;
#define USE_W(N) sum += w##N * i;
#define ALL(X) X(0) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9)

__attribute__((noinline)) static long back_first(int a, int b) {
  ALL(BEFORE)
  int result = setjmp(env);
  if (result != 0) {
    long sum = result;
    ALL(USE_V)
    return sum;
  }
  ALL(AFTER)
  long sum = 0;
  for (int i = 0; i < limit; i++) {
    ALL(USE_W)
    sum = mix(sum, i);
  }
  printf("between %ld\n", sum);
  longjmp(env, 3);
}

__attribute__((noinline)) static long back_last(int a, int b) {
  ALL(BEFORE)
  if (setjmp(env) == 0) {
    ALL(AFTER)
    long sum = 0;
    for (int i = 0; i < limit; i++) {
      ALL(USE_W)
      sum = mix(sum, i);
    }
    printf("between %ld\n", sum);
    longjmp(env, 3);
  }
  long sum = 0;
  ALL(USE_V)
  return sum;
}

__attribute__((noinline)) static long one_block(int a, int b) {
  static int count;
  ALL(BEFORE)
  count += setjmp(env);
  long sum = count;
  ALL(USE_V)
  ALL(AFTER)
  long i = mix(sum, 1);
  ALL(USE_W)
  printf("%ld\n", sum);
  if (count < 3)
    longjmp(env, 1);
  return sum;
}

int main(void) {
  printf("%ld\n", back_first(3, 4));
  printf("%ld\n", back_last(5, 6));
  printf("%ld\n", one_block(7, 8));
}
