local Account = {}
Account.__index = Account
function Account.new(b) return setmetatable({balance = b}, Account) end
function Account:deposit(v) self.balance = self.balance + v return self end
print(Account.new(10):deposit(5).balance)
local co = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i * i) end end)
print(co(), co(), co())
print(select(2, pcall(function() error({code = 7}) end)).code)
print(select(2, pcall(error, "plain", 0)))
local t = {5, 2, 8, 1}
table.sort(t, function(a, b) return a > b end)
print(table.concat(t, ","), #t, math.maxinteger, 7 // 2, 7 % -3, 2 ^ 0.5, 1e15, 10 / 2)
print(("hello world"):gsub("o", "0"), ("key=val"):match("(%w+)=(%w+)"))
print(string.format("%5.2f|%-5d|%x|%q", math.pi, 42, 255, "a\nb"))
for k, v in string.gmatch("a=1, b=2", "(%w+)=(%w+)") do io.write(k, v, " ") end
print(utf8.len("日本"), string.pack("<i4", 7):byte(1, -1))
goto done
print("skipped")
::done::
local file = io.open("words.txt")
local n = 0
for line in file:lines() do n = n + #line end
file:close()
print(n, 1 << 40, 5 // 0.0, -5 // 0.0, 0x7fffffffffffffff + 1)
