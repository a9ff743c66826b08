// Code in two sections, addresses of each kind.
_Thread_local int own = 3;
int shared = 4;
static const int constant = 5;

int scale(int factor) {
  for (int i = 0; i < factor; i++) {
    int step = i * own;
    shared += step;
  }
  return shared * constant;
}

__attribute__((section(".text.other"))) int apart(int value) {
  int twice = 2 * value;
  return twice + scale(value);
}

int (*chosen)(int) = apart;
