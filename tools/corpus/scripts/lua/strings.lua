-- String building, formatting, packing, UTF-8.
local parts = {}
for i = 1, 20000 do parts[#parts + 1] = ("%d:%x:%s"):format(i, i * 7919, ("ab"):rep(i % 5)) end
local s = table.concat(parts, ",")
print(#s, s:sub(1, 60), s:sub(-40))
local sum = 0
for i = 1, #s do sum = (sum * 31 + s:byte(i)) % 1000000007 end
print(sum)
local acc = ""
for i = 1, 2000 do acc = acc .. i end
print(#acc, acc:upper():lower():reverse():sub(1, 30))
print(("%5.2f|%-8s|%08d|%+d|%e|%g|%a|%c|%q|%i|%o|%X|%%"):format(3.14159, "hi", 42, 7, 12345.678, 1e20, 0.5, 65, "line\n\0\"q\"", 9, 8, 255))
print(("x"):rep(3, "-"), ("hello"):find("l", 1, true), ("hello"):len(), #"a\0b")
local packed = string.pack("<i1 i2 i4 i8 f d s1 z B H >I4 =j", -1, -2, -3, -4, 1.5, 2.5, "len", "zero", 255, 65535, 0xdeadbeef, 77)
print(#packed, string.unpack("<i1 i2 i4 i8 f d s1 z B H >I4 =j", packed))
for n, c in utf8.codes("aä€𝄞") do io.write(n, "=", c, " ") end
print(utf8.len("aä€𝄞"), utf8.char(97, 228, 8364, 119070), utf8.offset("aä€", 3))
print(tostring(1e15), tostring(1e16), 2^53, 10 // 3, 10.0 // 3, -7 // 2, -7 % 3, 7 % -3, 5.5 % -2)
print(("a,b,,c"):gsub(",", ";"), ("abc" < "abd"), ("Z" < "a"), "10" + 5, "0x10" * 2, 10 .. 20)
print(tonumber("0x1p4"), tonumber("  12  "), tonumber("z", 36), tonumber("1e"), tonumber("8", 8), math.tointeger(3.0))
