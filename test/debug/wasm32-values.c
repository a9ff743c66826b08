// REQUIRES: wasm32
// In an engine's debugger, every variable has the value that it has in stock
// clang's program; optimised, each that is known has.
// RUN: %python %tools/wasm-values --build %build %s
// RUN: %python %tools/wasm-values --build %build --flags="-O0 -gdwarf-5" --flags="-O2 -gdwarf-5" %s

typedef long long Long;
struct Pair {
  int first, second;
};
static int sink;

__attribute__((noinline)) void stop(int where) {
  sink += where;
  __asm__ volatile("" : : : "memory");
}

__attribute__((noinline)) int parameters(signed char small, unsigned short half,
                                         int whole, Long wide, float single,
                                         double real) {
  stop(1);
  {
    int sum = small + half + whole;
    double product = single * real;
    stop(2);
    whole += sum;
    wide *= whole;
    stop(3);
    return (int)(wide + (Long)product) + sum;
  }
}

__attribute__((noinline)) struct Pair inMemory(struct Pair given, int by) {
  struct Pair result = {given.first * by, given.second * by};
  stop(4);
  return result;
}

// Values that blocks pass on, and those that others take the place of.
__attribute__((noinline)) int loops(int count) {
  int total = 0, before = 0, last = 1;
  for (int i = 0; i < count; i++) {
    int next = before + last;
    stop(5);
    before = last;
    last = next;
    if (next % 2) {
      int odd = next * 3;
      total += odd;
      stop(6);
    }
  }
  stop(7);
  return total + before;
}

__attribute__((noinline)) int runTime(int count) {
  int values[count];
  for (int i = 0; i < count; i++)
    values[i] = i * i;
  int last = values[count - 1];
  stop(8);
  return last;
}

__attribute__((noinline)) int chosen(int kind, unsigned bits) {
  unsigned masked = bits & 0xff;
  int weight = 0;
  switch (kind) {
  case 0:
    weight = 10;
    break;
  case 1:
    weight = (int)masked;
    stop(9);
    break;
  default:
    weight = kind * 2;
  }
  stop(10);
  return weight + (int)bits;
}

// Blocks that swap values.
__attribute__((noinline)) unsigned divisor(unsigned left, unsigned right) {
  unsigned steps = 0;
  while (right) {
    unsigned rest = left % right;
    left = right;
    right = rest;
    steps++;
    stop(11);
  }
  stop(12);
  return left + steps;
}

// A loop with two ways in.
__attribute__((noinline)) int twoWays(int start, int end) {
  int value = start, rounds = 0;
  float half = 0.5f;
  if (start & 1)
    goto middle;
  do {
    value += 3;
    stop(13);
  middle:
    rounds++;
    half *= 2;
    stop(14);
  } while (value < end && rounds < 10);
  stop(15);
  return value + rounds + (int)half;
}

__attribute__((noinline)) Long fallback(const char *text, Long start) {
  Long best = start, worst = start;
  for (short at = 0; text[at]; at++) {
    unsigned char letter = (unsigned char)text[at];
    Long score = letter > 'm' ? best + letter : best - letter;
    best = score > best ? score : best;
    worst = score < worst ? score : worst;
    stop(16);
  }
  return best - worst;
}

int main(void) {
  int all = parameters(-5, 60000, 1 << 20, 1LL << 40, 1.5f, -2.25);
  struct Pair pair = inMemory((struct Pair){3, 4}, 7);
  all += pair.first + pair.second + loops(5) + runTime(6);
  for (int kind = 0; kind < 3; kind++)
    all ^= chosen(kind, 0xabcdu << kind);
  all += divisor(48, 18) + twoWays(1, 9) + twoWays(2, 9);
  all += (int)fallback("stack", -7);
  stop(all & 15);
  return 0;
}
