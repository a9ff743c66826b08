// String literals of all kinds, character constants, wide and UTF text.
// RUN: %run_both %s -- -fwrapv
// RUN: %if wasm32 %{ %run_wasm %s -- -fwrapv %}
#include <stdio.h>
#include <string.h>
#include <uchar.h>
#include <wchar.h>

static const char joined[] = "a"
                             "b\0c"
                             "\x41\102\t\"";
static char modifiable[] = "modifiable";
static const char *const list[] = {"", "x", "same", "same", "tail same" + 5};
static const wchar_t wide[] = L"wide \u00e4\u20ac";
static const char16_t u16[] = u"\U0001d11e";
static const char32_t u32[] = U"\U0001d11e!";
static const char utf8[] = u8"\u00e4\u20ac";
static const char exact[4] = "four", padded[20] = "pad";
__attribute__((noinline)) static const char *pick(int i) {
  return i == 0 ? "zero" : i == 1 ? "one" : &"many"[i & 1];
}
__attribute__((noinline)) static int sum(const char *s) {
  int r = 0;
  while (*s)
    r = r * 33 + (unsigned char)*s++;
  return r & 0xffffff;
}
__attribute__((noinline)) static char *reverse(char *s) {
  for (char *e = s + strlen(s) - 1, *b = s; b < e; b++, e--) {
    char t = *b;
    *b = *e;
    *e = t;
  }
  return s;
}
__attribute__((noinline)) static int digits(const char *s) {
  int n = 0, sign = 1;
  if (*s == '-')
    sign = -1, s++;
  while (*s >= '0' && *s <= '9')
    n = n * 10 + *s++ - '0';
  return n * sign;
}
__attribute__((noinline)) static int upper(int c) {
  return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
}

int main(void) {
  printf("%zu %d %s %s %d\n", sizeof joined, joined[3], joined + 4,
         reverse(modifiable), '\377');
  for (int i = 0; i < 5; i++)
    printf("[%s] ", list[i]);
  for (int i = 0; i < 5; i++)
    printf("%s ", pick(i));
  printf("%zu %x %x %x %x %zu %d\n", wcslen(wide), wide[5], u16[0], u16[1],
         u32[0], strlen(utf8), (signed char)utf8[0]);
  printf("%.4s %d %d %d %d %c%c\n", exact, padded[3], sum("hash me"),
         digits("-12345x"), digits("007"), upper('q'), upper('7'));
  printf("%s %c %d %d\n", __func__, "index"[2], 'ab', sizeof "x" == 2);
}
