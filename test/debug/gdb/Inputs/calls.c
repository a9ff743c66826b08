// Calls of a program's functions by the debugger.
// gdb: break @here
// gdb: run
// gdb: print add(2, 3)
// gdb: print scale(origin, 4)
// gdb: print half(9.0)
// gdb: print *next(&list[0])
// gdb: print pick(1)(6, 7)
// gdb: print length("four")
// gdb: call count_up()
// gdb: call count_up()
// gdb: print counter
// gdb: next
// gdb: info locals
struct Point {
  long x, y, z;
};
struct Node {
  int value;
  struct Node *next;
};
static int counter;
static int add(int a, int b) { return a + b; }
static int mul(int a, int b) { return a * b; }
static struct Point scale(struct Point p, int by) {
  struct Point result = {p.x * by, p.y * by, p.z * by};
  return result;
}
static double half(double value) { return value / 2; }
static struct Node *next(struct Node *node) { return node->next; }
static int (*pick(int which))(int, int) { return which ? mul : add; }
static int length(const char *s) {
  int n = 0;
  while (*s++)
    n++;
  return n;
}
void count_up(void) { counter++; }
int main(void) {
  struct Point origin = {1, 2, 3};
  struct Node list[2] = {{1, &list[1]}, {2, 0}};
  int sum = add(1, 2) + length("x") + pick(0)(1, 1); // @here
  sum += half(4) + scale(origin, 1).x + next(list)->value;
  return sum == 0;
}
