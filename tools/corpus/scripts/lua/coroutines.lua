-- Generators, producers and consumers, errors across yields, wrap and close.
local function gen(n) return coroutine.wrap(function() for i = 1, n do coroutine.yield(i, i * i) end return "end" end) end
local sum = 0
local g = gen(20000)
for i = 1, 20000 do local a, b = g() sum = sum + a + b end
print(sum, g())
print(pcall(g))
local function permute(a, n)
  if n == 0 then coroutine.yield(a) else
    for i = 1, n do a[n], a[i] = a[i], a[n] permute(a, n - 1) a[n], a[i] = a[i], a[n] end
  end
end
local count, last = 0
for p in coroutine.wrap(function() permute({1, 2, 3, 4, 5, 6, 7}, 7) end) do count = count + 1 last = table.concat(p) end
print(count, last)
local co = coroutine.create(function(x) local y = coroutine.yield(x + 1) error({code = y}) end)
print(coroutine.resume(co, 1))
local ok, err = coroutine.resume(co, 42)
print(ok, type(err), err.code, coroutine.status(co))
print(coroutine.resume(co))
local inner = coroutine.wrap(function() print(pcall(function() coroutine.yield("from pcall") error("late") end)) return "done" end)
print(inner()) print(inner())
local ring, n = {}, 300
for i = 1, n do ring[i] = coroutine.wrap(function() local v = 0 while true do v = v + coroutine.yield(v) end end) ring[i]() end
local total = 0
for round = 1, 60 do for i = 1, n do total = total + ring[i](i % 7) end end
print(total, coroutine.isyieldable(), coroutine.running() ~= nil)
local c = coroutine.create(function() local x <close> = setmetatable({}, {__close = function() print("close") end}) coroutine.yield() end)
coroutine.resume(c) print(coroutine.close(c), coroutine.status(c))
