// Types that refer to each other, lie in others and in functions, and take
// addresses.
extern int place;
template <int *Where> struct AtAddress {
  int get() { return *Where; }
  struct Inner {
    int depth;
  } inner;
};
namespace outer {
struct Second;
struct First {
  Second *second;
  enum class Kind : char { Small, Large } kind;
  virtual ~First();
  virtual int size() const;
};
struct Second : First {
  static int count;
  First *first;
  int size() const override { return 2; }
};
} // namespace outer
int outer::Second::count = 1;
outer::First::~First() {}
int outer::First::size() const { return 1; }
inline int local() {
  struct Inside {
    int value = 3;
  } inside;
  return inside.value;
}
template <typename T> struct Holder {
  T held;
};
int use(outer::First &first) {
  AtAddress<&place> at;
  Holder<outer::Second> holder;
  Holder<AtAddress<&place>::Inner> other;
  return first.size() + at.get() + local() + holder.held.size() +
         other.held.depth;
}
