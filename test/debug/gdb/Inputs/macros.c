// Code that comes from macros, several statements on a line.
// gdb: break clamp
// gdb: run
// gdb: 25 * step
// gdb: info locals
// gdb: up
// gdb: info locals
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define SWAP(type, a, b)                                                       \
  do {                                                                         \
    type old = a;                                                              \
    a = b;                                                                     \
    b = old;                                                                   \
  } while (0)
static int clamp(int value, int low) {
  int result = MAX(value, low); result += 1; result -= 1;
  if (result > 3) { result--; } else { result++; }
  SWAP(int, result, low);
  return MAX(result, MAX(low, value));
}
int main(void) {
  int first = clamp(5, 2), second = clamp(1, 2);
  return first == second;
}
