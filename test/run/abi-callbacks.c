// Calls both ways through pointers, struct results, libc callbacks, longjmp
// across.
// RUN: %run_both --abi %s
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
struct vec {
  double x, y, z;
};
struct pair {
  long a;
  double b;
};
typedef struct vec (*make_t)(double, int, struct pair);
typedef struct pair (*fold_t)(struct pair, int);
struct vec call_make(make_t f, int n);
struct pair fold(fold_t f, struct pair start, const int *v, int n);
int descending(const void *a, const void *b);
void raise_(jmp_buf *b, int depth);
int apply(int (*f)(int, ...), int n);
extern struct pair shared;
extern int (*hook)(const char *);
extern const char *const names[3];
struct vec alias(struct vec v);
#ifdef PART_A
struct pair shared = {5, 2.5};
int (*hook)(const char *);
const char *const names[3] = {"x", "yy", "zzz"};
struct vec call_make(make_t f, int n) {
  struct vec v = f(n * .5, n, shared);
  v.z += n;
  return v;
}
struct pair fold(fold_t f, struct pair p, const int *v, int n) {
  while (n--)
    p = f(p, *v++);
  return p;
}
int descending(const void *a, const void *b) {
  return *(const int *)b - *(const int *)a;
}
void raise_(jmp_buf *b, int depth) {
  if (depth == 0)
    longjmp(*b, 9);
  raise_(b, depth - 1);
  if (hook)
    hook("never");
}
int apply(int (*f)(int, ...), int n) {
  return f(n, 1, 2.5, "three", 4L, 5.5, 6, 7, 8, 9.25) +
         (hook ? hook(names[2]) : 0);
}
struct vec alias(struct vec v) { return (struct vec){v.z, v.x, v.y}; }
#else
#include <stdarg.h>
#include <string.h>
static struct vec make(double d, int n, struct pair p) {
  return (struct vec){d, n + p.a, p.b};
}
static struct pair step(struct pair p, int n) {
  return (struct pair){p.a * 3 + n, p.b + n * .5};
}
static int length(const char *s) { return (int)strlen(s); }
static int many(int n, ...) {
  va_list ap;
  va_start(ap, n);
  double r = n + va_arg(ap, int) + va_arg(ap, double) +
             strlen(va_arg(ap, char *)) + va_arg(ap, long) +
             va_arg(ap, double) + va_arg(ap, int) + va_arg(ap, int) +
             va_arg(ap, int) + va_arg(ap, double);
  va_end(ap);
  return (int)(r * 4);
}
int main(void) {
  int v[] = {3, 1, 4, 1, 5, 9, 2, 6};
  jmp_buf b;
  struct vec x = call_make(make, 7);
  struct pair p = fold(step, shared, v, 8);
  qsort(v, 8, sizeof *v, descending);
  hook = length, shared.a++;
  printf("%g %g %g %ld %g %d %d %d %ld\n", x.x, x.y, x.z, p.a, p.b, v[0], v[7],
         apply(many, 3), shared.a);
  x = alias(x), x = alias(alias(x));
  int r = setjmp(b);
  if (!r)
    raise_(&b, 10);
  printf("%g %g %g %d\n", x.x, x.y, x.z, r);
}
#endif
