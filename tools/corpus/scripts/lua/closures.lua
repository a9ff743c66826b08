-- Upvalues, varargs, higher-order functions, goto, to-be-closed variables.
local function counter() local n = 0 return function(d) n = n + (d or 1) return n end end
local a, b = counter(), counter()
for i = 1, 100000 do a() if i % 3 == 0 then b(2) end end
print(a(0), b(0))
local fs = {}
for i = 1, 10 do local j = i * i fs[i] = function() j = j + i return j end end
local out = {}
for round = 1, 3 do for i = 1, 10 do out[#out + 1] = fs[i]() end end
print(table.concat(out, " "))
local function compose(...)
  local list = {...}
  return function(x) for _, f in ipairs(list) do x = f(x) end return x end
end
print(compose(function(x) return x + 1 end, function(x) return x * 2 end, math.sqrt)(7))
local function curry(f, n, ...)
  local got = {...}
  if n == 0 then return f(...) end
  return function(x) local args = {table.unpack(got)} args[#args + 1] = x return curry(f, n - 1, table.unpack(args)) end
end
print(curry(function(p, q, r) return p * 100 + q * 10 + r end, 3)(1)(2)(3))
local function count(...) return select("#", ...), ... end
print(count(nil, nil), (count(1, 2, 3)))
do
  local i = 1
  ::top::
  if i <= 5 then io.write(i, " ") i = i + 1 goto top end
  print()
end
do
  local x <close> = setmetatable({}, {__close = function() print("closed x") end})
  local y <const> = 5
  print("in scope", y)
end
local Y = function(f) return (function(x) return x(x) end)(function(x) return f(function(...) return x(x)(...) end) end) end
print(Y(function(self) return function(n) return n == 0 and 1 or n * self(n - 1) end end)(20))
