-- The spectral norm of an infinite matrix: nested loops over arrays.
local function A(i, j) local ij = i + j - 1 return 1.0 / (ij * (ij - 1) * 0.5 + i) end
local function multiply(n, v, out, transpose)
  for i = 1, n do
    local sum = 0
    for j = 1, n do sum = sum + v[j] * (transpose and A(j, i) or A(i, j)) end
    out[i] = sum
  end
end
local n = 120
local u, v, t = {}, {}, {}
for i = 1, n do u[i] = 1 end
for _ = 1, 8 do
  multiply(n, u, t, false) multiply(n, t, v, true)
  multiply(n, v, t, false) multiply(n, t, u, true)
end
local vBv, vv = 0, 0
for i = 1, n do
  vBv, vv = vBv + u[i] * v[i], vv + v[i] * v[i]
end
print(string.format("%0.9f %a", math.sqrt(vBv / vv), vBv))
