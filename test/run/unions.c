// Unions: type punning, passing and returning, members of all classes.
// RUN: %run_both %s
// RUN: %if wasm32 %{ %run_wasm %s %}
#include <stdio.h>
#include <string.h>

union num {
  float f;
  double d;
  int i;
  long l;
  unsigned char b[8];
};
union mixed {
  struct {
    int a;
    float b;
  } s;
  double d;
};
union large {
  long double l;
  char c[24];
  struct {
    double x, y, z;
  } v;
};
union small {
  char c;
  short s;
};
struct tagged {
  int tag;
  union {
    int i;
    double d;
    const char *s;
    struct {
      short x, y;
    };
  };
};

__attribute__((noinline)) static union num twice(union num n) {
  n.d *= 2;
  return n;
}
__attribute__((noinline)) static union mixed swap(union mixed m) {
  int a = m.s.a;
  m.s.a = m.s.b;
  m.s.b = a;
  return m;
}
__attribute__((noinline)) static union large fill(union large l, double k) {
  l.v.x += k, l.v.y -= k, l.v.z *= k;
  return l;
}
__attribute__((noinline)) static union small inc(union small s) {
  s.s += 300;
  return s;
}
__attribute__((noinline)) static double value(struct tagged t) {
  switch (t.tag) {
  case 0:
    return t.i;
  case 1:
    return t.d;
  case 2:
    return strlen(t.s);
  default:
    return t.x * 1000 + t.y;
  }
}
__attribute__((noinline)) static unsigned bits(float f) {
  union num n = {f};
  return n.i;
}
static union num table[] = {{1.5f}, {.d = 2.5}, {.i = 3}, {.b = {1, 2, 3}}};

int main(void) {
  union num n = twice((union num){.d = 3.25});
  union mixed m = swap((union mixed){{7, 9.5f}});
  union large l = fill((union large){.v = {1, 2, 3}}, 4);
  printf("%g %d %g %g %g %g %d\n", n.d, m.s.a, m.s.b, l.v.x, l.v.y, l.v.z,
         inc((union small){.s = 1}).s);
  printf("%x %x %x\n", bits(1.0f), bits(-0.0f), bits(3.14f));
  for (int i = 0; i < 4; i++)
    printf("%lx ", table[i].l & (i == 1 ? -1ul : 0xffffff));
  struct tagged t[] = {
      {0, {5}}, {1, {.d = 2.5}}, {2, {.s = "four"}}, {3, {.x = 6, .y = 7}}};
  for (int i = 0; i < 4; i++)
    printf("%g ", value(t[i]));
  n.d = -1.0;
  n.b[7] ^= 0x80;
  printf("%g %zu\n", n.d, sizeof l);
}
