// Inheritance: several bases, virtual bases, hidden members.
// gdb: break Both::all
// gdb: run
// gdb: print *this
// gdb: ptype this
// gdb: print this->Left::value
// gdb: print Right::value
// gdb: print base
// gdb: bt
// gdb: finish
// gdb: break Circle::area
// gdb: continue
// gdb: print *this
// gdb: ptype *this
// gdb: up
// gdb: info locals
// gdb: print *shape
// gdb: ptype shape
// gdb: set print object on
// gdb: print shape
// gdb: whatis *shape
// gdb: info vtbl shape
struct Base {
  int base = 1;
};
struct Left : virtual Base {
  int value = 2;
};
struct Right : virtual Base {
  int value = 3;
};
struct Both : Left, Right {
  int own = 4;
  int all() { return base + Left::value + Right::value + own; }
};
class Shape {
public:
  virtual double area() const = 0;
  virtual const char *name() const { return "shape"; }

protected:
  ~Shape() = default;
  int id = 9;
};
class Circle final : public Shape {
public:
  explicit Circle(double radius) : radius(radius) {}
  double area() const override { return 3 * radius * radius; }

private:
  double radius;
};
int main() {
  double area = 0;
  Both both;
  int sum = both.all();
  Circle circle(2);
  Shape *shape = &circle;
  area = shape->area();
  return sum + (int)area + shape->name()[0] == 0;
}
