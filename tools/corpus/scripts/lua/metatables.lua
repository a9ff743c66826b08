-- Operators, inheritance, proxies: every metamethod.
local V = {}
V.__index = V
local function vec(x, y) return setmetatable({x = x, y = y}, V) end
V.__add = function(a, b) return vec(a.x + b.x, a.y + b.y) end
V.__sub = function(a, b) return vec(a.x - b.x, a.y - b.y) end
V.__mul = function(a, b) return type(a) == "number" and vec(a * b.x, a * b.y) or type(b) == "number" and vec(a.x * b, a.y * b) or a.x * b.x + a.y * b.y end
V.__unm = function(a) return vec(-a.x, -a.y) end
V.__eq = function(a, b) return a.x == b.x and a.y == b.y end
V.__lt = function(a, b) return a.x < b.x end
V.__le = function(a, b) return a.x <= b.x end
V.__len = function(a) return 2 end
V.__call = function(a, k) return a[k] end
V.__concat = function(a, b) return tostring(a) .. "~" .. tostring(b) end
V.__tostring = function(a) return "(" .. a.x .. "," .. a.y .. ")" end
for _, op in ipairs{"div", "mod", "pow", "idiv", "band", "bor", "bxor", "shl", "shr", "bnot"} do V["__" .. op] = function() return op end end
local a, b = vec(1, 2), vec(3, 4)
print(tostring(a + b), tostring(a - b), a * b, tostring(2 * a), tostring(-a), a == vec(1, 2), a < b, a <= b, a > b, #a, a("y"), a .. b, a .. 1)
print(a / b, a % b, a ^ b, a // b, a & b, a | b, a ~ b, a << b, a >> b, ~a)
local sum = vec(0, 0)
for i = 1, 50000 do sum = sum + vec(i, -i) * 2 end
print(tostring(sum))
local Animal = {} Animal.__index = Animal
function Animal.new(n) return setmetatable({name = n}, Animal) end
function Animal:speak() return self.name .. " " .. self:sound() end
function Animal:sound() return "..." end
local Dog = setmetatable({}, {__index = Animal}) Dog.__index = Dog
function Dog:sound() return "woof" end
local d = setmetatable(Animal.new("rex"), Dog)
local n = 0
for _ = 1, 100000 do n = n + #d:speak() end
print(d:speak(), Animal.new("cat"):speak(), n)
local log = {}
local proxy = setmetatable({}, {__index = function(_, k) log[#log + 1] = "get " .. tostring(k) return k end, __newindex = function(t, k, v) log[#log + 1] = "set " .. tostring(k) rawset(t, k, v) end, __pairs = function() return function(_, k) if not k then return 1, "only" end end end})
proxy.x = proxy.y; proxy.x = 2; local _ = proxy[1]
for k, v in pairs(proxy) do log[#log + 1] = k .. v end
print(table.concat(log, ", "), getmetatable("").__index == string, getmetatable(setmetatable({}, {__metatable = "locked"})))
