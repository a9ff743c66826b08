// Unions, tagged unions, structs in unions in structs.
// gdb: break @set
// gdb: run
// gdb: print number
// gdb: print/x number
// gdb: ptype number
// gdb: print value
// gdb: print value.as.text
// gdb: ptype value
// gdb: print &value.as.point.y
// gdb: print number.bytes
// gdb: set variable number.whole = 0x3f800000
// gdb: print number.real
// gdb: next
// gdb: print value
union Number {
  int whole;
  float real;
  unsigned char bytes[4];
};
struct Value {
  enum { Integer, Text, Point } kind;
  union {
    long integer;
    const char *text;
    struct {
      int x, y;
    } point;
  } as;
};
int main(void) {
  union Number number = {0x01020304};
  struct Value value = {Text, {.text = "hello"}};
  int sum = number.whole; // @set
  value.kind = Point, value.as.point.x = 1, value.as.point.y = 2;
  return sum + value.as.point.y == 0;
}
