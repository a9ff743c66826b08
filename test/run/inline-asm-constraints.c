// Inline assembly: register classes, memory, immediates, matching, clobbers.
// REQUIRES: x86_64
// RUN: %run_both %s -- -fwrapv
#include <stdint.h>
#include <stdio.h>

__attribute__((noinline)) static int r(int a, int b) {
  int o;
  asm("leal (%1,%2,2), %0" : "=r"(o) : "r"((long)a), "r"((long)b));
  return o;
}
__attribute__((noinline)) static long plus(long a) {
  asm("addq $5, %0" : "+r"(a) : : "cc");
  return a;
}
__attribute__((noinline)) static int matching(int a, int b) {
  int o;
  asm("subl %2, %0" : "=r"(o) : "0"(a), "r"(b) : "cc");
  return o;
}
__attribute__((noinline)) static int early(int a, int b) {
  int o;
  asm("movl %1, %0\n\taddl %2, %0\n\taddl %1, %0"
      : "=&r"(o)
      : "r"(a), "r"(b)
      : "cc");
  return o;
}
__attribute__((noinline)) static int memory(int *p) {
  int o;
  asm("movl %1, %0\n\tincl %1" : "=&r"(o), "+m"(*p) : : "cc");
  return o;
}
__attribute__((noinline)) static void store(int *p, int i, int v) {
  asm volatile("movl %1, %0" : "=m"(p[i]) : "r"(v));
}
__attribute__((noinline)) static int immediate(int a) {
  asm("addl %1, %0\n\txorl %2, %0" : "+r"(a) : "i"(42), "n"(7) : "cc");
  return a;
}
__attribute__((noinline)) static int either(int a, int *p) {
  int o;
  asm("movl %1, %0\n\taddl %2, %0" : "=&r"(o) : "rm"(a), "g"(*p) : "cc");
  return o;
}
__attribute__((noinline)) static uint64_t fixed(uint32_t lo, uint32_t hi) {
  uint32_t a, d;
  asm("mull %3" : "=a"(a), "=d"(d) : "0"(lo), "r"(hi) : "cc");
  return (uint64_t)d << 32 | a;
}
__attribute__((noinline)) static int abcd(int a, int b, int c, int d, int s,
                                          int t) {
  int o;
  asm("addl %%ebx, %%eax\n\taddl %%ecx, %%eax\n\taddl %%edx, %%eax\n\taddl "
      "%%esi, %%eax\n\taddl %%edi, %%eax"
      : "=a"(o)
      : "a"(a), "b"(b), "c"(c), "d"(d), "S"(s), "D"(t)
      : "cc");
  return o;
}
__attribute__((noinline)) static void copy(void *to, const void *from, long n) {
  asm volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(n) : : "memory");
}
__attribute__((noinline)) static int named(int a, int b) {
  int o;
  asm("movl %[x], %[out]\n\timull %[y], %[out]"
      : [out] "=&r"(o)
      : [x] "r"(a), [y] "r"(b)
      : "cc");
  return o;
}
__attribute__((noinline)) static int clobbers(int a, int b) {
  int c = a * 3, d = b * 5;
  asm volatile(
      "xorl %%eax, %%eax\n\txorl %%ecx, %%ecx\n\txorl %%edx, %%edx\n\txorl "
      "%%r8d, %%r8d\n\txorl %%r9d, %%r9d\n\txorl %%ebx, %%ebx\n\txorl %%r12d, "
      "%%r12d\n\txorl %%r13d, %%r13d\n\txorl %%r14d, %%r14d\n\txorl %%r15d, "
      "%%r15d\n\txorps %%xmm0, %%xmm0\n\txorps %%xmm7, %%xmm7"
      :
      :
      : "rax", "rcx", "rdx", "r8", "r9", "rbx", "r12", "r13", "r14", "r15",
        "xmm0", "xmm7", "cc", "memory");
  return a + b + c + d;
}
__attribute__((noinline)) static int byte(int a) {
  unsigned char o;
  asm("movb %b1, %0" : "=q"(o) : "q"(a));
  return o;
}
__attribute__((noinline)) static int modifiers(long a) {
  short w;
  int k, h;
  asm("movw %w1, %w0" : "=r"(w) : "r"(a));
  asm("movl %k1, %k0" : "=r"(k) : "r"(a));
  asm("movzbl %h1, %0" : "=Q"(h) : "Q"(a));
  asm("addq %q1, %q0\n\taddq %q1, %q0" : "+r"(a) : "r"((long)w) : "cc");
  return w + k + h + (int)a;
}
__attribute__((noinline)) static double sse(double a, double b) {
  asm("addsd %1, %0\n\tmulsd %1, %0" : "+x"(a) : "x"(b));
  return a;
}
__attribute__((noinline)) static float ssem(float a, float *b) {
  asm("addss %1, %0" : "+x"(a) : "m"(*b));
  return a;
}
__attribute__((noinline)) static long double x87(long double a) {
  asm("fsqrt" : "+t"(a));
  return a;
}
__attribute__((noinline)) static long double x87two(long double a,
                                                    long double b) {
  long double o;
  asm("faddp" : "=t"(o) : "0"(a), "u"(b) : "st(1)");
  return o;
}
__attribute__((noinline)) static int many(int *v) {
  int a = v[0], b = v[1], c = v[2], d = v[3], e = v[4];
  asm("addl %1, %0\n\taddl %2, %1\n\taddl %3, %2\n\taddl %4, %3\n\txchgl %0, %4"
      : "+r"(a), "+r"(b), "+r"(c), "+r"(d), "+r"(e)
      :
      : "cc");
  return a + 2 * b + 3 * c + 4 * d + 5 * e;
}
__attribute__((noinline)) static int chars(signed char a, short b) {
  asm("addb $1, %0" : "+q"(a));
  asm("addw $300, %0" : "+r"(b));
  return a * 1000 + b;
}
static int table[4] = {10, 20, 30, 40};
__attribute__((noinline)) static int symbol(void) {
  int o;
  asm("movl %1, %0" : "=r"(o) : "m"(table[2]));
  return o;
}
__attribute__((noinline)) static int callee(int x) { return x + 1000; }
struct two {
  int a, b;
};
__attribute__((noinline)) static int structs(struct two s) {
  asm("addl $1, %0" : "+m"(s.b));
  return s.a + s.b;
}

int main(void) {
  int v[] = {1, 2, 3, 4, 5}, x = 7;
  float f = 2.5f;
  char out[8] = "";
  printf("%d %ld %d %d %d %d\n", r(3, 4), plus(6), matching(10, 3), early(5, 6),
         memory(&x), x);
  store(v, 2, 33), copy(out, "copied", 7);
  printf("%d %d %d %llx %d %s %d\n", v[2], immediate(8), either(9, v),
         (unsigned long long)fixed(0xffffffff, 0x12345678),
         abcd(1, 2, 3, 4, 5, 6), out, named(6, 7));
  printf("%d %d %d %g %g %Lg %Lg\n", clobbers(1, 2), byte(0x1234),
         modifiers(0x12345678abcdl), sse(1.5, 2), ssem(1, &f), x87(2.25L),
         x87two(1, 2));
  printf("%d %d %d %d %d\n", many(v), chars(5, 6), symbol(),
         structs((struct two){1, 2}), callee(1));
}
