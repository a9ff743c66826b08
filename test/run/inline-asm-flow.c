// Inline assembly: flag outputs, asm goto, volatile order, local labels,
// sections.
// REQUIRES: x86_64
// RUN: %run_both %s
#include <stdio.h>

#define FLAG(N, C)                                                             \
  __attribute__((noinline)) static int N(int a, int b) {                       \
    int r;                                                                     \
    asm("cmpl %2, %1" : "=@cc" C(r) : "r"(a), "r"(b));                         \
    return r;                                                                  \
  }
FLAG(below, "b")
FLAG(equal, "e")
FLAG(less, "l")
FLAG(greater, "g") FLAG(sign, "s") FLAG(overflow, "o") FLAG(notzero, "nz")
    FLAG(carry, "c") FLAG(above, "a") FLAG(parity, "p")
        __attribute__((noinline)) static int branch(unsigned a, unsigned b) {
  _Bool c;
  asm("addl %2, %1" : "=@ccc"(c), "+r"(a) : "r"(b));
  if (c)
    return -1;
  return a;
}
__attribute__((noinline)) static int jump(int a) {
  asm goto("testl %0, %0\n\tjs %l[negative]\n\tjz %l[zero]"
           :
           : "r"(a)
           : "cc"
           : negative, zero);
  return 1;
negative:
  return -1;
zero:
  return 0;
}
__attribute__((noinline)) static int jumpout(int a) {
  int o = 5;
  asm goto("leal 3(%1), %0\n\tcmpl $10, %0\n\tjg %l2"
           : "=&r"(o)
           : "r"((long)a)
           : "cc"
           : big);
  return o;
big:
  return o * 100;
}
__attribute__((noinline)) static int loop(int n) {
  int s = 0;
  for (int i = 0; i < n; i++)
    asm goto("btl %0, %1\n\tjc %l[odd]" : : "r"(0), "r"(i) : "cc" : odd);
  return s;
odd:
  return 77;
}
__attribute__((noinline)) static int labels(int n) {
  int r = 0;
  asm("1:\tdecl %1\n\tjs 2f\n\taddl $3, %0\n\tjmp 1b\n2:"
      : "+r"(r), "+r"(n)
      :
      : "cc");
  return r;
}
__attribute__((noinline)) static int unique(int n) {
  int r = n;
  asm("jmp .Lskip%=\n\tincl %0\n.Lskip%=:\n\taddl $2, %0" : "+r"(r));
  return r;
}
__attribute__((noinline)) static int emitted(void) {
  const char *p;
  asm(".pushsection .rodata.mine, \"a\", @progbits\n.Lhidden%=:\n\t.asciz "
      "\"hidden\"\n\t.popsection\n\tleaq .Lhidden%=(%%rip), %0"
      : "=r"(p));
  return p[0] * 1000 + p[5];
}
extern int callee(int) __attribute__((visibility("hidden")));
int callee(int x) { return x * 2; }
__attribute__((noinline)) static int call(int x) {
  int r;
  asm volatile("subq $128, %%rsp\n\tcall %P2\n\taddq $128, %%rsp"
               : "=a"(r), "+D"(x)
               : "i"(callee)
               : "rcx", "rdx", "rsi", "r8", "r9", "r10", "r11", "xmm0", "xmm1",
                 "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9",
                 "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15", "memory",
                 "cc");
  return r;
}
__attribute__((noinline)) static int barrier(int *p) {
  *p = 1;
  asm volatile("" : : : "memory");
  int a = *p;
  *p = 2;
  asm volatile("" : : "r"(p) : "memory");
  return a * 10 + *p;
}
__attribute__((noinline)) static int hide(int x) {
  asm("" : "+r"(x));
  return x;
}
__attribute__((noinline)) static void cpuid(unsigned leaf, unsigned *max) {
  unsigned a, b, c, d;
  asm volatile("cpuid"
               : "=a"(a), "=b"(b), "=c"(c), "=d"(d)
               : "a"(leaf), "c"(0));
  *max = (a > 0) + (b != 0);
}
__attribute__((noinline)) static long registers(void) {
  register long x asm("r12") = 5;
  register long y asm("r13") = 6;
  asm("addq %1, %0" : "+r"(x) : "r"(y));
  return x;
}

int main(void) {
  for (int a = -2; a < 3; a++)
    for (int b = -2; b < 3; b++)
      printf("%d%d%d%d%d%d%d%d%d%d ", below(a, b), equal(a, b), less(a, b),
             greater(a, b), sign(a, b), overflow(a, b), notzero(a, b),
             carry(a, b), above(a, b), parity(a, b));
  int x;
  unsigned m;
  cpuid(0, &m);
  printf("\n%d %d %d %d %d %d %d %d\n", branch(1, 2), branch(-1, 2), jump(5),
         jump(-5), jump(0), jumpout(2), jumpout(20), loop(9));
  printf("%d %d %d %d %d %d %u %ld\n", labels(5), unique(1) + unique(2),
         emitted(), call(21), barrier(&x), hide(9), m, registers());
}
