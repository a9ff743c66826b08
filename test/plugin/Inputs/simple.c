int counter = 3;
static const char *const names[] = {"one", "two"};
int next(int step) { return counter += step; }
const char *name(int i) { return names[i]; }
