// What the C library's headers need: errno, stdio objects, ctype tables,
// qsort...
// RUN: %run_both %s
// RUN: %if wasm32 %{ %run_wasm %s %}
#include <ctype.h>
#include <errno.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

extern char **environ;
static int by_length(const void *a, const void *b) {
  return (int)strlen(*(char *const *)a) - (int)strlen(*(char *const *)b);
}
static int by_key(const void *k, const void *e) {
  return *(const int *)k - *(const int *)e;
}
int main(int argc, char **argv) {
  const char *words[] = {"lengthy", "a", "four", "to", "three"};
  int sorted[] = {1, 4, 9, 16, 25}, key = 16;
  qsort(words, 5, sizeof *words, by_length);
  for (int i = 0; i < 5; i++)
    printf("%s ", words[i]);
  printf("%td\n",
         (int *)bsearch(&key, sorted, 5, sizeof *sorted, by_key) - sorted);
  errno = 0;
  double r = sqrt(-1.0);
  (void)r;
  FILE *f = fopen("/nonexistent/file", "r");
  printf("%d %s %d %d\n", f == 0, strerror(errno), isalpha('x') != 0,
         toupper('q'));
  char *end;
  long v = strtol("0x1fz", &end, 0);
  double d = strtod("1e-3rest", &end);
  div_t q = div(17, 5);
  ldiv_t lq = ldiv(-17l, 5l);
  printf("%ld %g %s %d %d %ld %ld %d\n", v, d, end, q.quot, q.rem, lq.quot,
         lq.rem, abs(-5));
  struct tm tm = {.tm_year = 100, .tm_mon = 1, .tm_mday = 29};
  char out[40];
  strftime(out, sizeof out, "%Y-%m-%d", &tm);
  printf("%s %d %d %d %d\n", out, argc, argv[argc] == 0, environ != 0,
         getenv("HOME_NOT_SET") == 0);
  fprintf(stderr, "to stderr\n");
  fputs("to stdout\n", stdout);
  putchar('x');
  putc('\n', stdout);
  int a, n;
  float g;
  char w[10];
  sscanf("12 3.5 word 77", "%d %f %9s %n", &a, &g, w, &n);
  printf("%d %g %s %d\n", a, g, w, n);
  fflush(stdout);
  return write(1, "raw\n", 4) == 4 ? 7 : 8;
}
