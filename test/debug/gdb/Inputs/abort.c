// A backtrace through the C library, from a signal's handler.
// gdb: break handle
// gdb: run
// gdb: bt -frame-info short-location 1
// gdb: info args
// gdb: print level
// gdb: continue
// gdb: break after
// gdb: continue
// gdb: bt
// gdb: finish
#include <setjmp.h>
#include <signal.h>
static sigjmp_buf home;
static volatile int level;
static void handle(int number) {
  level += number;
  siglongjmp(home, 1);
}
static int after(int value) { return value + level; }
static void deeper(int n) {
  level = n;
  if (n == 3)
    raise(SIGUSR1);
  deeper(n + 1);
}
int main(void) {
  signal(SIGUSR1, handle);
  if (!sigsetjmp(home, 1))
    deeper(0);
  return after(1) == 0;
}
