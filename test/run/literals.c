// Compound literals, designated initialisers, statement expressions, flexible
// arrays.
// RUN: %run_both %s
// RUN: %if wasm32 %{ %run_wasm %s %}
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct point {
  int x, y;
};
struct line {
  struct point a, b;
  const char *name;
};
struct flexible {
  int n;
  double items[];
};
struct bits {
  unsigned a : 4, b : 12;
  struct {
    short c;
    union {
      int d;
      float e;
    };
  };
};
static struct point *global = &(struct point){5, 6};
static int *array = (int[]){1, 2, 3, [9] = 10};
__attribute__((noinline)) static int length(struct line l) {
  return l.b.x - l.a.x + l.b.y - l.a.y + (int)strlen(l.name);
}
__attribute__((noinline)) static int take(const int *p, int n) {
  int s = 0;
  while (n--)
    s = s * 3 + *p++;
  return s;
}
__attribute__((noinline)) static struct point *first(struct point *p) {
  return p;
}
__attribute__((noinline)) static struct flexible *make(int n) {
  struct flexible *f = malloc(sizeof *f + n * sizeof *f->items);
  f->n = n;
  for (int i = 0; i < n; i++)
    f->items[i] = i * 0.5;
  return f;
}
__attribute__((noinline)) static struct bits initial(int v) {
  return (struct bits){.a = v + 1, .b = v, {.c = -v, .e = 1.5f}};
}
#define MAX(a, b)                                                              \
  ({                                                                           \
    typeof(a) a_ = (a);                                                        \
    typeof(b) b_ = (b);                                                        \
    a_ > b_ ? a_ : b_;                                                         \
  })
#define SWAP(a, b)                                                             \
  do {                                                                         \
    typeof(a) t = a;                                                           \
    a = b;                                                                     \
    b = t;                                                                     \
  } while (0)
enum e { A = -5, B, C = 100, D = 1u << 31 };
__attribute__((noinline)) static int local(int n) {
  struct line l[3] = {[1] = {{n}, .b.y = 7, .name = "mid"}, [2].name = "end"};
  int m[2][3][2] = {{{1}, {2, 3}}, {[2] = {n, 5}}}, s = 0;
  char text[16] = "init", empty[32] = {0}, chars[] = {'a', n, [5] = 'z'};
  for (int i = 0; i < 12; i++)
    s = s * 3 + ((int *)m)[i];
  return s + l[1].a.x + l[1].b.y + (l[0].name == 0) + (int)strlen(l[2].name) +
         text[3] + text[9] + empty[31] + chars[1] + (int)sizeof chars;
}

int main(void) {
  global->x++;
  printf("%d %d %d %d\n", global->x, array[9],
         length((struct line){{1, 2}, {3, 4}, "abc"}),
         take((int[]){1, 2, 3, 4}, 4));
  first(&(struct point){7, 8})->y = 9;
  int sum = 0;
  for (int i = 0; i < 5; i++) {
    struct point *p = &(struct point){i, i * i};
    sum += first(p)->y - p->x;
  }
  struct flexible *f = make(10);
  struct bits b = initial(20);
  double x = 2.5, y = 1.5;
  SWAP(x, y);
  printf("%d %g %zu %d %d %d %g %d %g %g %g\n", sum, f->items[9], sizeof *f,
         b.a, b.b, b.c, b.e, MAX(3, sum), MAX(x, y), x, y);
  printf("%d %d %d %d %d %d\n", A, B, C, D == 1u << 31, local(9), local(-1));
  free(f);
}
