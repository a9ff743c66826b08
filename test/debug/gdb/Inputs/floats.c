// Floating point in locals, arguments, results, arrays.
// gdb: break mean
// gdb: run
// gdb: info args
// gdb: print *values@count
// gdb: next
// gdb: next
// gdb: watch total if total > 5
// gdb: continue
// gdb: continue
// gdb: delete
// gdb: finish
// gdb: next
// gdb: info locals
// gdb: print/f small
// gdb: print average * 2
static double mean(const double *values, int count, float bias) {
  double total = bias;
  for (int i = 0; i < count; i++)
    total += values[i];
  return total / count;
}
int main(void) {
  double values[] = {1.5, 2.25, -0.5, 4.0};
  float small = 0.1f;
  double average = mean(values, 4, small);
  int whole = (int)average;
  return whole == 9;
}
