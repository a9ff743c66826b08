// Inline assembly as kernels, C libraries and compressors write it.
// REQUIRES: x86_64
// RUN: %run_both %s -- -fwrapv
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define noinline __attribute__((noinline))
#define barrier() asm volatile("" : : : "memory")
#define HIDE(x) asm volatile("" : "+r"(x))

typedef struct {
  int counter;
} atomic_t;

static noinline void atomicAdd(int i, atomic_t *v) {
  asm volatile("lock; addl %1,%0" : "+m"(v->counter) : "ir"(i));
}
static noinline void atomicInc(atomic_t *v) {
  asm volatile("lock; incl %0" : "+m"(v->counter));
}
static noinline int xadd(int i, atomic_t *v) {
  asm volatile("lock; xaddl %0, %1" : "+r"(i), "+m"(v->counter) : : "memory");
  return i;
}
static noinline int decAndTest(atomic_t *v) {
  unsigned char c;
  asm volatile("lock; decl %0; sete %1"
               : "+m"(v->counter), "=qm"(c)
               :
               : "memory");
  return c != 0;
}
static noinline int testAndSet(long nr, volatile unsigned long *addr) {
  int old;
  asm volatile("lock; btsq %2,%1\n\tsbbl %0,%0"
               : "=r"(old), "+m"(*addr)
               : "Ir"(nr)
               : "memory");
  return old;
}
static noinline uint64_t cmpxchg(volatile uint64_t *p, uint64_t old,
                                 uint64_t to) {
  uint64_t ret;
  asm volatile("lock; cmpxchgq %2,%1"
               : "=a"(ret), "+m"(*p)
               : "r"(to), "0"(old)
               : "memory");
  return ret;
}
static noinline int tryCmpxchg(volatile int *p, int *old, int to) {
  int ok;
  asm volatile("lock cmpxchgl %[new], %[ptr]"
               : "=@ccz"(ok), [ptr] "+m"(*p), [old] "+a"(*old)
               : [new] "r"(to)
               : "memory");
  return ok;
}
static noinline int cmpxchg16b(volatile uint64_t *p, uint64_t *old, uint64_t lo,
                               uint64_t hi) {
  unsigned char ok;
  asm volatile("lock cmpxchg16b %1\n\tsetz %0"
               : "=q"(ok), "+m"(*(volatile uint64_t (*)[2])p), "+a"(old[0]),
                 "+d"(old[1])
               : "b"(lo), "c"(hi)
               : "cc", "memory");
  return ok;
}
#define xchg(ptr, v)                                                           \
  ({                                                                           \
    typeof(*(ptr)) x_ = (v);                                                   \
    switch (sizeof(*(ptr))) {                                                  \
    case 1:                                                                    \
      asm volatile("xchgb %b0,%1" : "+q"(x_), "+m"(*(ptr)) : : "memory");      \
      break;                                                                   \
    case 2:                                                                    \
      asm volatile("xchgw %w0,%1" : "+r"(x_), "+m"(*(ptr)) : : "memory");      \
      break;                                                                   \
    case 4:                                                                    \
      asm volatile("xchgl %k0,%1" : "+r"(x_), "+m"(*(ptr)) : : "memory");      \
      break;                                                                   \
    case 8:                                                                    \
      asm volatile("xchgq %q0,%1" : "+r"(x_), "+m"(*(ptr)) : : "memory");      \
      break;                                                                   \
    }                                                                          \
    x_;                                                                        \
  })

static noinline void cpuid(unsigned leaf, unsigned *r) {
  asm volatile("cpuid"
               : "=a"(r[0]), "=b"(r[1]), "=c"(r[2]), "=d"(r[3])
               : "0"(leaf), "2"(0));
}
static noinline void cpuidKeepingB(unsigned leaf, unsigned *r) {
  asm volatile("xchgq %%rbx, %q1\n\tcpuid\n\txchgq %%rbx, %q1"
               : "=a"(r[0]), "=&r"(r[1]), "=c"(r[2]), "=d"(r[3])
               : "0"(leaf), "2"(0));
}
static noinline uint64_t rdtsc(void) {
  uint32_t lo, hi;
  asm volatile("rdtsc" : "=a"(lo), "=d"(hi));
  return (uint64_t)hi << 32 | lo;
}
static noinline long ffsl_(unsigned long w) {
  asm("rep; bsf %1,%0" : "=r"(w) : "rm"(w));
  return w;
}
static noinline int fls(int x) {
  int r;
  asm("bsrl %1,%0\n\tcmovzl %2,%0" : "=&r"(r) : "rm"(x), "rm"(-1));
  return r + 1;
}
static noinline uint16_t htons_(uint16_t x) {
  uint16_t v;
  asm("rorw $8, %w0" : "=r"(v) : "0"(x) : "cc");
  return v;
}
static noinline uint64_t bswap(uint64_t x) {
  asm("bswapq %0" : "+r"(x));
  return x;
}
static noinline void *repMovsb(void *to, const void *from, size_t n) {
  void *ret = to;
  asm volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(n) : : "memory");
  return ret;
}
static noinline void *memsetc(void *s, int c, size_t count) {
  int d0, d1;
  long d;
  asm volatile("rep\n\tstosb"
               : "=&c"(d0), "=&D"(d)
               : "a"(c), "1"(s), "0"(count)
               : "memory");
  (void)d1, (void)d0;
  return s;
}
static noinline size_t strlen_(const char *s) {
  long d0;
  size_t r;
  asm volatile("repne\n\tscasb"
               : "=c"(r), "=&D"(d0)
               : "1"(s), "a"(0), "0"(-1UL)
               : "memory");
  return ~r - 1;
}
static noinline long syscall6(long n, long a, long b, long c, long d, long e,
                              long f) {
  long ret;
  register long r10 asm("r10") = d;
  register long r8 asm("r8") = e;
  register long r9 asm("r9") = f;
  asm volatile("syscall"
               : "=a"(ret)
               : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
               : "rcx", "r11", "memory");
  return ret;
}
static noinline uint64_t mul128(uint64_t a, uint64_t b, uint64_t *hi) {
  uint64_t lo, h;
  asm("mulq %3" : "=a"(lo), "=d"(h) : "%0"(a), "rm"(b) : "cc");
  *hi = h;
  return lo;
}
static noinline uint64_t div128(uint64_t hi, uint64_t lo, uint64_t d,
                                uint64_t *rem) {
  uint64_t q, r;
  asm("divq %4" : "=a"(q), "=d"(r) : "0"(lo), "1"(hi), "rm"(d) : "cc");
  *rem = r;
  return q;
}
// As GMP and Go's runtime: carry through several operands.
static noinline void add192(uint64_t *r, const uint64_t *a, const uint64_t *b) {
  uint64_t x = a[0], y = a[1], z = a[2];
  asm("addq %3,%0\n\tadcq %4,%1\n\tadcq %5,%2"
      : "+&r"(x), "+&r"(y), "+&r"(z)
      : "rm"(b[0]), "rm"(b[1]), "rm"(b[2])
      : "cc");
  r[0] = x, r[1] = y, r[2] = z;
}
static noinline int tenOperands(const int *v) {
  int a = v[0], b = v[1], c = v[2], d = v[3], e = v[4], f;
  asm("leal (%k1,%k2), %0\n\taddl %3, %0\n\taddl %4, %0\n\taddl %5, %0\n\t"
      "addl %6, %0\n\taddl %7, %0\n\taddl %8, %0\n\taddl %9, %0"
      : "=&r"(f)
      : "r"((long)a), "r"((long)b), "r"(c), "r"(d), "r"(e), "r"(a * 2),
        "r"(b * 3), "r"(c * 5), "r"(d * 7)
      : "cc");
  return f + a;
}
static noinline unsigned parity(unsigned char x) {
  int p, s;
  asm("testb %2,%2" : "=@ccp"(p), "=@ccs"(s) : "q"(x));
  return p * 2 + s;
}
static noinline int addOverflow(int a, int b, int *r) {
  _Bool o;
  asm("addl %2,%0" : "=r"(*r), "=@cco"(o) : "r"(a), "0"(b));
  return o;
}
static noinline long loops(long n) {
  long sum = 0, i = n;
  asm volatile("1:\taddq %1,%0\n\tdecq %1\n\tjnz 1b\n\tjmp 2f\n\tud2\n2:"
               : "+r"(sum), "+r"(i)
               :
               : "cc");
  return sum;
}
static noinline int exceptionTable(void) {
  unsigned long here = 0, n;
  asm volatile("1:\tleaq 1b(%%rip), %0\n\t"
               ".pushsection extable,\"aw\"\n\t"
               ".balign 8\n\t.quad 1b\n\t.long 2f - 1b, 7\n\t.popsection\n2:"
               : "=r"(here));
  extern struct {
    unsigned long at;
    int length, tag;
  } table[] asm("__start_extable"), tableEnd[] asm("__stop_extable");
  n = tableEnd - table;
  for (unsigned long i = 0; i < n; ++i)
    if (table[i].at == here)
      return table[i].length * 10 + table[i].tag;
  return -1;
}
static noinline const char *stringIn(void) {
  const char *s;
  asm("leaq 771f(%%rip), %0\n\t.pushsection .rodata.str1.1,\"aMS\",@progbits,1"
      "\n771:\t.asciz \"in another section\"\n\t.popsection"
      : "=r"(s));
  return s;
}
static int tripled(int x) { return 3 * x; }
static noinline int calls(int x) {
  int r;
  asm volatile("callq %P2"
               : "=a"(r)
               : "D"(x), "i"(tripled)
               : "rcx", "rdx", "rsi", "r8", "r9", "r10", "r11", "memory", "cc");
  return r;
}
static int cell[3] = {5, 6, 7};
static noinline int symbolic(void) {
  int a, b;
  asm("movl %a1, %0" : "=r"(a) : "i"(&cell[1]));
  asm("movl %c1(%%rip), %0" : "=r"(b) : "i"(&cell[2]));
  return a * 10 + b;
}
static noinline double fsin87(double x, float y) {
  double s;
  float q;
  asm("fabs" : "=t"(s) : "0"(x));
  asm("fsqrt" : "+t"(y));
  asm("fprem" : "=t"(q) : "0"(7.5f), "u"(2.0f));
  return s + y + q;
}
static noinline void store87(long double x, int *to) {
  asm volatile("fistpl %0" : "=m"(*to) : "t"(x) : "st");
}
static noinline float viaGeneral(float f) {
  asm("xorl $0x80000000, %0" : "+r"(f));
  return f;
}
static noinline long viaXmm(long x) {
  asm("paddq %0, %0" : "+x"(x));
  return x;
}
typedef int v4 __attribute__((vector_size(16)));
static noinline v4 vectors(v4 a, v4 b) {
  asm("paddd %1, %0" : "+x"(a) : "xm"(b));
  return a;
}
static noinline int mixedWidths(char c, short s, int i, long l) {
  int r;
  asm("movsbl %b1, %0\n\tmovswl %w2, %k2\n\taddl %k2, %0\n\taddl %3, %0\n\t"
      "addl %k4, %0"
      : "=&r"(r), "+q"(c), "+r"(s)
      : "r"(i), "r"(l)
      : "cc");
  return r;
}
static noinline uint64_t accumulate(const uint64_t *p, int n) {
  // As xxhash and zstd do it, so that no vector code is made.
  uint64_t acc = 0;
  for (int i = 0; i < n; ++i) {
    uint64_t x = p[i];
    asm("" : "+r"(x));
    acc = (acc << 7 | acc >> 57) ^ x * 0x9E3779B185EBCA87u;
    asm volatile("" : : "r"(acc) : "memory");
  }
  return acc;
}
static noinline unsigned long flagsRegister(void) {
  unsigned long f;
  asm volatile("cmpl $0, %%esp; pushfq; popq %0" : "=r"(f) : : "memory", "cc");
  return f & 0x40;
}
static noinline long alternatives(long a, long b) {
  asm("{addq %1, %0|add %0, %1}" : "+r"(a) : "r"(b) : "cc");
  return a;
}
static noinline int saved(int a, int b) {
  int c = a * b, d = a - b;
  asm volatile("xorl %%ebx, %%ebx; xorl %%r12d, %%r12d; xorl %%r15d, %%r15d"
               :
               :
               : "rbx", "r12", "r15", "cc");
  for (int i = 0; i < a; ++i)
    c += d * i;
  return c;
}
asm(".globl fromAssembly\n.type fromAssembly,@function\nfromAssembly:\n"
    "\tleal 1(%rdi,%rdi), %eax\n\tret\n.size fromAssembly, .-fromAssembly\n"
    ".section .data.asm,\"aw\"\n.globl asmData\nasmData: .long 11, 22\n"
    ".quad main\n.text\n");
int fromAssembly(int);
extern struct {
  int a, b;
  int (*m)(void);
} asmData;

int main(void) {
  atomic_t v = {5};
  unsigned long bits = 0;
  uint64_t q = 9, pair[2] __attribute__((aligned(16))) = {1, 2},
           old[2] = {1, 2}, hi, rem, sum[3];
  unsigned r[4], r2[4];
  char c = 1, text[64];
  short s = 2;
  int i = 3, expected = 3, k, list[] = {1, 2, 3, 4, 5, 6, 7, 8};
  long l = 4;
  atomicAdd(3, &v), atomicInc(&v);
  printf("%d %d %d\n", xadd(10, &v), v.counter, decAndTest(&v));
  k = testAndSet(3, &bits);
  printf("%d %d %lx\n", k, testAndSet(3, &bits), bits);
  printf("%lu %lu\n", cmpxchg(&q, 9, 12), q);
  k = tryCmpxchg(&i, &expected, 8);
  printf("%d %d %d\n", k, i, tryCmpxchg(&i, &expected, 9));
  k = cmpxchg16b(pair, old, 30, 40);
  printf("%d %lu %lu\n", k, pair[0], pair[1]);
  k = xchg(&c, 7), printf("%d %d\n", k, c);
  k = xchg(&s, 8), printf("%d %d\n", k, s);
  k = xchg(&l, 10), printf("%d %ld\n", k, l);
  cpuid(0, r), cpuidKeepingB(0, r2);
  printf("%d %d\n", memcmp(r, r2, sizeof r), r[1] != 0);
  uint64_t t = rdtsc();
  asm volatile("pause");
  barrier();
  printf("%d\n", rdtsc() >= t);
  printf("%ld %d %d %x %lx\n", ffsl_(0x100), fls(0x80), fls(0), htons_(0x1234),
         bswap(0x0102030405060708));
  repMovsb(text, "copied by rep", 14);
  printf("%s %zu\n", text, strlen_(text));
  memsetc(text, 'x', 3), printf("%s\n", text);
  fflush(stdout);
  printf("%ld\n", syscall6(1, 1, (long)"by syscall\n", 11, 0, 0, 0));
  q = mul128(~0ull, 10, &hi), printf("%lx %lx\n", q, hi);
  q = div128(1, 5, 7, &rem), printf("%lu %lu\n", q, rem);
  add192(sum, (uint64_t[]){~0ull, ~0ull, 1}, (uint64_t[]){1, 0, 2});
  printf("%lu %lu %lu\n", sum[0], sum[1], sum[2]);
  printf("%d %u %u\n", tenOperands(list), parity(3), parity(0x83));
  k = addOverflow(0x7fffffff, 1, &i), printf("%d %d\n", k, i);
  k = addOverflow(1, 1, &i), printf("%d %d\n", k, i);
  printf("%ld %d %s %d %d\n", loops(10), exceptionTable(), stringIn(), calls(5),
         symbolic());
  printf("%g\n", fsin87(-2.5, 9.0f));
  store87(41.6L, &i), printf("%d\n", i);
  printf("%g %ld\n", viaGeneral(1.5f), viaXmm(21));
  v4 w = vectors((v4){1, 2, 3, 4}, (v4){10, 20, 30, 40});
  printf("%d %d %d %d\n", w[0], w[1], w[2], w[3]);
  printf("%d\n", mixedWidths(-1, -2, 100, 1000));
  printf("%lx\n", accumulate((uint64_t[]){1, 2, 3, 4}, 4));
  HIDE(l);
  printf("%lu %ld %d %ld\n", flagsRegister(), alternatives(5, 6), saved(6, 4),
         l);
  printf("%d %d %d %d\n", fromAssembly(20), asmData.a, asmData.b,
         asmData.m == main);
  return 0;
}
