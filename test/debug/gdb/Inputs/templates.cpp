// Templates of types, values, packs; of classes and functions.
// gdb: break largest<int>
// gdb: run
// gdb: info args
// gdb: bt
// gdb: finish
// gdb: break Stack<int, 4>::push
// gdb: continue
// gdb: print *this
// gdb: ptype this
// gdb: info args
// gdb: finish
// gdb: break @end
// gdb: continue
// gdb: print stack
// gdb: ptype stack
// gdb: print texts
// gdb: print factorial
// gdb: ptype pair
// gdb: print pair
// gdb: whatis sum<int, int, int>
// gdb: info functions largest
template <typename T> static T largest(T a, T b) { return a > b ? a : b; }
template <typename T, int Size> class Stack {
public:
  void push(T value) {
    items[used] = value;
    used++;
  }
  T top() const { return items[used - 1]; }

private:
  T items[Size] = {};
  int used = 0;
};
template <int N> struct Factorial {
  static constexpr int value = N * Factorial<N - 1>::value;
};
template <> struct Factorial<0> {
  static constexpr int value = 1;
};
template <typename First, typename Second> struct Pair {
  First first;
  Second second;
};
template <typename... Types> static int sum(Types... values) {
  return (values + ... + 0);
}
int main() {
  int high = largest(3, 4);
  double higher = largest(2.5, 1.5);
  Stack<int, 4> stack;
  stack.push(7);
  stack.push(8);
  Stack<const char *, 2> texts;
  texts.push("text");
  int factorial = Factorial<5>::value;
  Pair<int, Pair<char, bool>> pair = {1, {'c', true}};
  int total = sum(1, 2, 3) + high + (int)higher; // @end
  return total + stack.top() + texts.top()[0] + factorial + pair.first == 0;
}
