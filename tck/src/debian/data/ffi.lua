local ffi = require("ffi")
ffi.cdef[[
int qsort(void *base, size_t nmemb, size_t size, int (*compar)(const void *, const void *));
size_t strlen(const char *s);
double cos(double);
int snprintf(char *str, size_t size, const char *format, ...);
typedef struct { int32_t a; double b; uint8_t c[3]; } item;
int64_t labs(int64_t);
void *malloc(size_t); void free(void *);
]]
local n = 2000
local a = ffi.new("int[?]", n)
local seed = 7
for i = 0, n - 1 do seed = (seed * 1103515245 + 12345) % 2147483648; a[i] = seed end
local calls = 0
local cb = ffi.cast("int (*)(const void *, const void *)", function(p, q)
  calls = calls + 1
  local x, y = ffi.cast("int *", p)[0], ffi.cast("int *", q)[0]
  return x < y and -1 or x > y and 1 or 0
end)
ffi.C.qsort(a, n, 4, cb)
for i = 1, n - 1 do assert(a[i - 1] <= a[i]) end
cb:free()
print("qsort", a[0], a[n - 1], calls > n)
-- many callbacks, made and freed
local sum = 0
for i = 1, 300 do
  local f = ffi.cast("int (*)(const void *, const void *)", function(p, q) return i end)
  sum = sum + f(nil, nil)
  f:free()
end
print("callbacks", sum)
local items = ffi.new("item[?]", 1000)
for r = 1, 200 do for i = 0, 999 do local it = items[i]; it.a = it.a + i; it.b = it.b + it.a / 3; it.c[i % 3] = it.a end end
local t = 0
for i = 0, 999 do t = t + items[i].b + items[i].c[i % 3] end
print("items", string.format("%.17g", t))
local u = 0ULL
for i = 1, 100000 do u = u * 6364136223846793005ULL + 1442695040888963407ULL end
print("lcg", tostring(u))
local buf = ffi.new("char[64]")
local c = 0
for i = 1, 5000 do ffi.C.snprintf(buf, 64, "%d:%g", ffi.new("int", i), ffi.C.cos(i)); c = c + tonumber(ffi.C.strlen(buf)) end
print("printf", c, ffi.string(buf))
print(jit.status())
