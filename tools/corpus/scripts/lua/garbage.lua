-- The collector: churn, weak tables, finalizers, both modes.
local function tree(d) if d == 0 then return {} end return {tree(d - 1), tree(d - 1)} end
local function size(t) if not t[1] then return 1 end return 1 + size(t[1]) + size(t[2]) end
local long = tree(12)
local total = 0
for i = 1, 30 do total = total + size(tree(9)) end
print(total, size(long))
local weak = setmetatable({}, {__mode = "v"})
local keep
for i = 1, 1000 do local t = {i} weak[i] = t if i == 500 then keep = t end end
collectgarbage()
local left = 0
for _ in pairs(weak) do left = left + 1 end
print(left, keep[1])
local order = {}
for i = 1, 5 do setmetatable({}, {__gc = function() order[#order + 1] = i end}) end
collectgarbage()
print(table.concat(order, " "))
local eph = setmetatable({}, {__mode = "k"})
do local k = {} eph[k] = {k} end
collectgarbage()
print(next(eph))
collectgarbage("generational")
for i = 1, 200 do local t = {} for j = 1, 100 do t[j] = {j, tostring(j)} end end
collectgarbage("incremental")
for i = 1, 200 do local t = {} for j = 1, 100 do t[j] = function() return t end end end
collectgarbage("stop") local on = collectgarbage("isrunning") collectgarbage("restart")
print(on, collectgarbage("isrunning"), collectgarbage("count") < 20000)
