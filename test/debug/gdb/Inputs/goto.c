// Labels, goto, computed goto.
// gdb: break first
// gdb: run
// gdb: next
// gdb: info locals
// gdb: break first:again
// gdb: continue
// gdb: info locals
// gdb: info breakpoints
// gdb: delete
// gdb: 6 * next
// gdb: break machine
// gdb: continue
// gdb: 12 * next
// gdb: info locals
static int first(int n) {
  int tries = 0;
again:
  tries++;
  if (tries < n)
    goto again;
  if (n > 100)
    goto out;
  tries += 10;
out:
  return tries;
}
static int machine(const char *code) {
  static void *const targets[] = {&&stop, &&up, &&down};
  int value = 0;
  goto *targets[*code - '0'];
up:
  value++;
  code++;
  goto *targets[*code - '0'];
down:
  value--;
  code++;
  goto *targets[*code - '0'];
stop:
  return value;
}
int main(void) {
  int sum = first(3);
  sum += machine("11210");
  return sum == 0;
}
