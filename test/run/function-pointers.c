// Calls through pointers: tables, callbacks, unprototyped functions, recursion.
// RUN: %run_both %s -- -std=gnu11
// RUN: %if wasm32 %{ %run_wasm %s -- -std=gnu11 %}
#include <stdio.h>
#include <stdlib.h>

typedef int (*op)(int, int);
static int add(int a, int b) { return a + b; }
static int sub(int a, int b) { return a - b; }
int mul(int a, int b) { return a * b; }
static op table[] = {add, sub, mul, 0};
static int (*unprototyped)() = (int (*)())add;
static int old(a, b, c)
char a;
short b;
float c;
{
  return a + b + (int)c;
}
int undeclared_here();
static op choose(int i) { return table[i % 3]; }
static int apply(op f, int a, int b) { return f ? f(a, b) : -1; }
static int compare(const void *a, const void *b) {
  return *(const int *)a - *(const int *)b;
}
static int even(unsigned n);
static int odd(unsigned n) { return n == 0 ? 0 : even(n - 1); }
static int even(unsigned n) { return n == 0 ? 1 : odd(n - 1); }
struct object {
  const struct class *c;
  int v;
};
struct class {
  const char *name;
  int (*get)(struct object *);
  void (*set)(struct object *, int);
};
static int get(struct object *o) { return o->v; }
static int get2(struct object *o) { return o->v * 2; }
static void set(struct object *o, int v) { o->v = v; }
static const struct class a = {"a", get, set}, b = {"b", get2, set};
static double (*nested(int i))(double) {
  extern double floor(double), ceil(double);
  return i ? floor : ceil;
}

int main(void) {
  for (int i = 0; i < 4; i++)
    printf("%d %d %d\n", apply(table[i], 10, 3), choose(i)(7, 5),
           (*choose(i + 1))(7, 5));
  printf("%d %d %d %d\n", unprototyped(3, 4), old('a', 2, 3.5f),
         undeclared_here(1, 2, 3), even(1000));
  int v[] = {5, 3, 9, 1, 7};
  qsort(v, 5, sizeof *v, compare);
  for (int i = 0; i < 5; i++)
    printf("%d ", v[i]);
  struct object o = {&a, 5}, q = {&b, 6};
  o.c->set(&o, 9), q.c->set(&q, o.c->get(&o) + 1);
  printf("%s %d %s %d %g %g\n", o.c->name, o.c->get(&o), q.c->name,
         q.c->get(&q), nested(0)(1.5), nested(1)(1.5));
  printf("%d %d\n", table[0] == add, choose(1) != table[1]);
}
int undeclared_here(int a, int b, int c) { return a * 100 + b * 10 + c; }
