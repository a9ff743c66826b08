// Typedefs of structs, functions, arrays; forward declarations.
// gdb: break @set
// gdb: run
// gdb: info locals
// gdb: whatis number
// gdb: ptype number
// gdb: whatis triple
// gdb: ptype triple
// gdb: ptype compare
// gdb: ptype opaque
// gdb: whatis node
// gdb: ptype node
// gdb: print node
// gdb: ptype Compare
// gdb: print sizeof(Triple)
// gdb: info types Triple
typedef unsigned long Number;
typedef Number Count;
typedef int Triple[3];
typedef int (*Compare)(const void *, const void *);
typedef struct Opaque Opaque;
typedef struct Node {
  Count count;
  Triple triple;
  struct Node *self;
} Node;
static int less(const void *a, const void *b) {
  return *(const int *)a - *(const int *)b;
}
int main(void) {
  Count number = 12;
  Triple triple = {3, 1, 2};
  Compare compare = less;
  Opaque *opaque = 0;
  Node node = {number, {4, 5, 6}, &node};
  int sum = compare(&triple[0], &triple[1]);
  return sum + (int)node.count + (opaque != 0) == 0; // @set
}
