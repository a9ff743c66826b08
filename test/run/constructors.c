// Constructors and destructors with priorities, atexit.
// RUN: %run_both %s
// RUN: %if wasm32 %{ %run_wasm %s %}
#include <stdio.h>
#include <stdlib.h>

static int order[10], count;
#define NOTE(n) order[count++] = n
__attribute__((constructor)) static void plain(void) { NOTE(0); }
__attribute__((constructor(300))) static void third(void) { NOTE(3); }
__attribute__((constructor(101))) static void first(void) { NOTE(1); }
__attribute__((constructor(200))) static void second(void) { NOTE(2); }
__attribute__((constructor)) static void plain2(void) { NOTE(4); }
__attribute__((destructor)) static void last(void) { puts("destructor"); }
__attribute__((destructor(150))) static void later(void) {
  puts("destructor 150");
}
__attribute__((destructor(400))) static void early(void) {
  puts("destructor 400");
}
__attribute__((constructor, destructor)) static void both(void) {
  puts("both");
}
static void at_exit(void) { puts("atexit"); }

int main(void) {
  atexit(at_exit);
  for (int i = 0; i < count; i++)
    printf("%d ", order[i]);
  puts("");
}
