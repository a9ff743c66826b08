/* Attributes, conventions, inline assembly: stock's object too.

RUN: %same_object %s --flags="-O0 -g" --flags="-O2" --flags="-O2 -fPIC -g" --flags="-O1 -fno-pie"
*/
#define NOINLINE __attribute__((noinline))
__attribute__((constructor(200))) static void first(void) {}
__attribute__((constructor)) void second(void) { __asm__ volatile("nop"); }
__attribute__((destructor(300))) static void last(void) {}
static int (*resolve(void))(int);
int by_ifunc(int) __attribute__((ifunc("resolve")));
static int implementation(int x) { return x; }
static int (*resolve(void))(int) { return implementation; }
__attribute__((target_clones("avx2", "default"))) int clones(int *p, int n) {
  int total = 0;
  for (int i = 0; i < n; ++i)
    total += p[i];
  return total;
}
__attribute__((preserve_most)) void preserve_most(int *p) { *p = 1; }
__attribute__((preserve_all)) void preserve_all(int *p) { *p = 1; }
__attribute__((ms_abi)) long ms(long a, double b, ...) { return a + (long)b; }
__attribute__((regcall)) int regcall(int a, int b, float c) { return a + b; }
__attribute__((vectorcall)) double vectorcall(double a, int b) { return a + b; }
__attribute__((naked)) void naked(void) { __asm__("ret"); }
__attribute__((interrupt, target("general-regs-only"))) void handler(void *frame) {}
__attribute__((cold, noinline)) int cold(int x) { return x + 1; }
__attribute__((hot)) int hot(int x) { return cold(x) * 3; }
__attribute__((minsize)) int small(int x) { return x * 17; }
__attribute__((optnone, noinline)) int plain(int x) { return x * 17; }
__attribute__((const, nothrow)) int constant(int x);
__attribute__((malloc, alloc_size(1), returns_nonnull)) void *allocate(long);
__attribute__((returns_twice)) int twice(void);
__attribute__((no_stack_protector, nocf_check)) int bare(int *p) { return *p; }
__attribute__((annotate("note"))) int annotated(int x __attribute__((annotate("parameter")))) { return x; }
__attribute__((section(".text.mine"), aligned(128))) int placed(void) { return 1; }
__attribute__((retain, used)) static int retained = 4;
__attribute__((nomerge)) void nomerge(int x) { if (x) twice(); else twice(); }
__attribute__((no_builtin("memset"))) void clear(char *p, int n) { while (n--) *p++ = 0; }
__attribute__((disable_tail_calls)) int no_tail(int x) { return constant(x); }
__attribute__((btf_decl_tag("tag"))) int tagged;
int tail(int x) { __attribute__((musttail)) return hot(x); }
void *frame(void) { return __builtin_frame_address(0) ? __builtin_return_address(0) : 0; }
int assembly(int x, int *p) {
  int out, flag;
  __asm__ volatile("addl %2, %0\n\tcmpl $5, %0" : "=r"(out), "=@ccz"(flag), "+m"(*p) : "r"(x), "0"(x) : "memory", "rcx", "cc");
  __asm__ goto("testl %0, %0; jz %l1" : : "r"(x) : : zero);
  return out + flag;
zero:
  return __builtin_readcyclecounter() + 1;
}
__asm__(".globl at_file_level\nat_file_level: ret");
__asm__(".symver placed, placed@@VERSION_1");
struct returned { long a; double b; };
NOINLINE static struct returned make(long n) { return (struct returned){n, n}; }
double use(long n) { return make(n).b + make(n + 1).a; }
int jump(void *buffer[5]) { return __builtin_setjmp(buffer) ? 1 : twice(); }
void leave(void *buffer[5]) { __builtin_longjmp(buffer, 1); }
_Float16 half(_Float16 a, __bf16 b) { return a * (_Float16)2 + (float)b; }
__float128 quad(__float128 a, double b) { return a * b; }
int nested(int n) {
  void *saved = __builtin_alloca(n);
  { int array[n]; other: array[n - 1] = 3; __asm__("" : : "r"(array) : "memory"); }
  return saved != 0;
}
