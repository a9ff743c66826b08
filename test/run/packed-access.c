// Members at odd addresses: loads, stores and compound assignments of every
// type.
// RUN: %run_both %s
// RUN: %if wasm32 %{ %run_wasm %s %}
#include <stdio.h>
#include <string.h>
#define MEMBERS(X)                                                             \
  X(sc, signed char)                                                           \
  X(us, unsigned short) X(i, int) X(l, long) X(f, float) X(d, double)          \
      X(x, long double) X(q, __int128) X(p, char *) X(b, _Bool)                \
          X(ui, unsigned)
struct __attribute__((packed)) odd {
  char pad;
#define M(N, T)                                                                \
  T N;                                                                         \
  char pad_##N;
  MEMBERS(M)
};
static struct odd global, array[3];
__attribute__((noinline)) static void fill(struct odd *o, int k) {
  o->sc = -k, o->us = 60000 + k, o->i = -100000 * k, o->l = 1l << (40 + k),
  o->f = k * .5f, o->d = k * .25, o->x = k * .125L, o->q = (__int128)k << 100,
  o->p = (char *)o + k, o->b = k & 1, o->ui = 4000000000u + k;
}
__attribute__((noinline)) static void change(struct odd *o) {
  o->sc++, o->us += 5000, o->i *= 3, o->l >>= 3, o->f /= 2, o->d -= 1,
      o->x += o->d, o->q -= 1, o->p++, o->b ^= 1, o->ui += o->us;
}
__attribute__((noinline)) static void show(struct odd *o) {
  printf("%d %u %d %ld %g %g %Lg %llx %td %d %u\n", o->sc, o->us, o->i, o->l,
         o->f, o->d, o->x, (unsigned long long)(o->q >> 64), o->p - (char *)o,
         o->b, o->ui);
}
__attribute__((noinline)) static struct odd pass(struct odd a, struct odd b) {
  a.d += b.f, a.l ^= b.l;
  return a;
}
int main(void) {
  for (int k = 0; k < 3; k++)
    fill(&array[k], k + 1), change(&array[k]), show(&array[k]);
  fill(&global, 5), show(&global), global = array[1];
  struct odd local = pass(global, array[2]);
  change(&local), local.p = (char *)&local, show(&local);
  printf("%zu\n", sizeof local);
}
