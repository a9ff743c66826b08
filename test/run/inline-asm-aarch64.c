// Inline assembly for AArch64: classes, memory, immediates, modifiers, named
// registers, clobbers, flags, jumps.
// REQUIRES: aarch64
// RUN: %run_both %s -- -fwrapv
#include <stdint.h>
#include <stdio.h>

#define noinline __attribute__((noinline))

noinline static long add(long a, long b) {
  long r;
  asm("add %0, %1, %2" : "=r"(r) : "r"(a), "r"(b));
  return r;
}
noinline static int addWord(int a, int b) {
  int r;
  asm("add %w0, %w1, %w2" : "=r"(r) : "r"(a), "r"(b));
  return r;
}
noinline static long immediates(long a) {
  long r;
  asm("add %0, %1, %2" : "=r"(r) : "r"(a), "I"(4095));
  asm("sub %0, %0, %1" : "+r"(r) : "i"(7));
  asm("add %0, %0, #%n1" : "+r"(r) : "J"(-100));
  asm("eor %w0, %w0, %1" : "+r"(r) : "K"(0x00ff00ff));
  asm("eor %0, %0, %1" : "+r"(r) : "L"(0xff00ff00ff00ff00));
  long m, n;
  asm("mov %w0, %1" : "=r"(m) : "M"(0xffff1234));
  asm("mov %0, %1" : "=r"(n) : "N"(0x123400000000));
  return r + m * 3 + n;
}
noinline static long either(long a, int isConstant) {
  long r, s;
  asm("add %0, %1, %2" : "=r"(r) : "r"(a), "Ir"(5));
  asm("add %0, %1, %2" : "=r"(s) : "r"(r), "Ir"(a * 1000003));
  return isConstant ? r : s;
}
noinline static long zero(long a) {
  long r;
  asm("add %0, %1, %x2" : "=r"(r) : "r"(a), "rz"(0l));
  asm("csel %w0, %w0, %w1, ne" : "+r"(r) : "rz"(0));
  return r;
}
noinline static double floats(double a, double b) {
  double r;
  asm("fmul %d0, %d1, %d2" : "=w"(r) : "w"(a), "w"(b));
  float s = (float)r;
  asm("fadd %s0, %s0, %s1" : "+w"(s) : "w"(1.5f));
  return r + s;
}
typedef int V4 __attribute__((vector_size(16)));
noinline static int vectors(V4 a, V4 b) {
  V4 r;
  asm("add %0.4s, %1.4s, %2.4s" : "=w"(r) : "w"(a), "w"(b));
  asm("mla %0.4s, %1.4s, %2.4s" : "+w"(r) : "w"(a), "x"(b));
  int sum;
  asm("addv %s1, %2.4s\n\tfmov %w0, %s1" : "=r"(sum), "=&w"(a) : "w"(r));
  return sum;
}
noinline static uint64_t across(double a, uint64_t b) {
  uint64_t r;
  double d;
  asm("mov %0, %1" : "=r"(r) : "r"(a));
  asm("fmov %d0, %1" : "=w"(d) : "r"(b));
  return r + (uint64_t)d;
}
noinline static int memory(int *p, long *q) {
  int r;
  asm("ldr %w0, %1" : "=r"(r) : "m"(p[3]));
  asm volatile("str %1, %0" : "=m"(q[1]) : "r"(77l));
  asm volatile("str %w1, %0" : "=Q"(p[2]) : "r"(r + 1));
  int local = 5;
  asm volatile("ldr w9, %0\n\tadd w9, w9, #1\n\tstr w9, %0"
               : "+m"(local)
               :
               : "x9", "memory");
  asm volatile("ldr %w0, %a1" : "=r"(r) : "p"(&p[2]));
  return r + local;
}
noinline static long loadExclusive(long *p, long add) {
  long old, sum;
  int failed;
  asm volatile("1:\tldxr %0, %3\n"
               "\tadd %1, %0, %4\n"
               "\tstxr %w2, %1, %3\n"
               "\tcbnz %w2, 1b"
               : "=&r"(old), "=&r"(sum), "=&r"(failed), "+Q"(*p)
               : "r"(add)
               : "memory");
  return old;
}
noinline static long named(long a, long b) {
  register long x8 asm("x8") = a;
  register long x0 asm("x0") = b;
  register double d3 asm("d3") = 2.0;
  asm volatile("add x0, x0, x8\n\tfcvtzs x8, %d2\n\tadd x0, x0, x8"
               : "+r"(x0), "+r"(x8)
               : "w"(d3));
  return x0 * 10 + x8;
}
noinline static long tied(long a, long b) {
  long r, s;
  asm("add %0, %0, %3\n\tmov %1, %2"
      : "=&r"(r), "=r"(s)
      : "r"(a), "r"(b), "0"(a));
  return r * 100 + s;
}
noinline static long clobbers(long a, double b) {
  long keep = a * 3;
  double kept = b * 1.5;
  asm volatile("mov x19, #0\n\tmov x20, #0\n\tmov x28, #0\n\tmov x16, #0\n\t"
               "mov x17, #0\n\tmov x30, #0\n\tmovi v8.2d, #0\n\t"
               "movi v15.2d, #0\n\tmovi v0.2d, #0\n\tmovi v31.2d, #0"
               :
               :
               : "x19", "x20", "x28", "x16", "x17", "lr", "v8", "d15", "v0",
                 "v31", "cc", "memory");
  return keep + (long)kept;
}
noinline static double around(long a) {
  // The caller's own d8 and x19 are live here.
  double sum = 0;
  for (int i = 0; i < 3; i++)
    sum += (double)clobbers(a + i, (double)i) * 1.25;
  return sum;
}
noinline static int below(unsigned a, unsigned b) {
  int r;
  asm("cmp %w1, %w2" : "=@cclo"(r) : "r"(a), "r"(b));
  return r;
}
noinline static int flags(long a, long b) {
  int eq, ge, vs;
  asm("subs %3, %4, %5"
      : "=@cceq"(eq), "=@ccge"(ge), "=@ccvs"(vs), "=r"(a)
      : "r"(a), "r"(b));
  return eq | ge << 1 | vs << 2 | (int)(a & 7) << 3;
}
noinline static int jumps(int a) {
  asm goto("cbz %w0, %l[isZero]\n\ttbnz %w0, #31, %l[isNegative]"
           :
           : "r"(a)
           :
           : isZero, isNegative);
  return 1;
isZero:
  return 2;
isNegative:
  return 3;
}
noinline static long jumpsWithResult(long a) {
  long r;
  asm goto("add %0, %1, #1\n\tcbz %1, %l[out]" : "=&r"(r) : "r"(a) : : out);
  return r * 2;
out:
  return r + 1000;
}
noinline static int narrow(signed char a, unsigned short b, _Bool c) {
  int r;
  asm("uxtb %w0, %w1" : "=r"(r) : "r"(a));
  int s;
  asm("add %w0, %w1, %w2" : "=r"(s) : "r"((int)b), "r"((int)c));
  return r + s;
}
static int table[4] = {1, 2, 3, 4};
noinline static int symbol(void) {
  int *p;
  asm("adrp %0, %1\n\tadd %0, %0, :lo12:%1" : "=r"(p) : "S"(&table[2]));
  return *p;
}
noinline static long many(long *p) {
  long a = p[0], b = p[1], c = p[2], d = p[3], e = p[4], f = p[5], g = p[6];
  asm("add %0, %0, %1\n\tadd %2, %2, %3\n\tadd %4, %4, %5\n\teor %6, %6, %0"
      : "+r"(a), "+r"(b), "+r"(c), "+r"(d), "+r"(e), "+r"(f), "+r"(g));
  return a ^ b * 3 ^ c * 5 ^ d * 7 ^ e * 11 ^ f * 13 ^ g;
}
noinline static long sections(void) {
  long r;
  asm("adrp %0, .Lvalue%=\n\tldr %0, [%0, :lo12:.Lvalue%=]\n"
      "\t.pushsection .rodata\n\t.p2align 3\n.Lvalue%=:\t.quad 4711\n"
      "\t.popsection"
      : "=r"(r));
  return r;
}
noinline static long callsFromText(long a) {
  register long x0 asm("x0") = a;
  register long x1 asm("x1") = 10;
  asm volatile("bl labs"
               : "+r"(x0), "+r"(x1)
               :
               : "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11",
                 "x12", "x13", "x14", "x15", "x16", "x17", "x18", "x30",
                 "memory", "cc");
  return x0;
}

int main(void) {
  int words[4] = {10, 20, 30, 40};
  long longs[7] = {1, 2, 3, 4, 5, 6, 7};
  printf("%ld %d %ld\n", add(1l << 40, 2), addWord(-5, 3), immediates(123));
  printf("%ld %ld %ld\n", either(3, 1), either(3, 0), zero(9));
  printf("%f %d\n", floats(1.5, 2.5), vectors((V4){1, 2, 3, 4}, (V4){5, 6, 7}));
  printf("%llx\n", (unsigned long long)across(1.0, 0x4059000000000000));
  printf("%d", memory(words, longs));
  printf(" %d %ld %ld %ld\n", words[2], longs[1], loadExclusive(longs, 5),
         longs[0]);
  printf("%ld %ld %f\n", named(1, 2), tied(3, 4), around(7));
  printf("%d%d%d", below(1, 2), below(2, 2), below(-1u, 0));
  printf(" %d %d %d\n", flags(3, 3), flags(5, 2), flags(INT64_MIN, 1));
  printf("%d %d %d\n", jumps(0), jumps(5), jumps(-5));
  printf("%ld %ld\n", jumpsWithResult(0), jumpsWithResult(4));
  printf("%d %d %ld\n", narrow(-1, 65535, 1), symbol(), many(longs));
  printf("%ld %ld %ld\n", sections(), sections(), callsFromText(-3));
  return 0;
}
