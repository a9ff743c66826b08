-- Sorting with several comparisons, heap sort, binary search.
local seed = 42
local function rnd(n) seed = (seed * 1103515245 + 12345) & 0x7fffffff return seed % n + 1 end
local function check(t, less) for i = 2, #t do assert(not less(t[i], t[i - 1])) end end
local t = {}
for i = 1, 30000 do t[i] = rnd(1000000) end
table.sort(t) check(t, function(a, b) return a < b end)
print(t[1], t[15000], t[30000])
table.sort(t, function(a, b) return a % 1000 < b % 1000 end)
print(t[1] % 1000, t[30000] % 1000)
local names = {}
for i = 1, 5000 do names[i] = string.format("%c%c%d", 96 + rnd(26), 96 + rnd(26), rnd(99)) end
table.sort(names, function(a, b) return a > b end)
print(names[1], names[2500], names[5000])
local function heapsort(a)
  local n = #a
  local function sift(i, n)
    while 2 * i <= n do
      local c = 2 * i
      if c < n and a[c] < a[c + 1] then c = c + 1 end
      if a[i] >= a[c] then return end
      a[i], a[c] = a[c], a[i]
      i = c
    end
  end
  for i = n // 2, 1, -1 do sift(i, n) end
  for i = n, 2, -1 do a[1], a[i] = a[i], a[1] sift(1, i - 1) end
end
local f = {}
for i = 1, 20000 do f[i] = rnd(1 << 20) / 1024 end
heapsort(f) check(f, function(a, b) return a < b end)
print(f[1], f[10000], f[20000])
print(pcall(table.sort, {3, 1, "x"}))
print(select(2, pcall(table.sort, {5, 3, 1, 4, 2, 9, 7}, function() return true end)))
