__attribute__((weak)) int twice(int x) { return 2 * x; }
int unused(int x) { return x ? unused(x - 1) : 12345; }
