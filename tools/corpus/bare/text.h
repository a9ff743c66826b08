/* What a bare program says: it has no output, so it keeps a text, which
   tools/wasi-run --bare prints at the end. */
#ifndef BARE_TEXT_H
#define BARE_TEXT_H

static char text[1 << 16];
static unsigned text_size;

__attribute__((export_name("output"))) const char *output(void) {
  return text;
}

static void put(const char *words) {
  while (*words && text_size + 1 < sizeof text)
    text[text_size++] = *words++;
}

static char *digits(char *end, unsigned long long value, unsigned base) {
  *--end = 0;
  do
    *--end = "0123456789abcdef"[value % base];
  while (value /= base);
  return end;
}

static void put_number(unsigned long long value) {
  char buffer[24];
  put(digits(buffer + sizeof buffer, value, 10));
}

/* The same numbers everywhere (Knuth's MMIX generator). */
static unsigned long long random_state = 1;
static unsigned random_below(unsigned limit) {
  random_state = random_state * 6364136223846793005u + 1442695040888963407u;
  return (unsigned)(random_state >> 33) % limit;
}

#endif
