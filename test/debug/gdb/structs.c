// Structs, unions, bit-fields, enumerations, arrays, pointers.
// RUN: %gdb_compare %s
// gdb: break scale
// gdb: run
// gdb: bt
// gdb: info args
// gdb: print *shape
// gdb: print shape->corners[1]
// gdb: ptype shape
// gdb: finish
// gdb: next
// gdb: info locals
// gdb: print named
// gdb: ptype named
// gdb: print mixed
// gdb: print &shape.corners[1]
// gdb: print colors
// gdb: set variable shape.flags = 5
// gdb: print shape.flags
// gdb: next
// gdb: print total
// gdb: watch total
// gdb: continue
// gdb: continue
// gdb: info locals
// gdb: up
// gdb: whatis function
// gdb: print table
// gdb: print *table@2
// gdb: ptype struct Shape
// gdb: ptype union Mixed
// gdb: info line scale
// gdb: info scope scale
// gdb: delete
// gdb: continue

struct Point {
  int x, y;
};
enum Color { Red, Green = 5, Blue };
struct Shape {
  struct Point corners[3];
  enum Color color;
  unsigned flags : 3, more : 7;
  const char *name;
  struct Shape *next;
};
union Mixed {
  int integer;
  float number;
  char bytes[4];
};
typedef int (*Function)(struct Shape *, int);
typedef struct {
  long a;
  double b;
} Named;

static int table[4] = {1, 2, 3, 4};
static enum Color colors[2] = {Blue, Green};

static int scale(struct Shape *shape, int by) {
  int sum = 0;
  for (int i = 0; i < 3; i++) {
    struct Point *corner = &shape->corners[i];
    corner->x *= by;
    corner->y *= by;
    sum += corner->x + corner->y;
  }
  return sum;
}

int main(int argc, char **argv) {
  struct Shape shape = {{{1, 2}, {3, 4}, {5, 6}}, Green, 3, 9, "triangle", 0};
  union Mixed mixed;
  mixed.number = 1.5f;
  Named named = {7, 2.25};
  Function function = scale;
  int total = function(&shape, 2);
  total += table[argc] + colors[0];
  if (total > 10 &&
      named.a == 7)
    total -= 3;
  for (int i = 0; i < 2; i++) {
    if (i == 1)
      continue;
    total++;
  }
  return total == 49 ? 0 : 1;
}
