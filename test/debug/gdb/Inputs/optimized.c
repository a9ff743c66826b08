// Values of variables of optimised code: what tools/gdb-compare --values
// prints.
int observe(int);
struct P {
  int x, y;
};
static int helper(int a, int b) {
  int s = a * b;
  observe(s);
  return s + a;
}
int work(int n, const char *p) {
  int sum = 0;
  struct P q = {n, 7};
  for (int i = 0; i < n; i++) {
    int t = helper(i, n);
    sum += t;
    observe(sum);
  }
  q.x += sum;
  observe(q.x);
  return sum + p[0] + q.y;
}
double mean(const double *v, int n, double bias) {
  double total = bias;
  for (int i = 0; i < n; i++) {
    total += v[i];
    observe(i);
  }
  double result = total / n;
  observe((int)result);
  return result;
}
long gcd(long a, long b) {
  while (b) {
    long r = a % b;
    observe((int)r);
    a = b;
    b = r;
    observe((int)a);
  }
  return a;
}
unsigned char bytes(unsigned char *p, int n) {
  unsigned char x = 0;
  short y = -3;
  _Bool odd = 0;
  for (int i = 0; i < n; i++) {
    x ^= p[i];
    y += p[i];
    odd = !odd;
    observe(x + y);
  }
  observe(odd);
  return x;
}
int state(const char *s) {
  int words = 0, in = 0;
  const char *start = s;
  for (; *s; s++) {
    if (*s == ' ')
      in = 0;
    else if (!in) {
      in = 1;
      words++;
      observe(words);
    }
  }
  observe((int)(s - start));
  return words;
}
__attribute__((noinline)) int observe(int v) {
  static volatile int sink;
  sink = v;
  return sink;
}
int main(int argc, char **argv) {
  double v[] = {1.5, 2.5, 4.0};
  unsigned char b[] = {1, 2, 250};
  int r = work(3 + argc - 1, "A");
  r += (int)mean(v, 3, 0.5);
  r += gcd(48, 18);
  r += bytes(b, 3);
  r += state("a bc d");
  return r & 1;
}
