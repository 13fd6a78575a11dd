local n = tonumber(arg[1] or 1)
-- strings
local parts = {}
for i = 1, 4000 * n do parts[#parts + 1] = string.format("%x-%d;", i * 2654435761 % 4294967296, i % 97) end
local s = table.concat(parts)
local sum = 0
for i = 1, #s do sum = (sum * 31 + s:byte(i)) % 4294967296 end
print(#s, sum)
local words = {}
for hex, num in s:gmatch("(%x+)%-(%d+)") do words[num] = (words[num] or 0) + #hex end
local keys = {}
for k in pairs(words) do keys[#keys + 1] = k end
table.sort(keys, function(a, b) return tonumber(a) < tonumber(b) end)
for i = 1, 5 do io.write(keys[i], "=", words[keys[i]], " ") end print()
-- tables: sieve, sort, metatables
local sieve, count = {}, 0
for i = 2, 50000 * n do
  if not sieve[i] then count = count + 1; for j = i * i, 50000 * n, i do sieve[j] = true end end
end
print("primes", count)
local seed = 42
local function random() seed = (seed * 1103515245 + 12345) % 2147483648; return seed end
local list = {}
for i = 1, 20000 * n do list[i] = random() end
table.sort(list)
for i = 2, #list do assert(list[i - 1] <= list[i]) end
print("sorted", list[1], list[#list])
local V = {}
V.__index = V
V.__add = function(a, b) return setmetatable({x = a.x + b.x, y = a.y + b.y}, V) end
V.__eq = function(a, b) return a.x == b.x and a.y == b.y end
function V:len() return math.sqrt(self.x * self.x + self.y * self.y) end
local v = setmetatable({x = 0, y = 0}, V)
for i = 1, 60000 * n do v = v + setmetatable({x = i, y = -i}, V) end
print("vector", string.format("%.17g", v:len()))
-- closures and upvalues
local function counter() local c = 0; return function(d) c = c + d; return c end end
local cs = {}
for i = 1, 10 do cs[i] = counter() end
local t = 0
for i = 1, 60000 * n do t = t + cs[i % 10 + 1](i % 7) end
print("closures", t)
-- recursion
local function fib(k) if k < 2 then return k end return fib(k - 1) + fib(k - 2) end
print("fib", fib(22))
local function depth(k) if k == 0 then return 0 end return 1 + depth(k - 1) end
print("depth", depth(15000))
print("overflow", pcall(function() local function f() return 1 + f() end return f() end))
-- trace aborts: things that are not compiled, types that change
local odd = 0
for i = 1, 30000 * n do
  local x = i % 3 == 0 and i or i % 3 == 1 and tostring(i) or {i}
  if type(x) == "table" then odd = odd + x[1] elseif type(x) == "string" then odd = odd + #x else odd = odd + 0.5 end
  if i % 1000 == 0 then local f = loadstring("local a = ... ; return a * " .. i); odd = odd + f(2) end
end
print("odd", odd)
-- coroutines
local function gen(k) return coroutine.wrap(function() for i = 1, k do coroutine.yield(i * i) end end) end
local c = 0
for x in gen(30000 * n) do c = c + x end
print("coroutines", c)
-- errors through traces
local e = 0
for i = 1, 3000 do local ok, m = pcall(function() if i % 2 == 0 then error("e" .. i) end return i end); e = e + (ok and m or #m) end
print("errors", e)
local bit = require("bit")
local h = 0
for i = 1, 200000 * n do h = bit.bxor(bit.rol(h, 5), bit.band(i, 0xff)) + 1 end
print("bits", h)
