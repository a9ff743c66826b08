/* Much use of the heap, strings, sorting and 128-bit integers, and no system. */
#include <stdlib.h>
#include <string.h>

static int started;
__attribute__((constructor)) static void start(void) { started = 1; }

struct node {
  struct node *next;
  char text[20];
};

static int compare(const void *a, const void *b) {
  return *(const int *)a - *(const int *)b;
}

static unsigned __int128 power(unsigned base, int exponent) {
  unsigned __int128 result = 1;
  while (exponent--)
    result *= base;
  return result;
}

__attribute__((export_name("run"))) int run(void) {
  struct node *list = 0;
  int numbers[1000];
  unsigned sum = 0;
  for (int i = 0; i < 1000; i++) {
    struct node *node = malloc(sizeof *node + i);
    strcpy(node->text, "node");
    node->next = list;
    list = node;
    numbers[i] = i * 7919 % 1000;
    if (i % 3 == 0) {
      list = node->next;
      free(node);
    }
  }
  for (struct node *node = list; node; node = node->next)
    sum += strlen(node->text);
  qsort(numbers, 1000, sizeof *numbers, compare);
  for (int i = 0; i < 1000; i++)
    if (numbers[i] != i)
      return 1;
  char *large = calloc(1 << 20, 3);
  large = realloc(large, 5 << 20);
  memmove(large + 1, large, 1 << 20);
  if (power(10, 30) / power(10, 28) != 100)
    return 2;
  return sum == 666 * 4 && started && !large[1 << 20] ? 42 : 3;
}

int main(void) { return run(); }
