// Bit-fields, packed structs, anonymous members.
// gdb: break @set
// gdb: run
// gdb: print flags
// gdb: print/x flags
// gdb: ptype flags
// gdb: print packed
// gdb: print sizeof packed
// gdb: print &packed.wide
// gdb: print mixed
// gdb: ptype mixed
// gdb: print mixed.low
// gdb: set variable flags.middle = 9
// gdb: print flags
// gdb: next
// gdb: info locals
struct Flags {
  unsigned low : 3;
  unsigned middle : 7;
  int sign : 5;
  unsigned long : 0;
  _Bool last : 1;
};
#pragma pack(push, 1)
struct Packed {
  char tag;
  long wide;
  short end;
};
#pragma pack(pop)
struct Mixed {
  int kind;
  union {
    struct {
      short low, high;
    };
    int whole;
  };
};
int main(void) {
  struct Flags flags = {5, 100, -3, 1};
  struct Packed packed = {'t', 1L << 40, -7};
  struct Mixed mixed = {1, {{2, 3}}};
  int sum = flags.low; // @set
  sum += flags.middle + packed.end + mixed.whole;
  return sum & 1;
}
