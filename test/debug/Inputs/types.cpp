// Every kind of type and declaration that C++ has, as stock clang describes it.

namespace outer {
inline namespace version1 {
struct Forward;
int visible = 1;
} // namespace version1
namespace {
int hidden = 2;
}
namespace inner {
enum Old { OldA, OldB = -3 };
enum class New : short { A = 1, B };
typedef Old OldAlias;
using NewAlias = New;
} // namespace inner
} // namespace outer

namespace alias = outer::inner;
using outer::visible;

class Base {
public:
  Base() = default;
  Base(const Base &) = delete;
  virtual ~Base();
  virtual void act(int) const volatile;
  virtual int pure() = 0;
  void onlyLvalue() &;
  void onlyRvalue() &&;
  explicit operator bool() const { return value; }
  static int shared;
  static constexpr int constant = 7;
  static const float ratio;

protected:
  int value = 0;
  mutable unsigned bits : 5;
  friend struct Friend;

private:
  long secret = 1;
};
int Base::shared = 3;
const float Base::ratio = 0.5f;
Base::~Base() {}
void Base::act(int) const volatile {}

class Side {
public:
  int side = 0;
};

class Derived final : public virtual Base, private Side {
public:
  int pure() override { return value + side; }
  void act(int by) const volatile override { (void)by; }
  struct Nested {
    int inside;
  };
  Nested nested = {4};
  union {
    int anonymous;
    float other;
  };
};

struct Friend {
  int look(Derived &derived) { return derived.pure(); }
};

template <typename T, int N = 3, bool Flag = true> struct Box {
  T items[N];
  T get(int i) const { return items[i]; }
  template <typename U> U as(int i) const { return U(items[i]); }
};
template <typename... Types> struct Pack {
  int count = sizeof...(Types);
};
template <template <typename, int, bool> class Outer> struct Uses {
  Outer<char, 2, false> box;
};
template <int *Pointer, int (*Function)(int)> struct Addresses {
  int get() { return Function(*Pointer); }
};
template <typename T> constexpr T variable = T(4);

int plusOne(int value) { return value + 1; }

struct Empty {};
struct alignas(32) Aligned {
  char c;
};
Aligned aligned = {};
using Matrix = int[2][3];
using Callback = void (*)(int, ...) noexcept;
typedef int Vector __attribute__((vector_size(16)));

auto deduced(int value) {
  struct Local {
    int x;
  } local = {value};
  return local;
}

[[noreturn]] void stop() { __builtin_trap(); }

extern "C" int cLinkage(const char *restrictless) { return restrictless[0]; }

int main(int argc, char **argv) {
  using namespace outer;
  Derived derived;
  Base &reference = derived;
  Base &&moved = static_cast<Base &&>(derived);
  const int *const pointer = &argc;
  int Derived::Nested::*member = &Derived::Nested::inside;
  int (Derived::*method)() = &Derived::pure;
  Box<int> box = {{1, 2, 3}};
  Pack<int, char, double> pack;
  Uses<Box> uses = {};
  Addresses<&visible, plusOne> addresses;
  Matrix matrix = {};
  Callback callback = nullptr;
  Vector vector = {};
  Empty empty;
  decltype(nullptr) null = nullptr;
  alias::NewAlias fresh = alias::New::B;
  alias::OldAlias old = alias::OldB;
  bool truth = box.get(1);
  wchar_t wide = L'w';
  char16_t sixteen = u's';
  __int128 huge = argc;
  long double precise = 1.5L;
  volatile unsigned long long large = 5;
  int captured = 4;
  auto lambda = [captured, &derived](auto x) mutable { return x + captured++; };
  struct Two {
    int one;
    long other;
  } two = {8, 9};
  auto [first, second] = two;
  if (int scoped = lambda(3)) {
    int inner = scoped;
    static int kept = 5;
    kept += inner;
    for (int item : box.items) {
      truth ^= item;
    }
  }
  Friend friendly;
  return friendly.look(derived) + deduced(2).x + box.as<char>(0) +
         variable<int> + addresses.get() + hidden;
}
