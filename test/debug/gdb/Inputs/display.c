// Automatic display, commands, tbreak, until, advance, return, jump.
// gdb: tbreak count
// gdb: run
// gdb: display sum
// gdb: display/x i
// gdb: next
// gdb: next
// gdb: next
// gdb: undisplay 2
// gdb: until @after
// gdb: advance @end
// gdb: info locals
// gdb: return 42
// gdb: next
// gdb: print result
// gdb: set variable result = 5
// gdb: next
// gdb: info locals
static int count(int n) {
  int sum = 0, i = 0;
  while (i < n) {
    sum += i;
    i++;
  }
  sum *= 2; // @after
  sum += 1;
  return sum; // @end
}
int main(void) {
  int result = count(5);
  int again = result + 1;
  result = again;
  return result == 0;
}
