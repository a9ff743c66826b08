// Struct results: stored over an argument, ignored, nested, indexed, in
// conditions.
// RUN: %run_both %s
// RUN: %if wasm32 %{ %run_wasm %s %}
#include <stdio.h>
struct s2 {
  int a, b;
};
struct s16 {
  long a, b;
};
struct s24 {
  long a, b, c;
};
struct d2 {
  double a, b;
};
struct mix {
  double a;
  int b;
};
struct arr {
  int v[8];
};
struct c3 {
  char c[3];
};
#define F __attribute__((noinline)) static
F struct s2 r2(struct s2 x) { return (struct s2){x.b, x.a}; }
F struct s16 r16(struct s16 x, long k) {
  x.a += k, x.b -= k;
  return x;
}
F struct s24 r24(struct s24 x, const struct s24 *y) {
  return (struct s24){y->b, x.c, y->a};
}
F struct d2 rd(struct d2 x) { return (struct d2){x.b * 2, x.a / 2}; }
F struct mix rm(struct mix x, int n) {
  return n ? rm((struct mix){x.a + n, x.b * 2}, n - 1) : x;
}
F struct arr ra(int k) {
  struct arr r;
  for (int i = 0; i < 8; i++)
    r.v[i] = i * k;
  return r;
}
F struct c3 rc(char c) { return (struct c3){{c, c + 1, 0}}; }
F struct s24 choose(int n) {
  struct s24 a = {1, 2, 3}, b = {4, 5, 6};
  return n ? a : b;
}
F struct arr forward(int k) { return ra(k + 1); }
F struct s16 cond(int n, struct s16 a, struct s16 b) {
  return n > 0 ? r16(a, n) : n < 0 ? r16(b, n) : (struct s16){};
}
static struct s24 global = {7, 8, 9}, table[3];
int main(void) {
  struct s24 x = {1, 2, 3}, *p = &x;
  x = r24(x, &x), global = r24(*p, &global), *p = r24(global, p),
  table[x.a & 1] = r24(x, &global);
  r24(x, p), rd((struct d2){1, 2});
  struct s16 y = r16(r16((struct s16){1, 2}, 3), 4), z = cond(5, y, y),
             w = cond(-5, y, z), o = cond(0, y, z);
  struct mix m = rm((struct mix){.5, 1}, 5);
  struct d2 d = rd(rd((struct d2){3, 4}));
  struct arr a[3] = {ra(1), forward(2), ra(3)};
  a[0] = a[2], a[1].v[2] = ra(9).v[3];
  printf("%ld %ld %ld %ld %ld %ld %ld\n", x.a, x.b, x.c, global.a, global.c,
         table[0].b, table[1].b);
  printf("%ld %ld %ld %ld %ld %g %d %g %g %d %d %d %s %ld %d\n", y.a, z.b, w.a,
         w.b, o.a, m.a, m.b, d.a, d.b, a[0].v[7], a[1].v[2], forward(4).v[5],
         rc('q').c, choose(0).b + choose(1).c, r2((struct s2){3, 4}).a);
}
