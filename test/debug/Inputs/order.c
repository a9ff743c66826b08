/* Scopes in the order of the source though blocks lie otherwise, copies of
 * inlined blocks, and lines whose only code is a branch or an address. */
int sum(int count, const char *first, const char *second, ...);

static inline __attribute__((always_inline)) int weigh(const char *text) {
  static const int weights[2] = {3, 5};
  int total = 0;
  for (int i = 0; text[i]; ++i) {
    int weight = weights[i & 1];
    total += weight;
  }
  return total;
}

int find(const int *values, int count, int wanted) {
  int found = 0;
  for (int i = 0; i < count; ++i) {
    int value = values[i];
    if (value == wanted) {
      int place = i;
      found = place + 1;
      goto out;
    }
    if (value < 0) {
      int lost = value;
      return lost;
    }
    int rest = count - i;
    found += rest;
  }
out:
  if (found > 7) {
    int more = found;
    if (more > 9) {
      found = more - 1;
    } else {
      /* Nothing. */
    }
  }
  return found;
}

int use(int first, int second) {
  char left[8] = "left";
  char right[8] = "right";
  int result = sum(2,
                   left,
                   right,
                   first);
  switch (second) {
  case 1: {
    int one = first;
    result += one;
    break;
  }
  default:
    (void)result;
  }
  return result + weigh(left) + weigh(right);
}
