// Constructors, destructors, temporaries, static objects.
// gdb: break Tracker::Tracker
// gdb: run
// gdb: bt -frame-info location
// gdb: info args
// gdb: print *this
// gdb: next
// gdb: print *this
// gdb: continue
// gdb: bt 1
// gdb: finish
// gdb: break Tracker::~Tracker
// gdb: delete 1
// gdb: continue
// gdb: print *this
// gdb: up
// gdb: info locals
// gdb: continue
// gdb: print id
static int living;
class Tracker {
public:
  explicit Tracker(int id) : id(id) { living++; }
  Tracker(const Tracker &other) : id(other.id + 100) { living++; }
  ~Tracker() { living--; }
  int get() const { return id; }

private:
  int id;
};
static Tracker global(1);
static int work(int n) {
  Tracker first(n), copy = first;
  return first.get() + copy.get();
}
int main() {
  int sum = work(5);
  sum += Tracker(8).get();
  return sum + living + global.get() == 0;
}
