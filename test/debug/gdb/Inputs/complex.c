// Complex numbers, long double, 128-bit integers.
// gdb: break @set
// gdb: run
// gdb: print z
// gdb: ptype z
// gdb: print f
// gdb: print wide
// gdb: ptype wide
// gdb: print extended
// gdb: print sizeof extended
// gdb: print scale(2.5f, 3)
// gdb: next
// gdb: next
// gdb: print w
static double scale(float by, int times) { return by * times; }
int main(void) {
  double _Complex z = 1.5 - 2.0i;
  float _Complex f = 0.25f + 4.0fi;
  __int128 wide = -5;
  unsigned __int128 large = (unsigned __int128)3 << 80;
  long double extended = 1.25L;
  double _Complex w = z * 2; // @set
  w += scale(1, 2);
  return (int)(__real__ w + wide + (int)large + extended + __imag__ f) & 1;
}
