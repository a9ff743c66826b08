/* Lua's core without its libraries: a script that has print and setmetatable. */
#include "text.h"
#include <lua.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static const char script[] =
    "local function fib(n) if n < 2 then return n end\n"
    "  return fib(n - 1) + fib(n - 2) end\n"
    "print('fib', fib(24))\n"
    "local sieve, primes = {}, 0\n"
    "for i = 2, 20000 do\n"
    "  if not sieve[i] then primes = primes + 1\n"
    "    for j = i * i, 20000, i do sieve[j] = true end end end\n"
    "print('primes', primes)\n"
    "local function counter()\n"
    "  local n = 0 return function(by) n = n + (by or 1) return n end end\n"
    "local a, b = counter(), counter() a() a(5) b()\n"
    "print('closures', a(), b())\n"
    "local meta = {}\n"
    "meta.__index = meta\n"
    "meta.__add = function(x, y)\n"
    "  return setmetatable({v = x.v + y.v}, meta) end\n"
    "meta.__call = function(self, ...)\n"
    "  local t = {...} return #t, self.v, ... end\n"
    "meta.__concat = function(x, y) return 'v' .. x.v .. y.v end\n"
    "meta.__lt = function(x, y) return x.v < y.v end\n"
    "local x, y = setmetatable({v = 3}, meta), setmetatable({v = 4.5}, meta)\n"
    "print('metatables', (x + y).v, (x + y)(1, nil, 'c'), x .. y, x < y)\n"
    "local function sort(t, lo, hi)\n"
    "  if lo >= hi then return end\n"
    "  local p, i, j = t[(lo + hi) // 2], lo, hi\n"
    "  while i <= j do\n"
    "    while t[i] < p do i = i + 1 end\n"
    "    while t[j] > p do j = j - 1 end\n"
    "    if i <= j then t[i], t[j] = t[j], t[i] i = i + 1 j = j - 1 end\n"
    "  end\n"
    "  sort(t, lo, j) sort(t, i, hi) end\n"
    "local t, seed = {}, 42\n"
    "for i = 1, 5000 do\n"
    "  seed = (seed * 1103515245 + 12345) & 0x7fffffff t[i] = seed end\n"
    "sort(t, 1, #t)\n"
    "print('sort', t[1], t[2500], t[5000], #t)\n"
    "local words = {}\n"
    "for i = 1, 2000 do words['k' .. i % 100] = ('x' .. i) .. i * 2 end\n"
    "print('strings', words.k1, words.k99, #words.k50, 'a' < 'b', 'Z' < 'a')\n"
    "print('integers', 7 // 2, -7 // 2, 7 % -3, 1 << 62, ~0, 5 ~ 3, 2^10,\n"
    "  0x7fffffffffffffff + 1, 3 | 4, 1 // 1.0)\n"
    "print('floats', 10 / 4, 2^0.5 > 1.41, 1e15, -0.0, 1/0, 3 % -2.5, 7 // 0.5)\n"
    "print('numbers', 10 == 10.0, 0x10, 3.5 // 1, 1e2, '10' .. 5)\n"
    "for i = 1, 30 do\n"
    "  local garbage = {}\n"
    "  for j = 1, 2000 do garbage[j] = {j, tostring = 'g' .. j} end end\n"
    "for i = 10, 1, -3 do if i == 4 then goto done end end\n"
    "::done::\n"
    "do local close <const> = 1 print('end', close, ...) end\n";

static void put_signed(long long value) {
  if (value < 0)
    put("-");
  put_number(value < 0 ? -(unsigned long long)value : value);
}

/* What the core needs of the libraries that want a system. */
double strtod(const char *from, char **end) {
  double value = 0, scale = 1;
  int seen = 0;
  const char *at = from;
  for (; *at >= '0' && *at <= '9'; at++, seen = 1)
    value = value * 10 + (*at - '0');
  if (*at == '.')
    for (at++; *at >= '0' && *at <= '9'; at++, seen = 1)
      value += (*at - '0') * (scale /= 10);
  if (seen && (*at == 'e' || *at == 'E')) {
    int exponent = 0;
    for (at++; *at >= '0' && *at <= '9'; at++)
      exponent = exponent * 10 + (*at - '0');
    value *= pow(10, exponent);
  }
  *end = (char *)(seen ? at : from);
  return value;
}

static int write_text(char *to, size_t room, const char *from) {
  size_t length = strlen(from);
  if (room) {
    size_t kept = length < room ? length : room - 1;
    memcpy(to, from, kept);
    to[kept] = 0;
  }
  return length;
}

/* A float with six digits behind the point. */
static void format_float(char *to, double value) {
  if (value < 0 || (value == 0 && signbit(value))) {
    *to++ = '-';
    value = -value;
  }
  if (isinf(value) || isnan(value)) {
    strcpy(to, isinf(value) ? "inf" : "nan");
    return;
  }
  char buffer[32];
  unsigned long long whole = value;
  unsigned rest = (value - whole) * 1000000;
  strcpy(to, digits(buffer + sizeof buffer, whole, 10));
  if (!rest)
    return;
  strcat(to, ".");
  strcat(to, digits(buffer + sizeof buffer, 1000000 + rest, 10) + 1);
}

int snprintf(char *to, size_t room, const char *format, ...) {
  va_list list;
  char buffer[64] = "?";
  va_start(list, format);
  if (!strcmp(format, "%lld")) {
    long long value = va_arg(list, long long);
    char *end = buffer + sizeof buffer;
    char *start = digits(end, value < 0 ? -(unsigned long long)value : value,
                         10);
    if (value < 0)
      *--start = '-';
    memmove(buffer, start, end - start);
  } else if (!strcmp(format, "%.14g")) {
    format_float(buffer, va_arg(list, double));
  }
  va_end(list);
  return write_text(to, room, buffer);
}

static void *allocate(void *data, void *block, size_t old, size_t size) {
  (void)data, (void)old;
  if (size)
    return realloc(block, size);
  free(block);
  return 0;
}

static int print(lua_State *state) {
  for (int i = 1; i <= lua_gettop(state); i++) {
    if (i > 1)
      put(" ");
    if (lua_isstring(state, i)) {
      lua_pushvalue(state, i);
      put(lua_tostring(state, -1));
      lua_pop(state, 1);
    } else if (lua_isboolean(state, i)) {
      put(lua_toboolean(state, i) ? "true" : "false");
    } else {
      put(lua_typename(state, lua_type(state, i)));
    }
  }
  put("\n");
  return 0;
}

static int set_metatable(lua_State *state) {
  lua_settop(state, 2);
  lua_setmetatable(state, 1);
  return 1;
}

struct source {
  const char *bytes;
  size_t size;
};

static const char *read_source(lua_State *state, void *data, size_t *size) {
  struct source *source = data;
  (void)state;
  *size = source->size;
  source->size = 0;
  return source->bytes;
}

static char binary[1 << 16];
static size_t binary_size;
static int write_binary(lua_State *state, const void *bytes, size_t size,
                        void *data) {
  (void)state, (void)data;
  if (binary_size + size > sizeof binary)
    return 1;
  memcpy(binary + binary_size, bytes, size);
  binary_size += size;
  return 0;
}

static void run(lua_State *state, const char *bytes, size_t size) {
  struct source source = {bytes, size};
  if (lua_load(state, read_source, &source, "script", 0) != LUA_OK)
    return put("the script doesn't load\n");
  if (!binary_size && lua_dump(state, write_binary, 0, 0))
    put("the script can't be dumped\n");
  lua_pushinteger(state, size);
  lua_call(state, 1, 0);
}

int main(void) {
  lua_State *state = lua_newstate(allocate, 0);
  lua_pushcfunction(state, print);
  lua_setglobal(state, "print");
  lua_pushcfunction(state, set_metatable);
  lua_setglobal(state, "setmetatable");
  run(state, script, sizeof script - 1);
  run(state, binary, binary_size);
  put_signed(lua_gc(state, LUA_GCCOUNT) / 1000);
  put("\n");
  lua_close(state);
  return 0;
}
