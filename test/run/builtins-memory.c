// memcpy, memset, memmove, memcmp and string builtins with constant sizes.
// RUN: %run_both %s
// RUN: %if wasm32 %{ %run_wasm %s %}
#include <stdio.h>
#include <string.h>

#define SIZES(X)                                                               \
  X(0)                                                                         \
  X(1)                                                                         \
  X(2) X(3) X(4) X(5) X(7) X(8) X(9) X(15) X(16) X(17) X(24) X(31) X(32) X(33) \
      X(47) X(48) X(63) X(64) X(65) X(96) X(127) X(128) X(129) X(200) X(256)   \
          X(300) X(512) X(1024) X(4096)
static unsigned char from[5000], to[10000], saved[5000];
static unsigned hash(const unsigned char *p) {
  unsigned h = 7;
  for (int i = 0; i < 5000; i++)
    h = h * 31 + p[i];
  return h;
}
#define DEFINE(N)                                                              \
  __attribute__((noinline)) static void *copy##N(unsigned char *a,             \
                                                 const unsigned char *b) {     \
    return memcpy(a + 1, b, N);                                                \
  }                                                                            \
  __attribute__((noinline)) static void *move##N(unsigned char *a) {           \
    return memmove(a + 3, a, N);                                               \
  }                                                                            \
  __attribute__((noinline)) static void *back##N(unsigned char *a) {           \
    return memmove(a, a + 3, N);                                               \
  }                                                                            \
  __attribute__((noinline)) static void *set##N(unsigned char *a, int v) {     \
    return memset(a + 2, v, N);                                                \
  }                                                                            \
  __attribute__((noinline)) static void zero##N(unsigned char *a) {            \
    memset(a, 0, N);                                                           \
    memset(a + N, 0xa5, N);                                                    \
  }                                                                            \
  __attribute__((noinline)) static int compare##N(const unsigned char *a,      \
                                                  const unsigned char *b) {    \
    int r = memcmp(a, b, N);                                                   \
    return (r > 0) - (r < 0) + 10 * (memcmp(a, b, N) == 0) +                   \
                   100 * __builtin_bcmp(a, b, N)                               \
               ? 1                                                             \
               : 0;                                                            \
  }                                                                            \
  __attribute__((noinline)) static void inlined##N(unsigned char *a,           \
                                                   unsigned char *b) {         \
    __builtin_memcpy_inline(a, b, N);                                          \
    __builtin_memset_inline(b, 3, N);                                          \
  }                                                                            \
  static void test##N(void) {                                                  \
    memcpy(to, saved, 5000);                                                   \
    int r = copy##N(to, from) == to + 1;                                       \
    r = r * 2 + (move##N(to) == to + 3);                                       \
    r = r * 2 + (set##N(to + 600, N) == to + 602);                             \
    back##N(to + 300);                                                         \
    zero##N(to + 33);                                                          \
    r = r * 100 + compare##N(to, from) * 10 + compare##N(from, from);          \
    to[N] ^= 1;                                                                \
    r += compare##N(to, to + 1);                                               \
    inlined##N(to, from + 500);                                                \
    memcpy(from + 500, saved + 500, 4500);                                     \
    printf(#N " %d %u\n", r, hash(to));                                        \
  }
SIZES(DEFINE)
__attribute__((noinline)) static void variable(int n, int v) {
  memcpy(to, from, n);
  memset(to + n, v, n);
  memmove(to + 1, to, n);
  printf("%d %u %d\n", n, hash(to), memcmp(to, from, n) > 0);
}
__attribute__((noinline)) static size_t strings(char *out, const char *s) {
  strcpy(out, s);
  strcat(out, "+suffix");
  char *p = strchr(out, '+');
  *p = '-';
  strncpy(out + 40, s, 5);
  out[45] = 0;
  return strlen(out) + strcmp(out, s) * 0 + (strstr(out, "suf") - out) +
         (strrchr(out, 'f') - out) + strlen(out + 40) +
         (strncmp(out, s, 3) == 0) + strspn(s, "abc") +
         (memchr(s, 0, 50) == s + strlen(s));
}
__attribute__((noinline)) static size_t sizes(void) {
  char a[10];
  struct {
    char x[5];
    int y[3];
  } s;
  char *p = a + 3;
  return __builtin_object_size(p, 0) * 1000 + __builtin_object_size(s.x + 1, 1);
}
__attribute__((noinline)) static size_t unknown(void *p) {
  return __builtin_object_size(p, 0) + __builtin_object_size(p, 2) +
         __builtin_dynamic_object_size(p, 0);
}
__attribute__((noinline)) static size_t allocated(void) {
  char *p = __builtin_malloc(100);
  size_t r = __builtin_object_size(p, 0) == 100;
  p[99] = 1;
  __builtin_free(p);
  return r;
}

int main(void) {
  for (int i = 0; i < 5000; i++)
    from[i] = i * 7 + i / 256, saved[i] = i * 3;
#define CALL(N) test##N();
  SIZES(CALL)
  for (int n = 0; n < 2000; n = n * 3 + 1)
    variable(n, n + 1);
  char out[100];
  printf("%zu %s %zu %zu\n", strings(out, "abcdefgh"), out, sizes(),
         unknown(out));
  allocated();
}
