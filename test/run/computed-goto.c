// Labels as values: tables, differences, loops, an interpreter.
// RUN: %run_both %s
// RUN: %if wasm32 %{ %run_wasm %s %}
#include <stdio.h>

enum { PUSH, ADD, MUL, JNZ, DEC, DUP, PRINT, SWAP, HALT };
__attribute__((noinline)) static int interpret(const int *code) {
  static void *const table[] = {&&push, &&add,   &&mul,  &&jnz, &&dec,
                                &&dup,  &&print, &&swap, &&halt};
  int stack[16], *sp = stack, steps = 0;
  const int *pc = code;
#define NEXT                                                                   \
  steps++;                                                                     \
  goto *table[*pc++]
  NEXT;
push:
  *sp++ = *pc++;
  NEXT;
add:
  sp--;
  sp[-1] += *sp;
  NEXT;
mul:
  sp--;
  sp[-1] *= *sp;
  NEXT;
jnz:
  if (sp[-1])
    pc = code + *pc;
  else
    pc++;
  NEXT;
dec:
  sp[-1]--;
  NEXT;
dup:
  *sp = sp[-1];
  sp++;
  NEXT;
print:
  printf("%d\n", sp[-1]);
  NEXT;
swap: {
  int t = sp[-1];
  sp[-1] = sp[-2];
  sp[-2] = t;
}
  NEXT;
halt:
  return steps;
}
__attribute__((noinline)) static int offsets(int i) {
  static const int table[] = {&&a - &&a, &&b - &&a, &&c - &&a};
  goto *(&&a + table[i]);
a:
  return 10;
b:
  return 20;
c:
  return 30;
}
__attribute__((noinline)) static int local(int n) {
  void *next = &&start;
  int s = 0;
again:
  goto *next;
start:
  s += 1;
  next = n > 5 ? &&big : &&small;
  goto again;
big:
  s += 10;
  n -= 3;
  next = n > 5 ? &&big : &&small;
  goto again;
small:
  s += 100;
  if (n-- > 0)
    goto again;
  return s;
}
static void *escaped;
__attribute__((noinline)) static int escape(int i) {
  void *p = i ? &&one : &&two;
  escaped = p;
  goto *p;
one:
  return 1;
two:
  return 2;
}

int main(void) {
  static const int factorial[] = {PUSH, 1,   PUSH,  7,   SWAP, PUSH, 0,   ADD,
                                  SWAP, DUP, PRINT, DEC, JNZ,  4,    HALT};
  printf("%d\n", interpret(factorial));
  for (int i = 0; i < 3; i++)
    printf("%d ", offsets(i));
  for (int i = 0; i < 20; i += 4)
    printf("%d ", local(i));
  printf("%d %d\n", escape(0), escape(1));
}
