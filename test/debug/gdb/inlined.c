// Inlined functions, labels, static locals, variable-length arrays, parameters
// in memory.
// RUN: %gdb_compare %s
// gdb: break add
// gdb: run
// gdb: info args
// gdb: info locals
// gdb: bt
// gdb: up
// gdb: info locals
// gdb: finish
// gdb: break take
// gdb: continue
// gdb: info args
// gdb: print big.values[3]
// gdb: info locals
// gdb: finish
// gdb: break 57
// gdb: continue
// gdb: info locals
// gdb: print lengths
// gdb: print sizeof lengths
// gdb: print aligned
// gdb: ptype lengths
// gdb: print calls
// gdb: print &aligned
// gdb: 10 * step

struct Big {
  long values[6];
};

__attribute__((always_inline)) static inline int add(int a, int b) {
  int sum = a + b;
  return sum;
}

static long take(struct Big big, int first, ...) {
  long total = big.values[0] + first;
  return total + big.values[3];
}

static int grow(int n) {
  static int calls;
  int lengths[n];
  int aligned = 9;
  calls++;
  for (int i = 0; i < n; i++)
    lengths[i] = add(i, n);
  int unused;
  struct Big big = {{1, 2, 3, 4, 5, 6}};
  long taken = take(big, n, 2);
  if (taken == 5)
    goto out;
  aligned += add(add(n, 1), 2);
out:
  aligned += lengths[n - 1];
  return aligned + (int)taken;
}

int main(void) { return grow(3) == 28 ? 0 : 1; }
