/* Probes for sampled profiles. One callee is inlined: with more, stock orders
   .pseudo_probe by addresses of its own, differently from run to run.

RUN: %same_object %s --flags="-O1 -fpseudo-probe-for-profiling" --flags="-O2 -g -fpseudo-probe-for-profiling -funique-internal-linkage-names"
*/
int external(int);
static int twice(int value) {
  if (value > 3)
    return external(value);
  return 2 * value;
}
int first(int value) {
  int sum = 0;
  for (int i = 0; i < value; ++i)
    sum += twice(i);
  return sum;
}
int second(int value) { return value ? external(value) : 7; }
