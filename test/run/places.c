// Values of loops that share places: swaps, old and new values together,
// values that live around jumps whose targets are computed, and longjmp.
// RUN: %run_both %s
#include <setjmp.h>
#include <stdio.h>

static int calls;
__attribute__((noinline)) static long touch(long x) {
  ++calls;
  return x ^ calls;
}

/// Three values go round, one of them also by itself.
static long rotate(long n) {
  long a = 1, b = 2, c = 3, old = 0;
  for (long i = 0; i < n; ++i) {
    long t = a;
    old += b;
    a = b;
    b = c + (i & 1);
    c = t;
  }
  return a * 10000 + b * 100 + c + old * 1000000;
}

/// What the last turn had is needed in this one.
static double lagging(const double *v, int n) {
  double last = 0, sum = 0;
  for (int i = 0; i < n; ++i) {
    double now = v[i] * 0.5;
    sum += now - last;
    last = i % 3 == 0 ? sum : now;
  }
  return sum * last;
}

/// Many ways out with few results.
static int classify(const unsigned char *p, int n) {
  if (n < 1)
    return -2;
  if (p[0] == 'x')
    return -2;
  int value = p[0] - '0';
  if (value < 0)
    return -2;
  if (n > 1 && p[1] == '!')
    return touch(value) > 5 ? 1 : -3;
  if (n > 2 && p[2] == '?')
    return -3;
  for (int i = 1; i < n; ++i) {
    if (p[i] == 'q')
      return -2;
    value = value * 7 + p[i];
    if (value > 100000)
      return value;
  }
  return value < 50 ? 1 : -3;
}

/// A list is walked by the register that the next link is loaded to.
struct link {
  struct link *next;
  long value;
};
static long walk(struct link *l) {
  long sum = 0;
  struct link *before = 0;
  while (l) {
    sum = sum * 3 + l->value + (before ? before->value : 0);
    before = l;
    l = l->next;
  }
  return sum;
}

/// Values pass through the dispatch, which writes arguments before it jumps.
static long interpret(const unsigned char *code) {
  static void *const table[] = {&&add, &&swap, &&call, &&back, &&stop};
  long a = 3, b = 5, turns = 0;
  goto *table[*code];
add:
  a += b;
  goto *table[*++code];
swap: {
  long t = a;
  a = b;
  b = t;
}
  goto *table[*++code];
call:
  b = touch(b);
  goto *table[*++code];
back:
  if (++turns < 4)
    code -= 3;
  goto *table[*++code];
stop:
  return a * 1000 + b * 10 + turns;
}

/// Both times that setjmp returns, what lived at the first time is there.
static jmp_buf env;
static long again(long n) {
  volatile int round = 0;
  long kept = n * 3, sum = 0;
  for (long i = 0; i < 3; ++i)
    kept = kept * 2 + i;
  if (setjmp(env) == 0)
    sum = touch(kept);
  long other = kept + 1;
  for (long i = 0; i < 4; ++i)
    other = other * 5 + touch(i);
  if (++round < 3)
    longjmp(env, 1);
  return kept + other + sum * 0;
}

/// Swaps of narrow and of floating values.
static int mixed(int n) {
  unsigned char x = 1, y = 200;
  float f = 1.5f, g = 2.5f;
  short s = -7;
  for (int i = 0; i < n; ++i) {
    unsigned char t = x;
    x = y + 3;
    y = t;
    float h = f;
    f = g * 0.5f;
    g = h + s;
    s = (short)(s * 3 + y);
  }
  return x + y * 256 + s + (int)(f + g);
}

/// A loop that calls nothing, between calls, with more values than registers.
static long busy(long n) {
  long a = touch(n), b = touch(1), c = touch(2), d = touch(3);
  long e = a ^ b, f = c + d, g = a - d, h = b * c;
  for (long i = 0; i < n; ++i) {
    long t = a;
    a = b + i;
    b = c ^ a;
    c = d - b;
    d = e + c;
    e = f ^ d;
    f = g + e;
    g = h - f;
    h = t + g;
    if ((h & 1023) == 77)
      h = touch(h);
  }
  return a + b * 2 + c * 3 + d * 4 + e * 5 + f * 6 + g * 7 + h * 8;
}

int main(void) {
  double v[9] = {1, 2, 3, 5, 8, 13, 21, 34, 55};
  struct link l[4] = {{&l[1], 4}, {&l[2], 9}, {&l[3], -2}, {0, 11}};
  static const unsigned char code[] = {0, 1, 2, 3, 0, 1, 1, 0, 4};
  for (int n = 0; n < 9; ++n)
    printf("%ld %g %d %ld %d\n", rotate(n), lagging(v, n), mixed(n), busy(n),
           classify((const unsigned char *)"5!?q1x97z", n));
  printf("%d %d %d\n", classify((const unsigned char *)"x", 1),
         classify((const unsigned char *)"7a?", 3),
         classify((const unsigned char *)"12qq", 4));
  printf("%ld %ld %ld\n", walk(l), interpret(code), again(7));
  return 0;
}
