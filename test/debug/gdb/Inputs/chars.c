// Plain, signed, unsigned and wide characters, booleans.
// gdb: break @set
// gdb: run
// gdb: info locals
// gdb: print plain
// gdb: print/d plain
// gdb: print minus
// gdb: print byte
// gdb: print wide
// gdb: print yes
// gdb: ptype yes
// gdb: ptype wide
// gdb: print names
// gdb: print names[1]
// gdb: output names[0][1]
// gdb: next
#include <stddef.h>
int main(void) {
  char plain = 'p', newline = '\n';
  signed char minus = -5;
  unsigned char byte = 200;
  wchar_t wide = L'w';
  _Bool yes = 1, no = 0;
  const char *names[] = {"zero", "one", 0};
  int sum = plain + newline + minus + byte; // @set
  return (sum + (int)wide + yes + no + names[0][0]) & 1;
}
