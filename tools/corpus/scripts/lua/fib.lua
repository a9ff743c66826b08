-- Recursive calls, tail calls, integer and float arithmetic.
local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
local function ack(m, n)
  if m == 0 then return n + 1 end
  if n == 0 then return ack(m - 1, 1) end
  return ack(m - 1, ack(m, n - 1))
end
local function loop(n, acc) if n == 0 then return acc end return loop(n - 1, acc + n) end
local function tak(x, y, z)
  if y >= x then return z end
  return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))
end
print(fib(27), ack(2, 300), loop(1000000, 0), tak(14, 8, 2))
local function ffib(n) if n < 2.0 then return n end return ffib(n - 1.0) + ffib(n - 2.0) end
print(ffib(22.0))
