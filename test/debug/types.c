// Every kind of type and declaration that C has, as stock clang describes it.
// RUN: %debug_compare --forms %s
// RUN: %debug_compare --forms --flags="-O0 -gdwarf-4 -std=c99" %s
// RUN: %debug_compare --forms --flags="-O0 -g -std=c11 -ffunction-sections" %s

#include <stdarg.h>
#include <stddef.h>

struct Opaque;
struct Node {
  struct Node *next;
  const volatile struct Node *restrict_;
  struct Opaque *opaque;
  int data[];
};
struct Bits {
  unsigned a : 1, b : 3;
  signed c : 12;
  unsigned : 0;
  unsigned long d : 40;
  _Bool e : 1;
};
union Overlay {
  struct {
    short low, high;
  };
  int whole;
  double number;
};
enum Signed { Minus = -1, Zero, Plus };
enum Big { Huge = 0x100000000 };
typedef struct Node Node;
typedef int Matrix[3][4];
typedef void (*Handler)(int, void *);
typedef int (*Variadic)(const char *, ...);
typedef int Unprototyped();
typedef _Complex double Complex;
typedef float Quad __attribute__((vector_size(16)));
typedef _Bool Boolean;
typedef _Atomic(int) Atomic;

int tentative;
static const int constant = 4;
extern int elsewhere;
_Thread_local int perThread = 3;
static _Thread_local long hiddenPerThread;
const char *const names[] = {"one", "two"};
_Alignas(64) char aligned[3];
Matrix matrix = {{1}};
Handler handlers[2];
struct Bits bits = {1, 2, -3, 4, 1};
union Overlay overlay = {.whole = 5};
enum Signed sign = Minus;
enum Big big = Huge;
__int128 wide;
long double precise = 2.5L;
Complex complex = 1.0;

static int sum(const char *format, ...) {
  va_list list;
  va_start(list, format);
  int total = 0;
  for (const char *c = format; *c; c++)
    total += va_arg(list, int);
  va_end(list);
  return total;
}

_Noreturn void stop(void) { __builtin_trap(); }

static int oldStyle(a, b)
int a;
char b;
{ return a + b; }

int noParameters() { return 3; }

int blocks(int count) {
  int outer = count;
  {
    int shadow = outer + 1;
    {
      int shadow = 5;
      struct Local {
        int x;
      } local = {shadow};
      outer += local.x;
    }
    outer += shadow;
  }
  for (int i = 0; i < 3; i++) {
    static int kept;
    kept += i;
    int late = kept;
    outer += late;
  }
  if (outer == 3)
    goto done;
  outer--;
done:
  switch (outer) {
  case 3: {
    int inCase = 2;
    return inCase;
  }
  default:
    break;
  }
  return outer;
}

int vectors(Quad quad, Node *restrict node, Atomic *atomic) {
  Boolean truth = quad[0] > 1;
  ptrdiff_t distance = node - (Node *)0;
  Variadic variadic = sum;
  Unprototyped *unprototyped = noParameters;
  int length = variadic("ab", 1, 2) + unprototyped();
  length += *atomic;
  const void *nothing = node;
  return truth + (int)distance + length + constant + !nothing +
         hiddenPerThread;
}

int main(int argc, char *argv[], char **environment) {
  Atomic atomic = 3;
  Quad quad = {2, 2};
  return blocks(argc) + vectors(quad, 0, &atomic) + oldStyle(1, 2) +
         tentative;
}
