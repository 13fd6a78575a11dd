import ctypes, random
libc = ctypes.CDLL("libc.so.6")
T = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_int), ctypes.POINTER(ctypes.c_int))
random.seed(1)
n = 0
def cmp(a, b):
    global n
    n += 1
    return (a[0] > b[0]) - (a[0] < b[0])
v = (ctypes.c_int * 500)(*[random.randrange(10**6) for _ in range(500)])
libc.qsort(v, 500, 4, T(cmp))
print(sorted(v) == list(v), n, v[0], v[499])
s = 0
for i in range(500):
    F = ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_double, ctypes.c_long)
    f = F(lambda x, y, i=i: x * i + y)
    s += f(1.5, i)
print(s)
