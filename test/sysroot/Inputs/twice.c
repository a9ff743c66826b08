const char unused_data[] = "data that nobody uses";
__attribute__((weak)) int twice(int x) { return 2 * x; }
__attribute__((visibility("hidden"))) int hidden(int x) { return x + 7; }
int unused(int x) { return x ? unused(x - 1) : hidden(12345); }
