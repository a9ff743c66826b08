// Watchpoints: locals, fields, memory, conditions; when their scope ends.
// gdb: break work
// gdb: run
// gdb: next
// gdb: watch sum
// gdb: continue
// gdb: continue
// gdb: delete 2
// gdb: watch state.last
// gdb: continue
// gdb: continue
// gdb: delete 3
// gdb: watch -l state.count
// gdb: continue
// gdb: continue
// gdb: delete
// gdb: finish
// gdb: rwatch total
// gdb: continue
// gdb: print total
struct State {
  int count;
  char last;
};
static struct State state;
static int total;
static int work(int n) {
  int sum = 0;
  for (int i = 0; i < n; i++) {
    sum += i;
    state.count++;
    state.last = 'a' + i;
  }
  total = sum;
  return sum;
}
int main(void) {
  int result = work(4);
  result += total;
  return result == 0;
}
