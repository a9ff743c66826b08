// References, rvalue references, const and pointers to members.
// gdb: break swap
// gdb: run
// gdb: info args
// gdb: ptype a
// gdb: print a
// gdb: next
// gdb: next
// gdb: print b
// gdb: finish
// gdb: break @set
// gdb: continue
// gdb: print constant
// gdb: ptype constant
// gdb: print moved
// gdb: ptype moved
// gdb: print field
// gdb: ptype field
// gdb: print point.*field
// gdb: ptype method
// gdb: print (point.*method)(2)
// gdb: print pointer
// gdb: ptype pointer
// gdb: info locals
struct Point {
  int x, y;
  int scaled(int by) { return (x + y) * by; }
};
static int swap(int &a, int &b) {
  int old = a;
  a = b;
  b = old;
  return a;
}
static int take(int &&value) { return value; }
int main() {
  int first = 1, second = 2;
  int swapped = swap(first, second);
  Point point = {3, 4};
  const int &constant = first;
  int &&moved = 5;
  int Point::*field = &Point::y;
  int (Point::*method)(int) = &Point::scaled;
  int *const pointer = &second;
  int sum = constant + moved;
  sum += point.*field + (point.*method)(1) + take(6) + *pointer; // @set
  return sum + swapped == 0;
}
