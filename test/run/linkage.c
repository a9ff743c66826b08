// Weak symbols, aliases, visibility, sections, used and inline functions.
// RUN: %run_both %s
// RUN: %if wasm32 %{ %run_wasm %s %}
#include <stdio.h>
#include <stdlib.h>

extern int missing(int) __attribute__((weak));
extern int missing_data __attribute__((weak));
__attribute__((weak)) int weak_here(void) { return 5; }
__attribute__((weak)) int weak_data = 6;
static int target(int x) { return x + 1; }
int aliased(int) __attribute__((alias("target")));
extern int weak_alias(int) __attribute__((weak, alias("target")));
static int data[3] = {7, 8, 9};
extern int data_alias[3] __attribute__((alias("data")));
__attribute__((visibility("hidden"))) int hidden(void) { return 10; }
__attribute__((visibility("protected"))) int protected_(void) { return 11; }
__attribute__((visibility("hidden"))) int hidden_data = 12;
__attribute__((section("my_section"), used, retain)) static int in_section[] = {
    1, 2, 3};
__attribute__((section("my_section"), used, retain)) static int in_section2 = 4;
extern int __start_my_section[], __stop_my_section[];
__attribute__((section(".text.mine"))) static int in_text(void) { return 13; }
__attribute__((used)) static int kept = 14;
__attribute__((section("my_ro"), used, retain)) const int in_ro[2] = {15, 16};
extern const int __start_my_ro[], __stop_my_ro[];
inline int emitted(int x) { return x * 3; }
extern inline int emitted(int x);
static inline int not_emitted(int x) { return x * 4; }
int renamed(void) __asm__("another_name");
int renamed(void) { return 17; }
extern int by_name(void) __asm__("another_name");
int tentative;
int tentative;
static int unused_function(void) { return kept; }
__attribute__((noinline, cold)) static int cold(void) { return 18; }
__attribute__((noinline, hot, aligned(64))) static int hot(void) { return 19; }
__attribute__((noinline, pure)) static int pure(int x) { return x * x; }
__attribute__((noreturn, noinline)) static void leave(int x) {
  printf("leaving %d\n", x);
  fflush(stdout);
  _Exit(x);
}

int main(void) {
  printf("%d %d %d %d\n", missing == 0, &missing_data == 0, weak_here(),
         weak_data);
  printf("%d %d %d %d\n", aliased(1), weak_alias(2), data_alias[1],
         aliased == target);
  printf("%d %d %d %d\n", hidden(), protected_(), hidden_data, in_text());
  int s = in_section[1] + in_section2;
  for (int *p = __start_my_section; p < __stop_my_section; p++)
    s = s * 10 + *p;
  for (const int *p = __start_my_ro; p < __stop_my_ro; p++)
    s += *p;
  printf("%d %d %d %d %d\n", s, emitted(2), not_emitted(3), by_name(),
         ++tentative);
  printf("%d %d %d %d\n", cold(), hot(), pure(5), (long)hot % 64 == 0);
  if (missing)
    missing(1);
  leave(3);
}
