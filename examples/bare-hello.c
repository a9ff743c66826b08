/* Without a system there is nowhere to print to: who runs the module reads the
   text that output() returns out of its memory. */
static char text[] = "hello, nobody";

__attribute__((export_name("output"))) const char *output(void) { return text; }

int main(void) {
  text[7] = 'N';
  return 0;
}
