// COUNT functions: 1,000 or 4,000. WITH_TRY (C++) and PROTECTED put one behind
// them that the fast back end refuses, at import or at compilation.
#ifdef PROTECTED
#define PLAIN __attribute__((no_stack_protector))
#else
#define PLAIN
#endif
#define F(n)                                                                   \
  PLAIN double f##n(int a, double *p) {                                        \
    double sum = a > n ? n + 0.5 : 1.5;                                       \
    for (int i = 0; i < a; ++i)                                                \
      sum += p[i] * (i ^ a);                                                   \
    return sum;                                                                \
  }
#define F10(n)                                                                 \
  F(n##0) F(n##1) F(n##2) F(n##3) F(n##4) F(n##5) F(n##6) F(n##7) F(n##8) F(n##9)
#define F100(n)                                                                \
  F10(n##0) F10(n##1) F10(n##2) F10(n##3) F10(n##4)                            \
  F10(n##5) F10(n##6) F10(n##7) F10(n##8) F10(n##9)
#define F1000(n)                                                               \
  F100(n##0) F100(n##1) F100(n##2) F100(n##3) F100(n##4)                       \
  F100(n##5) F100(n##6) F100(n##7) F100(n##8) F100(n##9)
F1000(1)
#if COUNT == 4000
F1000(2) F1000(3) F1000(4)
#endif
#ifdef PROTECTED
int refused(int a) { return a; }
F(1)
#endif
#ifdef WITH_TRY
int thrower(int);
int refused(int a) { try { return thrower(a); } catch (int n) { return n; } }
F(1)
#endif
