int first(void) { return 1; }

int second(int x) {
  char buffer[32] = {0};
  return buffer[x & 31];
}
