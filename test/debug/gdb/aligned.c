// Variables that are aligned to more than the stack is.
// RUN: %gdb_compare %s
// gdb: break 26
// gdb: run
// gdb: info locals
// gdb: print wide.values[1]
// gdb: print &wide.values[1] == &wide.values[0] + 1
// gdb: print (unsigned long)&wide % 64
// gdb: set variable wide.values[0] = 40
// gdb: print plain
// gdb: next
// gdb: info locals
// gdb: finish

struct Wide {
  _Alignas(64) int values[4];
};

static int use(struct Wide *wide) { return wide->values[0]; }

static int work(int start) {
  struct Wide wide = {{start, 2, 3, 4}};
  _Alignas(32) char plain = 'p';
  int sum = 0;

  sum += use(&wide);
  return sum + plain;
}

int main(void) { return work(1) == 113; }
