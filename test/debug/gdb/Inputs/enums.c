// Enumerations: as flags, negative, large, in switches.
// gdb: break name
// gdb: run
// gdb: info args
// gdb: print color
// gdb: print (enum Color)5
// gdb: print Green
// gdb: print Green + 1
// gdb: ptype color
// gdb: next
// gdb: step
// gdb: step
// gdb: next
// gdb: info locals
// gdb: print access
// gdb: print (enum Access)3
// gdb: ptype enum Access
// gdb: print big
// gdb: ptype big
// gdb: print (int)low
enum Color { Red = -2, Green, Blue = 5, Last = Blue };
enum Access { Read = 1, Write = 2, Execute = 4 };
enum Big { Small = 1, Huge = 0x7fffffffffLL };
enum Low { Below = -1000000000000LL, Above };
static const char *name(enum Color color) {
  switch (color) {
  case Red:
    return "red";
  case Green:
    return "green";
  default:
    return "other";
  }
}
int main(void) {
  enum Access access = Read | Execute;
  enum Big big = Huge;
  enum Low low = Below;
  const char *text = name(Green);
  int sum = text[0] + access;
  return (sum + (int)big + (int)low) & 1;
}
