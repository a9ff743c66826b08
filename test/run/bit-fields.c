// Bit-fields: every width, signed and not, packed, crossing units, zero width.
// RUN: %run_both %s -- -fwrapv
#include <stdio.h>
#include <string.h>

struct plain {
  int a : 1, b : 2, c : 7;
  unsigned d : 13, e : 31;
  int f : 32;
};
struct wide {
  unsigned long a : 1, b : 33, c : 30;
  long d : 63, : 0, e : 40;
};
struct small {
  unsigned char a : 3, b : 5;
  signed char c : 4;
  _Bool d : 1;
  short e : 9;
};
struct __attribute__((packed)) tight {
  unsigned a : 3;
  int b : 30;
  unsigned long c : 50;
  char d;
  int e : 17;
};
union both {
  struct {
    unsigned lo : 16, hi : 16;
  };
  unsigned all;
};
enum color { red, green, blue };
struct enums {
  enum color c : 2;
  unsigned x : 6;
  enum color d : 8;
};
struct volatiles {
  volatile int a : 5;
  volatile unsigned b : 20;
};

#define SHOW(S)                                                                \
  static void show_##S(const char *what, struct S *s) {                        \
    printf("%s %s:", what, #S);                                                \
    for (unsigned i = 0; i < sizeof *s; i++)                                   \
      printf(" %02x", ((unsigned char *)s)[i]);                                \
    puts("");                                                                  \
  }
SHOW(plain)
SHOW(wide)
SHOW(small) SHOW(tight) SHOW(enums)

    static struct plain global = {-1, 1, -64, 8191, 0x7fffffff, -2};
static struct tight tights[2] = {{5, -3, 1ul << 49, 'x', -65536},
                                 {1, 2, 3, 4, 5}};

__attribute__((noinline)) static int plains(struct plain *p, int v) {
  p->a = v, p->b = v, p->c += v, p->d ^= v, p->e -= v, p->f = p->c * 2;
  p->d++, --p->c;
  return p->a + p->b + p->c + p->d + p->e + p->f;
}
__attribute__((noinline)) static long wides(struct wide *p, long v) {
  p->a = v, p->b = v * 3, p->c = v >> 2, p->d = -v, p->e = v << 3;
  return p->a + p->b + p->c + p->d + p->e + (p->b > p->c) + (p->d < 0);
}
__attribute__((noinline)) static int smalls(struct small *p, int v) {
  p->a = v, p->b = v >> 3, p->c = v, p->d = v, p->e = v;
  return (p->a << 1) - (p->b << 2) + p->c * p->e + p->d + (p->a -= 1);
}
__attribute__((noinline)) static long tighten(struct tight *p, long v) {
  p->a = v, p->b = v, p->c = v, p->d = v, p->e = v;
  return p->a ^ p->b ^ p->c ^ p->d ^ p->e;
}
__attribute__((noinline)) static struct small returned(struct plain p) {
  return (struct small){p.a, p.b, p.c, p.d, p.e};
}

int main(void) {
  static const long v[] = {0,   1,     -1,         5,         100,
                           -77, 12345, 0x12345678, -0x7654321};
  struct plain p = global;
  struct wide w = {0};
  struct small s;
  struct tight t;
  memset(&w, 0, sizeof w), memset(&s, 0, sizeof s), memset(&t, 0, sizeof t);
  for (int i = 0; i < 9; i++) {
    p.e &= 0xffff, p.f = 0;
    printf("%d %ld %d %ld\n", plains(&p, v[i] & 0xfff), wides(&w, v[i]),
           smalls(&s, v[i]), tighten(&t, v[i]));
    show_plain("p", &p), show_wide("w", &w), show_small("s", &s);
    show_tight("t", &t);
    struct small r = returned(p);
    printf("%d %d %d %d %d\n", r.a, r.b, r.c, r.d, r.e);
  }
  show_tight("global", tights);
  show_tight("global", tights + 1);
  union both b = {.all = 0xdeadbeef};
  b.lo ^= 0xffff, b.hi >>= 4;
  struct enums e = {blue, 33, green};
  e.c = e.d, e.d = e.x > 20 ? blue : red;
  struct volatiles vo = {3, 4};
  vo.a += 20, vo.b = vo.a;
  show_enums("e", &e);
  printf("%x %d %d %d %u %zu %zu %zu\n", b.all, e.c, e.d, vo.a, vo.b,
         sizeof(struct plain), sizeof(struct wide), sizeof(struct tight));
}
