// Pointers to pointers, functions, arrays; const and volatile; void.
// gdb: break @set
// gdb: run
// gdb: print *pointer
// gdb: print **twice
// gdb: print *row
// gdb: ptype row
// gdb: ptype function
// gdb: print *function
// gdb: ptype handlers
// gdb: ptype constant
// gdb: whatis vanishing
// gdb: print vanishing
// gdb: ptype anything
// gdb: print *(int *)anything
// gdb: print pointer == anything
// gdb: set variable *pointer = 12
// gdb: print value
// gdb: ptype alias
// gdb: ptype restricted
// gdb: next
static int plus(int a) { return a + 1; }
static int minus(int a) { return a - 1; }
static int copy(int *restrict restricted, const int *from) {
  return *restricted = *from;
}
typedef const volatile int *Alias;
int main(void) {
  int value = 4, matrix[2][3] = {{1, 2, 3}, {4, 5, 6}};
  int *pointer = &value, **twice = &pointer;
  int(*row)[3] = &matrix[1];
  int (*function)(int) = plus;
  int (*handlers[2])(int) = {plus, minus};
  const int constant = 9;
  volatile int vanishing = 8;
  void *anything = &value;
  Alias alias = &value;
  int sum = handlers[1](**twice); // @set
  sum += (*row)[2] + function(constant) + vanishing + copy(pointer, &constant);
  return sum + *alias + *(int *)anything == 0;
}
