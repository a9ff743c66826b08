// Plain char either way, small enums, sizes of wchar_t: flags that change
// types.
// RUN: %run_both %s -- -funsigned-char -fshort-enums
// RUN: %if wasm32 %{ %run_wasm %s -- -funsigned-char -fshort-enums %}
#include <stdio.h>
enum tiny { T0, T255 = 255 };
enum neg { N1 = -1, N0 };
enum big { B = 1 << 20 };
static char text[] = "\xff\x80\x7f";
static enum tiny tinies[4] = {T255, T0, T255};
__attribute__((noinline)) static int widen(char c, enum tiny t, enum neg n,
                                           enum big b) {
  return c * 3 + t * 5 + n * 7 + (int)b;
}
__attribute__((noinline)) static char narrow(int x) { return (char)(x * 3); }
__attribute__((noinline)) static int scan(const char *p) {
  int s = 0;
  while (*p) {
    s = s * 7 + (*p > 127) + *p;
    p++;
  }
  return s;
}
int main(void) {
  printf("%d %d %d %d %zu %zu %zu\n", widen(text[0], tinies[2], N1, B),
         narrow(100), scan(text), text[1] < 0, sizeof(enum tiny),
         sizeof(enum neg), sizeof tinies);
}
