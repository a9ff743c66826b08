// Classes, inheritance, references, templates, namespaces, static members.
// gdb: break Square::area
// gdb: run
// gdb: bt
// gdb: info args
// gdb: print *this
// gdb: ptype this
// gdb: ptype Shape
// gdb: up
// gdb: print square
// gdb: finish
// gdb: 5 * next
// gdb: print pair
// gdb: ptype pair
// gdb: print geometry::count
// gdb: print Square::made
// gdb: ptype member
// gdb: print member
// gdb: print level
// gdb: ptype level
// gdb: whatis reference
// gdb: print reference
// gdb: break geometry::twice<int>
// gdb: continue
// gdb: info args
// gdb: bt
// gdb: finish
// gdb: print reference
// gdb: 12 * step

namespace geometry {
int count = 3;
template <typename T> T twice(T value) {
  T result = value + value;
  return result;
}
} // namespace geometry

class Shape {
public:
  virtual ~Shape() {}
  virtual int area() const = 0;
  int id = 4;

protected:
  int hidden = 5;
};

class Square : public Shape {
public:
  explicit Square(int side) : side(side) { ++made; }
  int area() const override { return side * side; }
  static int made;

private:
  int side;
};
int Square::made = 0;

template <typename A, int N> struct Pair {
  A first;
  int second[N];
};

enum class Level : unsigned char { Low = 1, High = 200 };

using namespace geometry;

int main() {
  Square square(6);
  const Shape &shape = square;
  int area = shape.area();
  Pair<char, 2> pair = {'p', {1, 2}};
  int Shape::*member = &Shape::id;
  Level level = Level::High;
  int &reference = area;
  reference += square.*member;
  int doubled = twice(area);
  auto lambda = [&](int by) { return by * area + count; };
  int result = lambda(2);
  return doubled + result + pair.second[1] + int(level) == 365 ? 0 : 1;
}
