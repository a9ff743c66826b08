-- Integer and float semantics, the math library, bit operations.
print(math.maxinteger + 1 == math.mininteger, math.mininteger // -1, pcall(function() return 1 // 0 end))
print(1 / 0, -1 / 0, 0 / 0 ~= 0 / 0, 1 // 0.0, 5 % math.huge, -5 % math.huge, pcall(function() return 1 % 0 end))
print(3 | 4.0, 7 ~ 2, ~0, 1 << 63, 1 << 64, -1 >> 1, 1 >> -4, "3" + 4, pcall(function() return 1.5 | 1 end))
print(1 < 1.5, 2^53 == 2^53 + 1, math.maxinteger < 2^63, math.maxinteger + 0.0 == 2^63, math.mininteger <= -2^63)
print(math.type(1), math.type(1.0), math.type("1"), math.ult(1, -1), math.abs(math.mininteger), math.fmod(-7, 3), math.fmod(7, -3.5))
print(math.floor(-3.5), math.ceil(-3.5), math.floor(1e300), math.max(1, 2.5, -3), math.min(3), math.sqrt(2), math.exp(1))
print(string.format("%.14g %.14g %.14g %.14g", math.sin(1), math.cos(1), math.tan(1), math.atan(1, 2)))
print(0x7fffffffffffffff, 0xffffffffffffffff, 1e308 * 10, 123456789012345678901234567890, 0x.8p1, 3e-2, .5)
for i = 3, 1, -1 do io.write(i, " ") end for x = 0.0, 1.0, 0.25 do io.write(x, " ") end
for i = math.maxinteger - 2, math.maxinteger do io.write(i, " ") end print()
print(pcall(function() for i = 1, 10, 0 do end end))
local h = 0
for i = 1, 200000 do h = (h ~ i) * 0x100000001b3 h = h ~ (h >> 29) end
print(h, string.format("%016x", h))
local x, s = 1.0, 0.0
for i = 1, 100000 do x = x * 1.0000001 + 1e-9 s = s + x // 0.001 % 7 end
print(string.format("%a %a", x, s))
math.randomseed(42) local r1 = math.random(1000) math.randomseed(42) print(r1 == math.random(1000), r1, math.random() < 1, math.random(5, 5))
print(tostring(-0.0), 0.0 == -0.0, 1e100, 2^63, -2^63, 2^31 | 0, 100 // 1e-320, 3 == 3.0, math.tointeger("8"))
