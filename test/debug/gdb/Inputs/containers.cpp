// The standard library's containers, as its own printers for gdb show them.
// gdb: break @inside
// gdb: run
// gdb: bt
// gdb: info args
// gdb: print words[1]
// gdb: print words.size()
// gdb: ptype counts
// gdb: up
// gdb: info locals
// gdb: print numbers
// gdb: print text
// gdb: print table
// gdb: print *shared
// gdb: print shared
// gdb: print choice
// gdb: print perhaps
// gdb: print pair.second
// gdb: whatis names
// gdb: ptype choice
// gdb: finish
// gdb: break Shape::area
// gdb: continue
// gdb: bt
// gdb: print *this
// gdb: finish
// gdb: 8 * next
// gdb: info locals
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <variant>
#include <vector>

struct Shape {
  double width, height;
  virtual ~Shape() = default;
  virtual double area() const { return width * height; }
};

struct Cube : Shape {
  int edges = 12;
};

using Names = std::map<std::string, int>;

static int count(const std::vector<std::string> &words, Names &counts) {
  int longest = 0;
  for (const std::string &word : words) {
    ++counts[word];
    if (int(word.size()) > longest)
      longest = word.size();
  }
  return longest; // @inside
}

int main() {
  std::vector<std::string> words = {"one", "two", "three", "two"};
  std::vector<int> numbers = {1, 2, 3, 5, 8};
  std::string text = "some text that is too long to be kept in place";
  std::list<short> list = {7, 8};
  std::set<char> set = {'b', 'a'};
  std::unordered_map<int, double> table = {{4, 0.5}};
  std::tuple<int, std::string> tuple = {3, "third"};
  std::pair<int, char> pair = {1, 'x'};
  std::optional<long> perhaps = 42, nothing;
  std::variant<int, std::string> choice = "chosen";
  std::unique_ptr<Shape> owned = std::make_unique<Cube>();
  std::shared_ptr<int> shared = std::make_shared<int>(9);
  std::deque<int> deque = {1, 2};
  std::function<int(int)> twice = [](int x) { return 2 * x; };
  std::vector<bool> bits = {true, false, true};
  Names names;
  int longest = 0, sum = 0;
  double area = 0;
  longest = count(words, names);
  owned->width = longest;
  owned->height = 2;
  area = owned->area();
  for (int number : deque)
    sum += twice(int(area)) + number;
  return sum == 43 ? 0 : 1;
}
