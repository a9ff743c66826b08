// Switches: dense, sparse, ranges, 64-bit, negative, fall-through, small types.
// RUN: %run_both %s
#include <limits.h>
#include <stdio.h>

__attribute__((noinline)) static int dense(int x) {
  switch (x) {
  case 0:
    return 5;
  case 1:
    return 7;
  case 2:
    return 1;
  case 3:
    return 9;
  case 4:
    return 4;
  case 5:
    return 8;
  case 7:
    return 2;
  case 8:
    return 3;
  case 9:
    x += 3;
  case 10:
    return x;
  default:
    return -1;
  }
}
__attribute__((noinline)) static int sparse(int x) {
  switch (x) {
  case -1000000:
    return 1;
  case -5:
    return 2;
  case 0:
    return 3;
  case 77:
    return 4;
  case 1000:
    return 5;
  case 99999:
    return 6;
  case INT_MAX:
    return 7;
  case INT_MIN:
    return 8;
  }
  return 0;
}
__attribute__((noinline)) static int range(int x) {
  switch (x) {
  case -10 ... - 5:
    return 1;
  case 0 ... 100:
    return 2;
  case 101:
    return 3;
  case 200 ... INT_MAX:
    return 4;
  case INT_MIN ... - 1000:
    return 5;
  default:
    return 6;
  }
}
__attribute__((noinline)) static int wide(long x) {
  switch (x) {
  case 1:
    return 1;
  case 1l << 32:
    return 2;
  case (1l << 32) + 1:
    return 3;
  case LONG_MAX:
    return 4;
  case LONG_MIN:
    return 5;
  case -1:
    return 6;
  case 0x123456789abcdef:
    return 7;
  }
  return 0;
}
__attribute__((noinline)) static int byte(unsigned char x) {
  switch (x) {
  case 0:
    return 1;
  case 127:
    return 2;
  case 128:
    return 3;
  case 255:
    return 4;
  case 'a' ... 'z':
    return 5;
  case 'A' ... 'Z':
    return 6;
  }
  return 0;
}
__attribute__((noinline)) static int sbyte(signed char x) {
  switch (x) {
  case -128:
    return 1;
  case -1:
    return 2;
  case 127:
    return 3;
  case 5:
    return 4;
  }
  return 0;
}
__attribute__((noinline)) static int huge(__int128 x) {
  switch (x) {
  case 1:
    return 1;
  case (__int128)1 << 100:
    return 2;
  case -1:
    return 3;
  }
  return 0;
}
__attribute__((noinline)) static int boolean(_Bool x) {
  switch (x) {
  case 0:
    return 10;
  case 1:
    return 20;
  }
  __builtin_unreachable();
}
__attribute__((noinline)) static int state(const char *s) {
  int state = 0, n = 0;
  for (; *s; s++)
    switch (state) {
    case 0:
      if (*s == '"')
        state = 1;
      else if (*s == '/')
        state = 2;
      else
        n++;
      break;
    case 1:
      if (*s == '\\')
        state = 3;
      else if (*s == '"')
        state = 0;
      break;
    case 2:
      state = *s == '*' ? 4 : 0;
      break;
    case 3:
      state = 1;
      break;
    case 4:
      if (*s == '*')
        state = 5;
      continue;
    case 5:
      state = *s == '/' ? 0 : *s == '*' ? 5 : 4;
    }
  return n * 10 + state;
}
__attribute__((noinline)) static int duff(char *to, const char *from,
                                          int count) {
  int n = (count + 7) / 8;
  switch (count % 8) {
  case 0:
    do {
      *to++ = *from++;
    case 7:
      *to++ = *from++;
    case 6:
      *to++ = *from++;
    case 5:
      *to++ = *from++;
    case 4:
      *to++ = *from++;
    case 3:
      *to++ = *from++;
    case 2:
      *to++ = *from++;
    case 1:
      *to++ = *from++;
    } while (--n > 0);
  }
  return count;
}
__attribute__((noinline)) static const char *names(int x) {
  switch (x) {
#define C(n)                                                                   \
  case n:                                                                      \
    return #n;
#define C10(n)                                                                 \
  C(n##0)                                                                      \
  C(n##1) C(n##2) C(n##3) C(n##4) C(n##5) C(n##6) C(n##7) C(n##8) C(n##9)
    C10(1)
    C10(2)
    C10(3) C10(4) C10(5) C10(6) C10(7) C10(8) C10(9) C10(10) C10(20) C10(30)
  }
  return "none";
}
__attribute__((noinline)) static int nodefault(int x) {
  int r = 9;
  switch (x) {
  case 1:
    r = 1;
    break;
  case 2: {
    switch (r) {
    case 9:
      r = 5;
      break;
    default:
      r = 0;
    }
  }
  }
  switch (x)
  default:
    r++;
  switch (x) {}
  return r;
}

int main(void) {
  static const long v[] = {INT_MIN,
                           INT_MAX,
                           -1000000,
                           -1001,
                           -1000,
                           -999,
                           -10,
                           -7,
                           -5,
                           -4,
                           -1,
                           77,
                           99,
                           100,
                           101,
                           102,
                           199,
                           200,
                           300,
                           1000,
                           99999,
                           1l << 32,
                           (1l << 32) + 1,
                           LONG_MAX,
                           LONG_MIN,
                           0x123456789abcdef,
                           127,
                           128,
                           255,
                           256};
  for (unsigned i = 0; i < sizeof v / sizeof *v; i++)
    printf("%d %d %d %d %d %d %d\n", dense(v[i]), sparse(v[i]), range(v[i]),
           wide(v[i]), byte(v[i]), sbyte(v[i]), huge(v[i]));
  for (int i = -3; i < 14; i++)
    printf("%d %d %d %d %d\n", dense(i), sparse(i), range(i), wide(i),
           nodefault(i));
  for (int i = 0; i < 340; i += 3)
    printf("%s ", names(i));
  char out[40] = "";
  for (int i = 1; i < 20; i++)
    printf("%d%s ", duff(out, "abcdefghijklmnopqrstuvwxyz", i), out);
  printf("%d %d %d %d\n", state("a\"b\\\"c\"d/*e**f*/g\""),
         huge((__int128)1 << 100), boolean(1), boolean(0));
}
