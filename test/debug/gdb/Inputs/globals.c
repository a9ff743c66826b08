// Globals: static, constant, thread-local, of structs, tentative.
// gdb: break use
// gdb: run
// gdb: info variables -t int
// gdb: print counter
// gdb: print limits
// gdb: print &limits[1]
// gdb: print table
// gdb: print unset
// gdb: print local_to_thread
// gdb: print text
// gdb: print *text@3
// gdb: print pointer
// gdb: print *pointer
// gdb: ptype table
// gdb: info symbol use
// gdb: info line use
// gdb: next
// gdb: print use::calls
// gdb: print globals.c'::counter
// gdb: watch counter
// gdb: continue
struct Entry {
  const char *name;
  int (*run)(int);
};
static int same(int value) { return value; }
int counter = 5;
static const int limits[3] = {1, 10, 100};
struct Entry table[2] = {{"same", same}, {"none", 0}};
int unset[4];
__thread int local_to_thread = 77;
const char *text = "global text";
int *pointer = &counter;
static int use(void) {
  static int calls;
  calls++;
  counter += limits[1] + unset[1];
  return table[0].run(counter) + local_to_thread + text[0];
}
int main(void) { return use() == 0; }
