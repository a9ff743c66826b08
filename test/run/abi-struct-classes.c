// Structs of every register class, nested, packed, aligned, with arrays.
// RUN: %run_both --abi %s
// RUN: %if wasm32 %{ %run_wasm --abi %s %}
#include <stdio.h>

#define TYPES(X)                                                               \
  X(ii, int a; int b;)                                                         \
  X(if_, int a; float b;)                                                      \
  X(fi, float a; int b;) X(ff, float a; float b;) X(                           \
      fff, float a; float b; float c;) X(ffff, float a; float b; float c;      \
                                         float d;) X(d, double a;)             \
      X(dd, double a; double b;) X(di, double a; int b;) X(                    \
          id, int a; double b;) X(ddd, double a; double b; double c;)          \
          X(l, long a;) X(ll, long a; long b;) X(lll, long a; long b; long c;) \
              X(ld, long double a;) X(ldi, long double a; int b;) X(           \
                  cs, char a; short b;) X(csi, char a; short b; int c;)        \
                  X(cd, char a; double b;) X(ffi, float a; float b; int c;) X( \
                      iff, int a; float b; float c;) X(fd, float a; double b;) \
                      X(df, double a; float b;) X(q, __int128 a;)              \
                          X(ci, char a; int b; char c;) X(lc, long a; char b;) \
                              X(sss, short a; short b; short c;)               \
                                  X(ccc, char a; signed char b;                \
                                    unsigned char c;) X(dl, double a; long b;) \
                                      X(ldd, long a; double b;)                \
                                          X(b, _Bool a; int b;)                \
                                              X(fl, float a; long b;)
#define DECLARE(N, ...)                                                        \
  struct N {                                                                   \
    __VA_ARGS__                                                                \
  };                                                                           \
  struct N one_##N(struct N x);                                                \
  struct N many_##N(int i, struct N x, double d, struct N y, long l,           \
                    struct N z, float f, struct N w, int j);
TYPES(DECLARE)
struct nested {
  struct ii a;
  struct ff b;
};
struct __attribute__((packed)) packed {
  char c;
  double d;
};
struct __attribute__((packed)) packed2 {
  short s;
  int i;
  char c[3];
};
struct aligned {
  _Alignas(32) int a;
  double d;
};
struct array {
  float v[3];
};
struct matrix {
  double v[2][2];
};
struct empty {};
struct withempty {
  struct empty e;
  int i;
  double d;
};
struct flex {
  int n;
  char tail[];
};
union u {
  int i;
  double d;
  float f[2];
};
struct nested f_nested(struct nested x, struct nested y);
struct packed f_packed(struct packed x, struct packed2 y, int z);
struct packed2 f_packed2(struct packed2 x);
struct aligned f_aligned(int i, struct aligned x, int j, struct aligned y);
struct array f_array(struct array x, struct matrix m);
struct matrix f_matrix(struct matrix m);
struct withempty f_withempty(struct empty e, struct withempty w,
                             struct empty g);
union u f_union(union u a, union u b);

#ifdef PART_A
#define DEFINE(N, ...)                                                         \
  struct N one_##N(struct N x) {                                               \
    x.a += 1;                                                                  \
    return x;                                                                  \
  } struct N many_##N(int i, struct N x, double d, struct N y, long l,         \
                      struct N z, float f, struct N w, int j) {                \
    x.a = x.a + y.a * 2 + z.a * 3 + w.a * 4 + i + d + l + f + j;               \
    return x;                                                                  \
  }
TYPES(DEFINE)
struct nested f_nested(struct nested x, struct nested y) {
  x.a.b += y.a.a, x.b.a *= y.b.b;
  return x;
}
struct packed f_packed(struct packed x, struct packed2 y, int z) {
  x.d += y.i + y.c[2] + z;
  return x;
}
struct packed2 f_packed2(struct packed2 x) {
  x.i *= 2, x.c[1]++;
  return x;
}
struct aligned f_aligned(int i, struct aligned x, int j, struct aligned y) {
  x.a += i + ((long)&x % 32 == 0), x.d += j * y.d + ((long)&y % 32 == 0);
  return x;
}
struct array f_array(struct array x, struct matrix m) {
  x.v[2] += m.v[1][0];
  return x;
}
struct matrix f_matrix(struct matrix m) {
  double t = m.v[0][1];
  m.v[0][1] = m.v[1][0];
  m.v[1][0] = t;
  return m;
}
struct withempty f_withempty(struct empty e, struct withempty w,
                             struct empty g) {
  w.i++, w.d--;
  return w;
}
union u f_union(union u a, union u b) {
  a.d += b.d;
  return a;
}
#else
static void show(const unsigned char *p, int n) {
  for (int i = 0; i < n; i++)
    printf("%02x", p[i]);
  puts("");
}
int main(void) {
#define CALL(N, ...)                                                           \
  {                                                                            \
    struct N x[5];                                                             \
    __builtin_memset(x, 0, sizeof x);                                          \
    for (int i = 0; i < 4; i++)                                                \
      x[i].a = i & 1;                                                          \
    struct N y = one_##N(x[1]),                                                \
             z = many_##N(1, x[0], 1.0, x[1], 1, x[2], 1.0f, x[3], 1);         \
    printf(#N " %g %g %zu\n", (double)y.a, (double)z.a, sizeof y);             \
  }
  TYPES(CALL)
  struct di di = one_di((struct di){1, 2});
  struct id id = one_id((struct id){1, 2});
  struct ffi ffi = one_ffi((struct ffi){1, 2, 3});
  struct fff fff = one_fff((struct fff){1, 2, 3});
  struct ldi ldi = one_ldi((struct ldi){1, 2});
  struct csi csi = one_csi((struct csi){1, 2, 3});
  printf("%g %d %d %g %d %g %g %Lg %d %d %d\n", di.a, di.b, id.a, id.b, ffi.c,
         fff.b, fff.c, ldi.a, ldi.b, csi.b, csi.c);
  struct nested n = f_nested((struct nested){{1, 2}, {3, 4}},
                             (struct nested){{5, 6}, {7, 8}});
  struct packed p =
      f_packed((struct packed){'a', 1.5}, (struct packed2){1, 2, {3, 4, 5}}, 6);
  struct packed2 p2 = f_packed2((struct packed2){1, 2, {3, 4, 5}});
  struct aligned al =
      f_aligned(1, (struct aligned){2, 3}, 4, (struct aligned){5, 6});
  struct array ar =
      f_array((struct array){{1, 2, 3}}, (struct matrix){{{1, 2}, {3, 4}}});
  struct matrix m = f_matrix((struct matrix){{{1, 2}, {3, 4}}});
  struct withempty we = f_withempty(
      (struct empty){}, (struct withempty){{}, 1, 2}, (struct empty){});
  union u u = f_union((union u){.d = 1.25}, (union u){.d = 2.5});
  printf("%d %g %g %d %d %d %g %g %g %g %d %g %g\n", n.a.b, n.b.a, p.d, p2.i,
         p2.c[1], al.a, al.d, ar.v[2], m.v[0][1], m.v[1][0], we.i, we.d, u.d);
  show((void *)&n, sizeof n), show((void *)&p, sizeof p);
}
#endif
