#include <stddef.h>
#define EMPTY
#define COUNT 3
#define SUM(a, b) ((a) + (b))
#define STRING "text with \"quotes\""
#undef COUNT
#define COUNT 4

size_t count(void) { return SUM(COUNT, sizeof STRING) EMPTY; }
