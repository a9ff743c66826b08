// Debug information of C++: scopes, templates, virtual calls, lambdas,
// references, static members, initialisation at start-up.
extern "C" int printf(const char *, ...);

namespace shapes {
struct Shape {
  virtual ~Shape() = default;
  virtual double area() const = 0;
  static int count;
  Shape() { ++count; }
};
int Shape::count;

template <typename Number, int Scale> struct Square final : Shape {
  explicit Square(Number side) : side(side) {}
  double area() const override { return double(side) * side * Scale; }
  Number side;
};

enum class Colour : unsigned char { Red, Green = 7 };
union Bits {
  float number;
  unsigned bits : 12;
};
inline namespace v1 {
using Unit = Square<float, 1>;
}
} // namespace shapes

static int initial() { return shapes::Shape::count + 3; }
int global = initial();
thread_local int perThread = 5;

struct Pair {
  long first, second;
};
Pair makePair(long a) { return {a, a + global}; }

template <typename Function> static auto twice(Function function, int value) {
  return function(function(value));
}

int main(int argc, char **argv) {
  shapes::Square<int, 2> square(argc);
  const shapes::Shape &shape = square;
  auto [first, second] = makePair(argc);
  int factor = 3;
  auto times = [&factor, argc](int value) -> int {
    return value * factor + argc;
  };
  shapes::Bits bits;
  bits.number = float(shape.area());
  double sum = shapes::Unit(1.5F).area();
  for (int i = 0; i < argc + 4; ++i) {
    int local = i * perThread;
    if (local % 3 == 0)
      continue;
    sum += local;
  }
  printf("%g %ld %ld %d %u %d\n", sum, first, second, twice(times, global),
         bits.bits, int(shapes::Colour::Green));
  return 0;
}
