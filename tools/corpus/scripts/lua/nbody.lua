-- The n-body simulation: float arithmetic on table fields.
local sqrt, pi = math.sqrt, math.pi
local mass, days = 4 * pi * pi, 365.24
local bodies = {
  {x = 0, y = 0, z = 0, vx = 0, vy = 0, vz = 0, m = mass},
  {x = 4.84143144246472090e+00, y = -1.16032004402742839e+00, z = -1.03622044471123109e-01,
   vx = 1.66007664274403694e-03 * days, vy = 7.69901118419740425e-03 * days,
   vz = -6.90460016972063023e-05 * days, m = 9.54791938424326609e-04 * mass},
  {x = 8.34336671824457987e+00, y = 4.12479856412430479e+00, z = -4.03523417114321381e-01,
   vx = -2.76742510726411830e-03 * days, vy = 4.99852801234917238e-03 * days,
   vz = 2.30417297573763929e-05 * days, m = 2.85885980666130812e-04 * mass},
}
local function advance(dt)
  for i = 1, #bodies do
    local a = bodies[i]
    for j = i + 1, #bodies do
      local b = bodies[j]
      local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      local d2 = dx * dx + dy * dy + dz * dz
      local mag = dt / (d2 * sqrt(d2))
      a.vx, a.vy, a.vz = a.vx - dx * b.m * mag, a.vy - dy * b.m * mag, a.vz - dz * b.m * mag
      b.vx, b.vy, b.vz = b.vx + dx * a.m * mag, b.vy + dy * a.m * mag, b.vz + dz * a.m * mag
    end
  end
  for _, b in ipairs(bodies) do
    b.x, b.y, b.z = b.x + dt * b.vx, b.y + dt * b.vy, b.z + dt * b.vz
  end
end
local function energy()
  local e = 0.0
  for i, b in ipairs(bodies) do
    e = e + 0.5 * b.m * (b.vx ^ 2 + b.vy ^ 2 + b.vz ^ 2)
    for j = i + 1, #bodies do
      local o = bodies[j]
      e = e - b.m * o.m / sqrt((b.x - o.x) ^ 2 + (b.y - o.y) ^ 2 + (b.z - o.z) ^ 2)
    end
  end
  return e
end
print(string.format("%.15g", energy()))
for _ = 1, 60000 do advance(0.01) end
print(string.format("%.15g", energy()))
for _, b in ipairs(bodies) do print(string.format("%a %a %a", b.x, b.y, b.z)) end
