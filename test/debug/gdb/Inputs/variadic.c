// Functions of variable arguments, and their callers.
// gdb: break @added
// gdb: run
// gdb: info locals
// gdb: info args
// gdb: print total
// gdb: bt
// gdb: continue
// gdb: print total
// gdb: up
// gdb: print first
// gdb: down
// gdb: finish
#include <stdarg.h>
static int sum(int count, ...) {
  int total = 0, i = 0;
  va_list list;
  va_start(list, count);
  for (; i < count; i++) {
    int value = va_arg(list, int);
    total += value;
  }
  va_end(list);
  return total; // @added
}
static double mix(const char *kinds, ...) {
  double total = 0;
  va_list list;
  va_start(list, kinds);
  for (; *kinds; kinds++)
    total += *kinds == 'd' ? va_arg(list, double) : va_arg(list, int);
  va_end(list);
  return total;
}
int main(void) {
  int first = sum(3, 10, 20, 30), second = sum(9, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  double third = mix("didid", 1.5, 2, 2.5, 3, 4.0);
  return first + second + (int)third == 0;
}
