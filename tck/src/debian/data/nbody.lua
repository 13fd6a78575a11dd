local sqrt = math.sqrt
local PI = 3.141592653589793
local SOLAR, DAYS = 4 * PI * PI, 365.24
local bodies = {
  {0, 0, 0, 0, 0, 0, SOLAR},
  {4.84143144246472082945e+00, -1.16032004402742839362e+00, -1.03622044471123109494e-01, 1.66007664274403694959e-03*DAYS, 7.69901118419740425080e-03*DAYS, -6.90460016972063023554e-05*DAYS, 9.54791938424326609124e-04*SOLAR},
  {8.34336671824457987790e+00, 4.12479856412430479268e+00, -4.03523417114321381129e-01, -2.76742510726411021070e-03*DAYS, 4.99852801234917238954e-03*DAYS, 2.30417297573763929463e-05*DAYS, 2.85885980666130812119e-04*SOLAR},
}
local function advance(dt)
  local n = #bodies
  for i = 1, n do
    local a = bodies[i]
    for j = i + 1, n do
      local b = bodies[j]
      local x, y, z = a[1]-b[1], a[2]-b[2], a[3]-b[3]
      local d = x*x + y*y + z*z
      local m = dt / (d * sqrt(d))
      a[4], a[5], a[6] = a[4] - x*b[7]*m, a[5] - y*b[7]*m, a[6] - z*b[7]*m
      b[4], b[5], b[6] = b[4] + x*a[7]*m, b[5] + y*a[7]*m, b[6] + z*a[7]*m
    end
  end
  for i = 1, n do local a = bodies[i]; a[1], a[2], a[3] = a[1]+dt*a[4], a[2]+dt*a[5], a[3]+dt*a[6] end
end
for i = 1, tonumber(arg[1] or 200000) do advance(0.01) end
for _, b in ipairs(bodies) do print(string.format("%.17g %.17g %.17g", b[1], b[2], b[3])) end
