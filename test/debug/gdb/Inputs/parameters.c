// Parameters of every class: registers, stack, structs by value, results.
// gdb: break ints
// gdb: break floats
// gdb: break mixed
// gdb: break structs
// gdb: break large
// gdb: run
// gdb: info args
// gdb: finish
// gdb: continue
// gdb: info args
// gdb: finish
// gdb: continue
// gdb: info args
// gdb: print p
// gdb: finish
// gdb: continue
// gdb: info args
// gdb: finish
// gdb: continue
// gdb: info args
// gdb: print big.values[2]
// gdb: next
// gdb: next
// gdb: info locals
struct Pair {
  int a;
  double b;
};
struct Floats {
  float x, y;
};
struct Big {
  long values[5];
};
static long ints(char a, short b, int c, long d, unsigned e, _Bool f, int g,
                 long h, char i, short j) {
  return a + b + c + d + e + f + g + h + i + j;
}
static double floats(float a, double b, float c, double d, float e, float f,
                     float g, float h, double i, float j) {
  return a + b + c + d + e + f + g + h + i + j;
}
static int mixed(int a, double b, const char *c, struct Pair p) {
  return a + (int)b + c[0] + p.a;
}
static struct Floats structs(struct Floats one, struct Pair two) {
  struct Floats result = {one.x + two.a, one.y};
  return result;
}
static struct Big large(struct Big big, int by) {
  struct Big result = big;
  result.values[0] += by;
  return result;
}
int main(void) {
  struct Pair pair = {3, 4.5};
  struct Floats two = {1.5f, 2.5f};
  struct Big big = {{1, 2, 3, 4, 5}};
  long sum = ints('a', 2, 3, 4, 5, 1, 7, 8, 'i', -10);
  sum += (long)floats(1, 2, 3, 4, 5, 6, 7, 8, 9.5, 10.5f);
  sum += mixed(1, 2.5, "text", pair);
  sum += (long)structs(two, pair).x;
  sum += large(big, 10).values[0];
  return sum == 0;
}
