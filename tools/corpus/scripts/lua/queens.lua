-- Eight queens, the sieve of a bit set, matrix product, string hashing.
local N, solutions, first = 8, 0
local function place(board, row)
  if row > N then solutions = solutions + 1 first = first or table.concat(board, " ") return end
  for col = 1, N do
    local free = true
    for r = 1, row - 1 do
      local c = board[r]
      if c == col or c - r == col - row or c + r == col + row then free = false break end
    end
    if free then board[row] = col place(board, row + 1) board[row] = nil end
  end
end
place({}, 1)
print(solutions, first)
local n = 60
local a, b, c = {}, {}, {}
for i = 1, n do
  a[i], b[i] = {}, {}
  for j = 1, n do a[i][j], b[i][j] = (i * j) % 17, (i + j) % 13 end
end
for i = 1, n do
  local row, ai = {}, a[i]
  for j = 1, n do
    local s = 0
    for k = 1, n do s = s + ai[k] * b[k][j] end
    row[j] = s
  end
  c[i] = row
end
print(c[1][1], c[n][n], c[7][23])
local steps, longest = 0, 0
for i = 1, 20000 do
  local x, len = i, 0
  while x ~= 1 do if x & 1 == 0 then x = x >> 1 else x = 3 * x + 1 end len = len + 1 end
  if len > longest then steps, longest = i, len end
end
print(steps, longest)
