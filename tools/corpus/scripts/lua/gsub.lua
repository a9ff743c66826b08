-- Pattern matching.
local text = ("The quick brown fox jumps over the lazy dog; 12 apples, 3.14 pies & x=42. "):rep(300)
local words = {}
for w in text:gmatch("%a+") do words[w] = (words[w] or 0) + 1 end
local keys = {}
for k in pairs(words) do keys[#keys + 1] = k end
table.sort(keys)
for _, k in ipairs(keys) do io.write(k, "=", words[k], " ") end
print()
print(select(2, text:gsub("%s+", " ")), #text:gsub("o", "00"), (text:gsub("(%w+) (%w+)", "%2 %1", 3)):sub(1, 60))
print((text:gsub("%d+%.?%d*", function(n) return "<" .. tonumber(n) * 2 .. ">" end):sub(40, 100)))
print((text:gsub("%w+", {quick = "slow", lazy = "busy"}):sub(1, 60)))
print(("key = value # note"):match("^(%w+)%s*=%s*(%w+)%s*#%s*(.-)%s*$"))
print(("f(a(b)c)d(e)"):gsub("%b()", "[]"), ("THE (quick) fox"):find("%((%a+)%)"))
print(("hello world from lua"):gsub("%f[%w]%w", string.upper))
print(string.find("a.b-c", "[.%-]", 3), ("  trim  "):match("^%s*(.-)%s*$") .. "|", ("x"):rep(10):match("^(x-)x?$"))
for k, v in ("a=1, b=2, c=3"):gmatch("(%w+)=(%w+)") do io.write(k, v, ";") end
print(("abc"):gsub("", "-"), ("äö"):gsub("[\xc3]", "C"), ("%d"):gsub("%%d", "%%"), ("aXbX"):gsub("X", "%0%0"))
print(pcall(string.gsub, "x", "(", "")) print(pcall(string.rep, "x", -1)) print(pcall(string.find, "a", "[a"))
print(("0123456789"):match("()45()"), ("a\nb"):match(".\n."), ("[[x]]"):match("%[%[(.*)%]%]"))
