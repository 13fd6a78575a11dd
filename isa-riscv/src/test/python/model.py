"""Expected results that need no QEMU: jumps, traps, hints, and extensions that QEMU 7.2 does not know."""

import math
import struct
from fractions import Fraction

MASK = (1 << 64) - 1
PC = 0x10000
DATA = 0x40000
UNMAPPED = 0x80000
NX, NV = 1, 16


def signed(value, bits=64):
    value &= (1 << bits) - 1
    return value - (1 << bits) if value >> bits - 1 else value


def adjust(row, state, values, index):
    """Completes the operands of instructions with an alphabet of their own; returns what to show besides."""
    if row.feature == "Zicsr":
        values["csr"] = ["fflags", "frm", "fcsr"][index % 3]
        state["fflags"] = [0, 31, 10, 21][index % 4]
        state["frm"] = index % 8
        return ["fflags", "frm"]
    return []


# ---- whole files ----

def independent(row, vector):
    """All vectors of an instruction that is better not run between a load and a dump of registers, or None."""
    name = row.mnemonic
    if name in BRANCHES:
        return branches(row, vector)
    if name in ("jal", "c.j"):
        return [vector(row.text({"rd": rd, "offset": hex(target)}), {"a0": 1},
                       expected=dict({rd: PC + 4} if name == "jal" and rd != "zero" else {}, pc=target))
                for rd in (("a0", "ra", "zero") if name == "jal" else ("a0",))
                for target in ((PC + 8, PC + 0x6FE, PC + 0x7F0, PC - 0x800, PC - 2))]
    if name in ("jalr", "c.jr", "c.jalr"):
        return indirect(row, vector)
    if name == "auipc":
        return [vector(row.text({"rd": "a0", "imm20": hex(i)}), {"a0": 7},
                       expected={"a0": PC + signed(i << 12, 32) & MASK})
                for i in (0, 1, 0x7FFFF, 0x80000, 0xFFFFF, 0xFFFF0)]
    if name == "ecall":
        return [vector("ecall", {"a0": 1}, expected={"trap": "syscall"})]
    if name in ("ebreak", "c.ebreak"):
        return [vector(name, {"a0": 1}, expected={"trap": "breakpoint"})]
    if name in ("sc.w", "sc.d"):
        return store_conditional(row, vector)
    if row.feature in ("Zihintntl", "Zihintpause", "Zifencei", "Zawrs") or name.startswith("fence"):
        texts = {row.text({"pred": p, "succ": s}) for p in ("rw", "iorw", "w", "r") for s in ("rw", "r", "w")}
        return [vector(text, {"a0": 1, "gp": 2}, expected={}) for text in sorted(texts)]
    if row.feature == "Zicbop":
        return [vector(row.text({"imm": i, "rs1": "a1"}), {"a1": a}, expected={})
                for i in (0, 32, -32, 2016, -2048) for a in (DATA, UNMAPPED, 1)]
    if row.feature == "Zicbom":
        return [vector(row.text({"rs1": "a1"}), {"a1": DATA + i, "@40000": 99}, expected={}) for i in (0, 8, 63)]
    if row.feature == "Zicboz":
        before = {"@%x" % (DATA + 8 * i): 0x1111 * (i + 1) for i in range(10)}
        return [vector(row.text({"rs1": "a1"}), dict(before, a1=DATA + i),
                       expected={"@%x" % (DATA + 8 * k): 0 for k in range(8)}) for i in (0, 1, 8, 63)]
    return None


BRANCHES = {
    "beq": lambda a, b: a == b, "bne": lambda a, b: a != b,
    "blt": lambda a, b: signed(a) < signed(b), "bge": lambda a, b: signed(a) >= signed(b),
    "bltu": lambda a, b: a < b, "bgeu": lambda a, b: a >= b,
    "c.beqz": lambda a, b: a == 0, "c.bnez": lambda a, b: a != 0,
}


def branches(row, vector):
    result = []
    values = [0, 1, MASK, 1 << 63, (1 << 63) - 1, 1 << 32]
    compressed = row.mnemonic.startswith("c.")
    targets = [PC + 0x20, PC - 0x100, PC + 0xFE] if compressed else [PC + 0x20, PC + 0xFFE, PC - 0x1000, PC + 6]
    for i, a in enumerate(values):
        for b in values[:1] if compressed else values:
            target = targets[len(result) % len(targets)]
            text = row.text({"rs1": "a1", "rs2": "a2", "rs1c": "s0", "offset": hex(target)})
            taken = BRANCHES[row.mnemonic](a, b)
            state = {"s0": a} if compressed else {"a1": a, "a2": b}
            result.append(vector(text, state, expected={"pc": target if taken else PC + (2 if compressed else 4)}))
    if not compressed:
        text = row.text({"rs1": "a1", "rs2": "a1", "offset": hex(PC + 8)})
        result.append(vector(text, {"a1": 5}, expected={"pc": PC + (8 if BRANCHES[row.mnemonic](5, 5) else 4)}))
    return result


def indirect(row, vector):
    result = []
    length = 4 if row.mnemonic == "jalr" else 2
    for imm in (0, 1, -2, 2047) if length == 4 else (0,):
        for target in (PC + 0x10, PC + 0x11, PC + 0x800):
            for rd, rs1 in (("ra", "a1"), ("ra", "ra"), ("zero", "ra"), ("a0", "a1"), ("t0", "t0"), ("a1", "a1")):
                if length == 2 and rd != "ra":
                    continue
                to = target & ~1
                state = {rs1: target - imm & MASK}
                if (target - imm + imm) & ~1 != to:
                    continue
                expected = {"pc": to}
                if row.mnemonic == "c.jalr" or (length == 4 and rd != "zero"):
                    expected[rd] = PC + length
                result.append(vector(row.text({"rd": rd, "rs1": rs1, "imm": imm}), state, expected=expected))
    return result


def store_conditional(row, vector):
    result = []
    size = 4 if row.mnemonic.endswith("w") else 8
    for order in ("", ".aq", ".rl", ".aqrl"):
        for held in (DATA, DATA + 8, None):
            for rd, rs2 in (("a0", "a2"), ("a2", "a2"), ("a1", "a2"), ("zero", "a2"), ("a0", "zero")):
                old = 0x1122334455667788
                new = 0 if rs2 == "zero" else 0xAABBCCDDEEFF0011
                state = {"a1": DATA, "a2": 0xAABBCCDDEEFF0011, "@40000": old}
                if rd == "a0":
                    state["a0"] = 9
                if held is not None:
                    state["reservation"] = held
                expected = {} if rd == "zero" else {rd: 0 if held == DATA else 1}
                if held == DATA:
                    expected["@40000"] = new if size == 8 else old >> 32 << 32 | new & 0xFFFFFFFF
                text = row.text({"rd": rd, "rs1": "a1", "rs2": rs2, "order": order})
                result.append(vector(text, state, expected=expected))
    return result


# ---- traps ----

def traps(row, vector):
    """Vectors that end in a trap and change nothing."""
    name = row.mnemonic
    result = []

    def trap(kind, values, state):
        defaults = {"rd": "a0", "rs1": "a1", "rs2": "a2", "rdc": "a0", "rs1c": "a1", "rs2c": "a2", "fd": "fa0",
                    "fs1": "fa1", "fs2": "fa2", "fs3": "fa3", "fdc": "fa0", "fs2c": "fa2", "imm": 0, "uimm": 0,
                    "sp": "sp", "order": "", "csr": "fflags"}
        result.append(vector(row.text(dict(defaults, **values)), state, expected={"trap": kind}))

    if row.feature == "Zicsr":
        unknown = ["0x123", "0xf11", "0x300"]
        for csr in unknown + ([] if name == "csrr" else ["cycle", "time", "instret"]):
            trap("illegal", {"csr": csr, "uimm": 1}, {"a0": 3, "a1": 0})
    if "rm" in row.operands:
        for frm in (5, 6, 7):
            trap("illegal", {}, {"frm": frm, "fflags": 1, "fa0": 0, "fa1": 0, "fa2": 0, "fa3": 0, "a0": 1, "a1": 1})
    if row.feature in ("A", "Zacas"):
        for offset in (1, 2, 3, 4, 8):
            size = {"w": 4, "d": 8, "q": 16}[name[-1]]
            if offset % size:
                trap("misaligned", {}, {"a0": 0, "a1": DATA + offset, "a2": 0})
    if "(" in row.syntax and name != "jalr" and row.feature not in ("Zicbop",) and not name.startswith("sc."):
        base = "sp" if "sp" in row.operands else "a1"
        trap("fault", {}, {base: UNMAPPED, "a0": 0, "a2": 0})
        trap("fault", {}, {base: MASK - 15, "a0": 0, "a2": 0})
        if not row.feature.startswith("Zicbo") and name[-1] != "b" and name[-2:] != "bu" and row.feature not in ("A", "Zacas"):
            trap("fault", {}, {base: 0x41FFF, "a0": 0, "a2": 0} if base != "sp" else {base: 0x41FFF})
    return result


# ---- extensions ----

def compute(row, v):
    """Fills in the expected state of a vector; false where that is left to QEMU."""
    function = {"Zicond": conditional, "Zcb": basic, "Zfa": additional, "Zacas": swap}.get(row.feature)
    if row.mnemonic == "ctzw":
        # QEMU 7.2 counts on into the upper half.
        function = trailing_zeros
    if function is None:
        return False
    name, *rest = v.text.replace("(", " ").replace(")", "").split()
    operands = rest[0].split(",") + rest[1:]
    operands = [o for part in operands for o in part.split(",") if o]
    v.expected = {}
    function(row, name, operands, v)
    for shown in v.shown:
        v.expected.setdefault(shown, v.state.get(shown, 0))
    return True


def conditional(row, name, operands, v):
    rd, rs1, rs2 = operands
    value = v.state.get(rs2, 0)
    zero = (value == 0) == (name == "czero.eqz")
    if rd != "zero":
        v.expected[rd] = 0 if zero else v.state.get(rs1, 0)


def trailing_zeros(row, name, operands, v):
    low = v.state.get(operands[1], 0) & 0xFFFFFFFF
    if operands[0] != "zero":
        v.expected[operands[0]] = 32 if low == 0 else (low & -low).bit_length() - 1


def read(state, address, size):
    window = b"".join(struct.pack("<Q", state.get("@%x" % (DATA + 8 * i), 0)) for i in range(4))
    at = address - DATA
    return int.from_bytes(window[at:at + size], "little")


def write(v, address, value, size):
    window = bytearray(b"".join(struct.pack("<Q", v.state.get("@%x" % (DATA + 8 * i), 0)) for i in range(4)))
    at = address - DATA
    window[at:at + size] = (value & (1 << 8 * size) - 1).to_bytes(size, "little")
    for i in range(4):
        word = int.from_bytes(window[8 * i:8 * i + 8], "little")
        if word != v.state.get("@%x" % (DATA + 8 * i), 0):
            v.expected["@%x" % (DATA + 8 * i)] = word


def basic(row, name, operands, v):
    kind = name.split(".")[1]
    value = v.state.get(operands[0], 0)
    if kind in ("lbu", "lhu", "lh", "sb", "sh"):
        address = v.state[operands[2]] + int(operands[1])
        size = 1 if "b" in kind else 2
        if kind[0] == "s":
            write(v, address, value, size)
        else:
            loaded = read(v.state, address, size)
            v.expected[operands[0]] = signed(loaded, 16) & MASK if kind == "lh" else loaded
        return
    width = {"b": 8, "h": 16, "w": 32}.get(name[-1])
    v.expected[operands[0]] = {
        "zext": lambda: value & (1 << width) - 1, "sext": lambda: signed(value, width) & MASK,
        "not": lambda: ~value & MASK, "mul": lambda: value * v.state[operands[1]] & MASK}[kind]()


def swap(row, name, operands, v):
    rd, rs2, rs1 = operands
    size = {"w": 4, "d": 8, "q": 16}[row.mnemonic[-1]]
    address = v.state[rs1]
    memory = read(v.state, address, size)
    # Half of the vectors are made to match.
    match = memory % 2 == 0

    def pair(register):
        if register == "zero":
            return 0
        low = v.state.setdefault(register, 1)
        if size < 16:
            return low & (1 << 8 * size) - 1
        return low | v.state.setdefault("a%d" % (int(register[1:]) + 1), 2) << 64

    if match and rd not in ("zero", rs1, rs2):
        v.state[rd] = memory & MASK if size > 4 else v.state.get(rd, 0) >> 32 << 32 | memory
        if size == 16:
            v.state["a%d" % (int(rd[1:]) + 1)] = memory >> 64
    expected = pair(rd)
    new = pair(rs2)
    if memory == expected:
        write(v, address, new, size)
    if rd != "zero":
        v.expected[rd] = signed(memory, 32) & MASK if size == 4 else memory & MASK
        if size == 16:
            v.expected["a%d" % (int(rd[1:]) + 1)] = memory >> 64


class Float:
    """One value of binary32 or binary64."""

    def __init__(self, bits, single):
        if single and bits >> 32 != 0xFFFFFFFF:
            bits = 0x7FC00000
        self.single = single
        self.bits = bits & (0xFFFFFFFF if single else MASK)
        self.fraction, self.width = (23, 32) if single else (52, 64)
        self.value = struct.unpack("<f", struct.pack("<I", self.bits))[0] if single else struct.unpack(
            "<d", struct.pack("<Q", self.bits))[0]
        self.nan = math.isnan(self.value)
        self.signaling = self.nan and not self.bits >> self.fraction - 1 & 1
        self.negative = self.bits >> self.width - 1 == 1


def encode(value, single):
    if math.isnan(value):
        return 0xFFFFFFFF7FC00000 if single else 0x7FF8000000000000
    if single:
        return 0xFFFFFFFF << 32 | struct.unpack("<I", struct.pack("<f", value))[0]
    return struct.unpack("<Q", struct.pack("<d", value))[0]


def to_integral(value, mode):
    exact = Fraction(value)
    floor = math.floor(exact)
    rest = exact - floor
    if mode == "rne":
        return round(exact)
    if mode == "rmm":
        return (floor + 1 if rest >= Fraction(1, 2) else floor) if exact > 0 else (
            floor if rest <= Fraction(1, 2) else floor + 1)
    if mode == "rtz":
        return math.trunc(exact)
    return floor if mode == "rdn" or rest == 0 else floor + 1


CONSTANTS = [-1.0, None, 2.0**-16, 2.0**-15, 2.0**-8, 2.0**-7, 0.0625, 0.125, 0.25, 0.3125, 0.375, 0.4375, 0.5, 0.625,
             0.75, 0.875, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 8.0, 16.0, 128.0, 256.0, 2.0**15, 2.0**16, math.inf,
             math.nan]


def additional(row, name, operands, v):
    single = name.endswith(".s")
    flags = v.state.get("fflags", 0)
    kind = name.split(".")[0]
    if kind == "fli":
        number = int(operands[1], 0)
        v.expected[operands[0]] = encode(
            (2.0**-126 if single else 2.0**-1022) if number == 1 else CONSTANTS[number], single)
        return
    a = Float(v.state[operands[1]], single)
    if kind in ("fround", "froundnx"):
        mode = operands[2] if len(operands) > 2 else ["rne", "rtz", "rdn", "rup", "rmm"][v.state["frm"]]
        if a.nan or math.isinf(a.value):
            result = a.value
        else:
            result = math.copysign(float(to_integral(a.value, mode)), a.value)
            if kind == "froundnx" and result != a.value:
                flags |= NX
        flags |= NV if a.signaling else 0
        v.expected[operands[0]] = encode(result, single)
    elif kind == "fcvtmod":
        if a.nan or math.isinf(a.value):
            flags |= NV
            result = 0
        else:
            whole = math.trunc(Fraction(a.value))
            result = signed(whole, 32) & MASK
            if not -(1 << 31) <= whole < 1 << 31:
                flags |= NV
            elif whole != a.value:
                flags |= NX
        if operands[0] != "zero":
            v.expected[operands[0]] = result
    else:
        b = Float(v.state[operands[2]], single)
        if a.signaling or b.signaling:
            flags |= NV
        if kind in ("fminm", "fmaxm"):
            first = a.value < b.value or (a.value == b.value and a.negative)
            chosen = math.nan if a.nan or b.nan else a.value if first == (kind == "fminm") else b.value
            if a.value == b.value == 0:
                chosen = -0.0 if (a.negative or b.negative if kind == "fminm" else a.negative and b.negative) else 0.0
            v.expected[operands[0]] = encode(chosen, single)
        elif operands[0] != "zero":
            v.expected[operands[0]] = int(a.value <= b.value if kind == "fleq" else a.value < b.value)
    v.expected["fflags"] = flags
