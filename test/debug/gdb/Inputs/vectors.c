// Vectors of the GNU kind: as variables, in structs, changed by hand.
// gdb: break @set
// gdb: run
// gdb: print four
// gdb: ptype four
// gdb: print pair
// gdb: print both
// gdb: print four[2]
// gdb: set variable four[1] = 50
// gdb: next
// gdb: print sum
typedef int Four __attribute__((vector_size(16)));
typedef double Pair __attribute__((vector_size(16)));
struct Both {
  int tag;
  Four four;
};
int main(void) {
  Four four = {1, 2, 3, 4};
  Pair pair = {1.5, -2.5};
  struct Both both = {7, {5, 6, 7, 8}};
  Four sum = four + both.four; // @set
  sum += sum;
  return sum[1] + (int)pair[0] == 0;
}
