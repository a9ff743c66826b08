// Static initialisers with relocations, zero and constant data, alignment.
// RUN: %run_both %s
// RUN: %if wasm32 %{ %run_wasm %s %}
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

static int array[10] = {1, 2, 3};
int common_like, *pointer = &array[3], **pointers[] = {&pointer, 0, &pointer};
static char *strings[] = {"one", "two",
                          "one"
                          "two",
                          0, "one"};
static const char text[] = "text", fixed[8] = "fixed", *tail = text + 2;
struct node {
  int value;
  struct node *next;
  const char *name;
  int (*call)(int);
};
static int twice(int x) { return 2 * x; }
int thrice(int x) { return 3 * x; }
static struct node c = {3, 0, "c", thrice}, a,
                   b = {.value = 2, .next = &c, .name = "b", .call = twice};
static struct node a = {1, &b, "a", thrice};
static struct {
  char c;
  struct node n;
  long tail[2];
} nested = {'n', {.name = "nested" + 3, .next = &a}, {5, 6}};
static void *self = &self;
static int (*const functions[2][2])(int) = {{twice, thrice}, {thrice}};
static ptrdiff_t difference = (char *)&array[7] - (char *)&array[2];
static uintptr_t address = (uintptr_t)&array[1];
static int *end = array + 10, *before = &array[5] - 2;
static union {
  long l;
  const char *s;
  double d;
} u[] = {{1}, {.s = "union"}, {.d = 1.5}};
static double doubles[] = {0.1, -0.0, 1e300, 1 / 3.0};
static float floats[3] = {0.1f, 3};
static long double extended = 1.1L;
static __int128 wide = ((__int128)1 << 100) + 5;
static _Bool bools[] = {1, 0, 5};
static _Complex double complex = 1.5;
static int zeros[1000], sparse[100] = {[50] = 5, [99] = 9, [10 ... 12] = 7};
_Alignas(64) static char aligned[3] = {1, 2, 3};
static int matrix[2][3] = {{1, 2, 3}, {4}};
static int (*row)[3] = &matrix[1];
const int external_constant = 77;
extern const int external_constant;
static const struct {
  int x, y;
} points[] = {{1, 2}, {3, 4}};
static const int *inside = &points[1].y;
static struct {
  int n;
  char tail[];
} flexible = {3, "abc"};
static wchar_t wides[] = L"wide\x1234";
static unsigned short utf16[] = u"u\u20ac";
static void *label_free[] = {&array, &functions, &nested.n.next,
                             (char *)&nested + 1};
static int counter(void) {
  static int n = 5;
  static int *p = &n;
  return ++*p;
}

int main(void) {
  for (struct node *n = nested.n.next; n; n = n->next)
    printf("%d %s %d\n", n->value, n->name, n->call(7));
  printf("%d %d %d %s %s %s %s\n", *pointer, **pointers[2], pointers[1] == 0,
         strings[2], tail, nested.n.name, fixed);
  printf("%d %d %td %d %d %d\n", self == &self, functions[1][0](5), difference,
         address == (uintptr_t)(array + 1), end[-10], *before);
  printf("%ld %s %g %g %g %g %Lg\n", u[0].l, u[1].s, u[2].d, doubles[3],
         floats[0], floats[2], extended);
  printf("%llx %d%d%d %g %d\n", (unsigned long long)(wide >> 64), bools[0],
         bools[1], bools[2], __real__ complex, zeros[999]);
  printf("%d %d %d %d %d\n", sparse[11], sparse[99],
         (int)((uintptr_t)aligned % 64), (*row)[0],
         *inside + external_constant);
  printf("%s %x %zu %x %d\n", flexible.tail, wides[4], sizeof utf16, utf16[1],
         label_free[2] == &nested.n.next);
  counter(), common_like += counter();
  printf("%d %d\n", counter(), common_like);
}
