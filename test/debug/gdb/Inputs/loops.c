// Stepping through for, while, do, continue, break, nested.
// gdb: break work
// gdb: run
// gdb: 70 * step
// gdb: info locals
static int work(int n) {
  int sum = 0;
  for (int i = 0; i < n; i++) {
    if (i == 1)
      continue;
    if (i == 4)
      break;
    sum += i;
  }
  int j = n;
  while (j > 0) {
    j -= 2;
    sum++;
  }
  do {
    sum--;
  } while (sum > 6);
  for (int a = 0; a < 2; a++)
    for (int b = a; b < 2; b++)
      sum += a * b;
  return sum;
}
int main(void) { return work(6) == 0; }
