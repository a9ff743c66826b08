// Variables that hide others, nested blocks, for-loops of one name.
// gdb: break @deep
// gdb: run
// gdb: info locals
// gdb: print value
// gdb: next
// gdb: next
// gdb: info locals
// gdb: break @second
// gdb: continue
// gdb: info locals
// gdb: print value
// gdb: break @last
// gdb: continue
// gdb: info locals
// gdb: info scope work
static int value = 1;
static int work(int start) {
  int sum = value + start;
  {
    int value = 20, here = 1;
    {
      const char *value = "inner";
      sum += value[0] + here; // @deep
      sum += 1;
    }
    sum += value;
  }
  for (int i = 0; i < 1; i++) {
    double value = 2.5;
    sum += (int)value + i; // @second
  }
  for (int i = 5; i < 6; i++)
    sum += i;
  return sum; // @last
}
int main(void) { return work(3) == 0; }
