// -fcommon: tentative definitions, several sizes and alignments.
// RUN: %run_both %s -- -fcommon
#include <stdint.h>
#include <stdio.h>
int a;
int a;
char b[3];
long c[100];
double d;
_Alignas(64) int e;
struct {
  char x;
  long y;
} f;
static int g;
extern int h;
int h;
int main(void) {
  a = 1, b[2] = 2, c[99] = 3, d = 4.5, e = 5, f.y = 6, g = 7, h = 8;
  printf("%d %d %ld %g %d %ld %d %d %d\n", a, b[2], c[99] + c[0], d,
         e + (int)((uintptr_t)&e % 64), f.y, g, h, b[0]);
}
