// A backtrace from a crash.
// gdb: run
// gdb: bt
// gdb: info args
// gdb: up
// gdb: info locals
// gdb: up
// gdb: print box
// gdb: down
// gdb: print *box
// gdb: info frame_is_no_command
struct Box {
  int id;
  int *content;
};
static int read_content(struct Box *box) {
  return *box->content;
}
static int twice(struct Box *box, int times) {
  int total = 0;
  for (int i = 0; i < times; i++)
    total += read_content(box);
  return total;
}
static int open_box(int id) {
  struct Box box = {id, 0};
  int result = twice(&box, 2);
  return result;
}
int main(void) { return open_box(7); }
