// Assignment and initialisation of structs and arrays of many sizes.
// RUN: %run_both %s
// RUN: %if wasm32 %{ %run_wasm %s %}
#include <stdio.h>
#include <string.h>

#define SIZES(X)                                                               \
  X(1)                                                                         \
  X(2)                                                                         \
  X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(11) X(12) X(13) X(15) X(16) X(17) X(20) \
      X(24) X(31) X(32) X(33) X(40) X(48) X(63) X(64) X(65) X(100) X(127)      \
          X(128) X(129) X(200) X(255) X(256) X(257) X(1000) X(5000)
static unsigned hash(const void *p, int n) {
  unsigned h = 0;
  for (int i = 0; i < n; i++)
    h = h * 31 + ((const unsigned char *)p)[i];
  return h;
}
#define DEFINE(N)                                                              \
  struct s##N {                                                                \
    unsigned char b[N];                                                        \
  };                                                                           \
  static struct s##N global##N;                                                \
  __attribute__((noinline)) static void copy##N(struct s##N *a,                \
                                                struct s##N *b) {              \
    *a = *b;                                                                   \
  }                                                                            \
  __attribute__((noinline)) static struct s##N give##N(int k) {                \
    struct s##N r = {{0}};                                                     \
    for (int i = 0; i < N; i += 3)                                             \
      r.b[i] = i + k;                                                          \
    return r;                                                                  \
  } __attribute__((noinline)) static unsigned take##N(struct s##N a, int k) {  \
    a.b[0] += k;                                                               \
    return hash(&a, N);                                                        \
  }                                                                            \
  __attribute__((noinline)) static unsigned test##N(int k) {                   \
    struct s##N local = give##N(k), zero = {{0}}, other;                       \
    memset(&other, k, N);                                                      \
    copy##N(&global##N, &local);                                               \
    struct s##N array[3] = {local, zero, other};                               \
    array[1] = array[k % 3];                                                   \
    memmove((char *)array + 1, array, N);                                      \
    return take##N(k & 1 ? local : other, k) + hash(&global##N, N) +           \
           hash(array, sizeof array) + (memcmp(&local, &other, N) > 0);        \
  }
SIZES(DEFINE)
struct inner {
  char c;
  double d;
  int i[3];
};
struct outer {
  struct inner a, b[2];
  short s;
  struct outer *next;
};
static struct outer chain[3] = {
    {{'a', 1.5, {1, 2, 3}}, {{'b', 2.5, {4}}}, 5, chain + 1},
    {.s = 9, .next = chain + 2}};

int main(void) {
  for (int k = 0; k < 5; k++) {
#define CALL(N) printf("%u ", test##N(k));
    SIZES(CALL)
    puts("");
  }
  struct outer o = chain[0], *p = &o;
  p->b[1] = o.a;
  o.next[0].b[0] = p->b[1];
  o.next->next->a = (struct inner){'z', -1, {[2] = 8}};
  for (p = chain; p; p = p->next)
    printf("%c %g %d %c %g %d %d\n", p->a.c ?: '-', p->a.d, p->a.i[2],
           p->b[0].c ?: '-', p->b[0].d, p->b[0].i[1], p->s);
}
