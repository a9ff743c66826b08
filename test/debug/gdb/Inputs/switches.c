// Stepping through switches: dense, sparse, with fallthrough.
// gdb: break dense
// gdb: break sparse
// gdb: run
// gdb: 4 * next
// gdb: continue
// gdb: 5 * next
// gdb: continue
// gdb: 5 * next
// gdb: continue
// gdb: info locals
// gdb: info args
static int dense(int n) {
  int result = 0;
  switch (n) {
  case 0:
    result = 10;
    break;
  case 1:
    result = 11;
  case 2:
    result += 12;
    break;
  case 3:
  case 4:
  case 5:
    result = n;
    break;
  default:
    result = -1;
  }
  return result;
}
static int sparse(long n) {
  int result = 1;
  switch (n) {
  case 5:
    result = 2;
    break;
  case 5000:
    result = 3;
    break;
  case -70000000000L:
    result = 4;
    break;
  }
  return result;
}
int main(void) {
  int sum = dense(1);
  sum += dense(9);
  sum += sparse(5000);
  sum += sparse(6);
  return sum == 0;
}
