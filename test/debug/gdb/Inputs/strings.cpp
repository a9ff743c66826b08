// A string and a vector of a program's own, as a library has them.
// gdb: break Text::append
// gdb: run
// gdb: print *this
// gdb: print other
// gdb: finish
// gdb: break @end
// gdb: continue
// gdb: print text
// gdb: print text.data
// gdb: print *text.data@3
// gdb: print numbers
// gdb: print *numbers.begin@numbers.size
// gdb: ptype numbers
// gdb: print numbers[1]
// gdb: print view
// gdb: info locals
#include <stdlib.h>
#include <string.h>
struct Text {
  char data[32] = "";
  unsigned length = 0;
  Text &append(const char *other) {
    unsigned size = strlen(other);
    memcpy(data + length, other, size + 1);
    length += size;
    return *this;
  }
};
template <typename T> struct Vector {
  T *begin = nullptr;
  unsigned size = 0, capacity = 0;
  void push(const T &value) {
    if (size == capacity) {
      capacity = capacity ? 2 * capacity : 2;
      begin = static_cast<T *>(realloc(begin, capacity * sizeof(T)));
    }
    begin[size++] = value;
  }
  T &operator[](unsigned i) { return begin[i]; }
};
struct View {
  const char *start;
  int length;
};
int main() {
  Text text;
  text.append("hello").append(" there");
  Vector<int> numbers;
  for (int i = 0; i < 5; i++)
    numbers.push(i * i);
  View view = {text.data + 6, 5};
  int sum = numbers[4] + view.length; // @end
  free(numbers.begin);
  return sum == 0;
}
