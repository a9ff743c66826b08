#include <stdio.h>

int twice(int x);

int main(int argc, char **argv) {
  printf("hello %d %s\n", twice(argc), argc > 1 ? argv[1] : "nobody");
  return 0;
}
