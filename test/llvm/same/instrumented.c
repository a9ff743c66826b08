/* What instruments code, hardens it or counts it: stock's object too.

RUN: %same_object %s --flags="-O0 -g -fsanitize=address" --flags="-O2 -g -fsanitize=address -fsanitize-address-use-after-scope" --flags="-O0 -fsanitize=undefined -fno-sanitize-recover=all" --flags="-O2 -g -fsanitize=undefined,integer,nullability,bounds" --flags="-O1 -fsanitize=thread -g" --flags="-O1 -fsanitize=memory -fPIE -g" --flags="-O1 -fsanitize=kcfi" --flags="-O1 -fsanitize=function" --flags="-O0 -fsanitize=safe-stack" --flags="-O2 -fsanitize=leak" --flags="-O1 -fsanitize=type"
RUN: %same_object %s --flags="-O0 -fprofile-instr-generate -fcoverage-mapping" --flags="-O2 -g -fprofile-instr-generate -fcoverage-mapping -fcoverage-mcdc" --flags="-O2 -fprofile-generate" --flags="-O0 -g --coverage" --flags="-O1 -fsanitize-coverage=trace-pc-guard,indirect-calls,trace-cmp,pc-table" --flags="-O1 -fsanitize-coverage=inline-8bit-counters,pc-table -fsanitize=address" --flags="-O1 -fexperimental-sanitize-metadata=all"
RUN: %same_object %s --flags="-O1 -fstack-protector-all" --flags="-O1 -fstack-protector-strong -fstack-clash-protection" --flags="-O2 -fcf-protection=full" --flags="-O2 -mretpoline" --flags="-O1 -fzero-call-used-regs=all" --flags="-O1 -mspeculative-load-hardening" --flags="-O1 -ftrivial-auto-var-init=pattern" --flags="-O1 -fpatchable-function-entry=4,2" --flags="-O1 -pg -mfentry" --flags="-O0 -pg" --flags="-O1 -fxray-instrument -fxray-instruction-threshold=1" --flags="-O1 -finstrument-functions" --flags="-O1 -mharden-sls=all" --flags="-O1 -fsplit-stack" --flags="-O2 -fno-omit-frame-pointer -mno-red-zone -mcmodel=kernel -fno-pie" --flags="-O2 -mcmodel=large" --flags="-O2 -mcmodel=medium -fPIC" --flags="-O2 -fstack-size-section" --flags="-O1 -fbasic-block-address-map" --flags="-O1 -fmemory-profile" --flags="-O2 -fcommon -fno-semantic-interposition -fPIC" --flags="-O2 -fsplit-machine-functions"
RUN: %same_object %s --flags="-O2 -ffp-model=strict" --flags="-O2 -frounding-math" --flags="-O2 -ffast-math" --flags="-O1 -ffp-exception-behavior=strict -mlong-double-128" --flags="-O2 -fdenormal-fp-math=preserve-sign" --flags="-O1 -msoft-float -mno-sse" --flags="-O2 -mavx512f -mprefer-vector-width=512" --flags="-O1 -femulated-tls" --flags="-O1 -ftls-model=local-exec" --flags="-O1 -mtls-dialect=gnu2 -fPIC" --flags="-O2 -fopenmp-simd" --flags="-O1 -fexceptions -fasynchronous-unwind-tables" --flags="-O1 -fwrapv -fno-strict-aliasing -fno-delete-null-pointer-checks" --flags="-O1 -g -gsplit-dwarf=single" --flags="-O1 -g -gdwarf64" --flags="-O1 -g -fdebug-types-section -gpubnames" --flags="-O0 -g1 -gz" --flags="-O1 -g -gno-column-info -fdebug-macro" --flags="-O1 -m32"
RUN: %same_object %s --flags="--target=aarch64-linux-gnu -O1 -mbranch-protection=standard" --flags="--target=aarch64-linux-gnu -O1 -mbranch-protection=pac-ret+b-key+leaf" --flags="--target=aarch64-linux-gnu -O1 -fsanitize=hwaddress" --flags="--target=aarch64-linux-gnu -O1 -fsanitize=memtag-stack -march=armv8.5-a+memtag" --flags="--target=aarch64-linux-gnu -O1 -fsanitize=shadow-call-stack -ffixed-x18" --flags="--target=aarch64-linux-gnu -O1 -mharden-sls=all -mno-outline-atomics" --flags="--target=aarch64-linux-gnu -O2 -moutline"
*/
typedef int (*callback)(int);
extern int external(int), other(char *);
struct list { struct list *next; int values[4]; };
static int counter;
_Thread_local int tls;
double global_double;

int walk(struct list *l, callback f, int n) {
  char buffer[64];
  int total = 0;
  for (; l; l = l->next)
    for (int i = 0; i < n; ++i)
      if (l->values[i & 3] > total || (i > 2 && f))
        total += f ? f(l->values[i & 3]) : i << n;
  buffer[n] = (char)total;
  total += other(buffer);
  __atomic_fetch_add(&counter, total / n, __ATOMIC_SEQ_CST);
  return total;
}

int choose(int op, float x) {
  switch (op) {
  case 0: return external(op);
  case 1: return (int)(x * 3.0f) + tls;
  case 2: return (short)(op * 70000);
  case 7: global_double = global_double / 3 + x; return (int)global_double;
  case 8: return external(8) + external(9);
  default: return __builtin_clz(op);
  }
}

callback pick(int n) {
  static callback const all[] = {external, 0};
  return all[n];
}

__attribute__((noreturn)) void stop(int n) {
  if (n)
    external(n);
  __builtin_unreachable();
}
