-- Arrays, hashes, table library, iteration in a fixed order.
local t = {}
for i = 1, 50000 do t[i] = i * i % 1013 end
for i = 1, 50000, 3 do t["k" .. i] = i end
for i = 1, 50000, 7 do t[i + 0.5] = -i end
local n, sum = 0, 0
for k, v in pairs(t) do n = n + 1 sum = sum + v end
print(n, sum, #t)
for i = 50000, 40001, -1 do t[i] = nil end
print(#t)
local list = {}
for i = 1, 3000 do table.insert(list, 1 + i * 17 % (#list + 1), i) end
for i = 1, 1000 do table.remove(list, 1 + i % 10) end
print(#list, list[1], list[#list], table.concat(list, " ", 1, 20))
print(select("#", table.unpack({1, nil, 3}, 1, 3)), select(-1, 1, 2, 3), table.pack(1, 2, nil).n)
print(table.concat(table.move({1, 2, 3, 4, 5}, 2, 4, 1), ","))
local sieve, count = {}, 0
for i = 2, 60000 do sieve[i] = true end
for i = 2, 60000 do
  if sieve[i] then
    count = count + 1
    for j = i * i, 60000, i do sieve[j] = false end
  end
end
print(count)
local keys = {}
for k in pairs({a = 1, b = 2, c = 3, 10, 20, 30, [2.5] = 4, [true] = 5}) do keys[#keys + 1] = tostring(k) end
table.sort(keys)
print(table.concat(keys, " "), next({}), rawlen({1, 2}), rawequal(t, t))
