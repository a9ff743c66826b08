// Overloaded operators and conversions, friends, const methods, static ones.
// gdb: break operator+
// gdb: run
// gdb: info args
// gdb: print a
// gdb: finish
// gdb: break Money::operator int
// gdb: continue
// gdb: print *this
// gdb: bt
// gdb: finish
// gdb: break @end
// gdb: continue
// gdb: print total
// gdb: print Money::zero()
// gdb: print Money::made
// gdb: ptype Money
// gdb: print total == other
// gdb: info locals
class Money {
public:
  explicit Money(int cents) : cents(cents) { made++; }
  friend Money operator+(const Money &a, const Money &b) {
    return Money(a.cents + b.cents);
  }
  bool operator==(const Money &other) const { return cents == other.cents; }
  operator int() const { return cents; }
  static Money zero() { return Money(0); }
  static int made;

private:
  int cents;
};
int Money::made;
int main() {
  Money total = Money(5) + Money(6), other(11);
  int plain = total;
  bool same = total == other;
  return plain + same + Money::zero() == 0; // @end
}
