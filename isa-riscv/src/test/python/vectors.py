#!/usr/bin/env python3
"""Writes the vector files of isa-riscv/src/test/resources/vectors.

Inputs are chosen here, from edge cases and a few random values seeded by the mnemonic. Expected results come from
qemu-riscv64, which runs each instruction once between a load and a dump of the registers that vectors may name; where
the installed QEMU does not know an instruction, or none is needed (jumps, traps), from the functions in model.py. Needs
riscv64-linux-gnu-gcc and qemu-riscv64. Usage: vectors.py [mnemonic ...]
"""

import os
import random
import re
import struct
import subprocess
import sys
import tempfile

import model

TOP = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../.."))
PAGE = os.path.join(TOP, "docs/instructions.md")
OUT = os.path.join(TOP, "src/test/resources/vectors")
DATA = 0x40000
MASK = (1 << 64) - 1

INTS = ["a0", "a1", "a2", "a3", "a4", "a5", "s0", "s1", "sp"]
FLOATS = ["fa0", "fa1", "fa2", "fa3"]
STATE = INTS + FLOATS + ["fflags", "frm"] + ["@%x" % (DATA + 8 * i) for i in range(4)]

EDGES = [0, 1, MASK, 2, 1 << 63, (1 << 63) - 1, 1 << 31, (1 << 31) - 1, MASK - (1 << 31) + 1, 0xFFFFFFFF,
         0x123456789ABCDEF0, 0xFEDCBA9876543210, 31, 32, 63, 64, 0x8000, 0x80, 0x00FF00FF00FF00FF]
DOUBLES = [0, 1 << 63, 0x3FF0000000000000, 0xBFF0000000000000, 0x7FF0000000000000, 0xFFF0000000000000,
           0x7FF8000000000000, 0x7FF0000000000001, 0xFFF8000000000123, 1, 0x000FFFFFFFFFFFFF, 0x0010000000000000,
           0x7FEFFFFFFFFFFFFF, 0x3FF0000000000001, 0x3FB999999999999A, 0x4008000000000000, 0xC1E0000000200000,
           0x41DFFFFFFFC00000, 0x43E0000000000000, 0xC3E0000000000000, 0x3FE0000000000000, 0xBFE0000000000000,
           0x3FDFFFFFFFFFFFFF, 0x4004000000000000, 0x8010000000000000, 0x47EFFFFFF0000000, 0x36A0000000000000,
           0x380FFFFFE0000000, 0x40EFFC0000000000, 0x3E70000000000000]
SINGLES = [0, 1 << 31, 0x3F800000, 0xBF800000, 0x7F800000, 0xFF800000, 0x7FC00000, 0x7F800001, 0xFFC00123, 1,
           0x007FFFFF, 0x00800000, 0x7F7FFFFF, 0x3F800001, 0x3DCCCCCD, 0x40400000, 0xCF000000, 0x4F000000, 0x5F000000,
           0xDF000000, 0x3F000000, 0xBF000000, 0x3EFFFFFF, 0x40200000, 0x80800000, 0x477FF000, 0x33800000]
HALVES = [0, 0x8000, 0x3C00, 0xBC00, 0x7C00, 0xFC00, 0x7E00, 0x7C01, 0xFE12, 1, 0x3FF, 0x400, 0x7BFF, 0x3555]
EXACT = ["fcvt.d.s", "fcvt.d.w", "fcvt.d.wu", "fcvt.s.h", "fcvt.d.h"]
MODES = ["rne", "rtz", "rdn", "rup", "rmm"]


class Row:
    """An instruction as the generated page lists it."""

    def __init__(self, syntax, encoding, section, feature):
        self.syntax = syntax
        self.mnemonic = re.match(r"[a-z0-9.]+", syntax).group()
        self.encoding = encoding
        self.section = section
        self.feature = feature
        self.operands = re.findall(r"[a-z][A-Za-z0-9]*", syntax[len(self.mnemonic):])

    def text(self, values):
        def optional(match):
            inner = match.group(1)
            name = re.search(r"[a-zA-Z]+", inner).group()
            return inner.replace(name, values[name]) if values.get(name) else ""

        text = re.sub(r"\{([^}]*)\}", optional, self.syntax[len(self.mnemonic):])
        text = re.sub(r"[A-Za-z][A-Za-z0-9]*", lambda m: str(values.get(m.group(), m.group())), text)
        return self.mnemonic + text.replace(", ", ",")


def rows():
    result = []
    section = feature = ""
    for line in open(PAGE):
        heading = re.match(r"(.*\S)\. Extension (\w+)\.", line)
        if heading:
            section, feature = heading.groups()
        row = re.match(r"\| `([^`]+)` \| `([^`]+)`", line)
        if row and line.startswith("| `"):
            result.append(Row(row.group(1), row.group(2).replace("\\|", "|"), section, feature))
    return result


class Vector:
    def __init__(self, text, state, shown=(), expected=None):
        self.text = text
        self.state = state
        self.shown = list(shown)
        self.expected = expected

    def line(self):
        left = " ".join("%s=%x" % (k, v) for k, v in self.state.items())
        right = " ".join("%s=%s" % (k, v if isinstance(v, str) else "%x" % v) for k, v in self.expected.items())
        return "%-28s %s => %s" % (self.text, left, right)


# ---- choice of inputs ----

def int_value(rng):
    return rng.choice(EDGES) if rng.random() < 0.75 else rng.getrandbits(64) >> rng.randrange(64)


def float_value(rng, kind):
    if kind == "d":
        return rng.choice(DOUBLES) if rng.random() < 0.8 else rng.getrandbits(64)
    if kind == "h":
        bits = rng.choice(HALVES) if rng.random() < 0.8 else rng.getrandbits(16)
        return bits | MASK << 16 & MASK if rng.random() < 0.95 else bits
    bits = rng.choice(SINGLES) if rng.random() < 0.8 else rng.getrandbits(32)
    return bits | 0xFFFFFFFF << 32 if rng.random() < 0.95 else bits


def source_format(row):
    """Format of the operands, from the suffixes of the mnemonic."""
    parts = row.mnemonic.split(".")
    if parts[0] == "fcvt" or parts[0] == "fmv":
        return parts[-1] if parts[-1] in "sdh" else "d"
    if parts[0] in ("fcvtmod",):
        return "d"
    return parts[-1] if parts[-1] in "sdh" else "d"


def bits_of(row, name):
    """Highest and lowest bit of an immediate in the encoding."""
    width = re.search(r"\b%s:(\d+)" % name, row.encoding)
    if width:
        return int(width.group(1)) - 1, 0
    slices = re.findall(r"\b%s\[([^\]]*)\]" % name, row.encoding)
    numbers = [int(n) for part in slices for n in re.split(r"[|:]", part)]
    return max(numbers), min(numbers)


def immediates(row, name):
    high, low = bits_of(row, name)
    step = 1 << low
    if name == "imm20":
        nonzero = row.mnemonic.startswith("c.")
        top = 1 << high + 1
        values = [1, top // 2 - 1, top // 2, top - 1] + ([] if nonzero else [0])
        if nonzero:
            return [hex(v) if v < 32 else hex((v - 64) & 0xFFFFF) for v in values]
        return [hex(v) for v in values]
    if name == "shamt":
        values = [0, 1, 1 << high, (2 << high) - 1]
        if row.mnemonic.startswith("c."):
            values = values[1:]
        return [hex(v) for v in values]
    if name in ("uimm", "constant"):
        values = [0, step, 1 << high, (2 << high) - step]
        if row.mnemonic == "c.addi4spn":
            values = values[1:]
        return values
    values = [step, -step, (1 << high) - step, -(1 << high), 0]
    if row.mnemonic in ("c.addi16sp", "c.nop", "c.addi"):
        values = values[:-1]
    return values


def is_memory(row):
    return "(" in row.syntax and row.mnemonic != "jalr"


def registers(row, rng, form):
    """Names for the register operands: distinct ones, or all sources or everything the same."""
    names = {"rd": "a0", "rs1": "a1", "rs2": "a2", "rdc": "a0", "rs1c": "a1", "rs2c": "a2", "sp": "sp",
             "fd": "fa0", "fs1": "fa1", "fs2": "fa2", "fs3": "fa3", "fdc": "fa0", "fs2c": "fa2"}
    if form == 1:
        names.update(rd="a1", rdc="s1", rs1c="s1", rs2c="s0", fd="fa1", fdc="fa1")
    elif form == 2:
        names.update(rd="a2", fd="fa2", fs3="fa2")
    elif form == 3 and not is_memory(row):
        names.update(rd="a1", rs2="a1", fd="fa1", fs2="fa1", fs3="fa1", rdc="a2")
    elif form == 4 and not row.mnemonic.startswith("c.") and "rd" in row.operands:
        names.update(rd="zero")
    elif form == 5 and not row.mnemonic.startswith("c.") and "rs2" in row.operands:
        names.update(rs2="zero")
    return {k: v for k, v in names.items() if k in row.operands}


def vectors(row):
    rng = random.Random(row.mnemonic)
    floating = any(o.startswith("f") for o in row.operands) and not is_memory(row)
    count = 60 if floating and "rm" in row.operands else 36 if floating else 24
    if len(row.operands) <= 1 and not floating:
        count = 10
    result = []
    for index in range(count):
        values = registers(row, rng, index % 6 if index % 2 else 0)
        state = {}
        memory_base = None
        for name in ("imm", "uimm", "imm20", "shamt", "constant"):
            if name in row.operands:
                choices = immediates(row, name)
                values[name] = choices[index % len(choices)]
        if "constant" in row.operands:
            values["constant"] = index % 32
        if "order" in row.operands:
            values["order"] = ["", ".aq", ".rl", ".aqrl"][index % 4]
        for name in ("pred", "succ"):
            if name in row.operands:
                values[name] = rng.choice(["r", "w", "rw", "iorw"])
        if "rm" in row.operands:
            mode = index % 7
            values["rm"] = MODES[mode] if mode < 5 else ""
            if mode >= 5:
                state["frm"] = rng.randrange(5)
        for name in sorted(row.operands, key=lambda o: o.endswith("d") or o.endswith("dc")):
            register = values.get(name)
            if name in ("rs1", "rs1c", "sp") and is_memory(row):
                offset = int(values.get("imm", values.get("uimm", 0)))
                aligned = row.feature in ("A", "Zacas")
                memory_base = DATA + 8 + (0 if aligned else rng.randrange(8))
                if row.mnemonic == "amocas.q":
                    memory_base = DATA + 16
                state[register] = memory_base - offset & MASK
            elif name in ("rd", "rdc") and not reads(row, name):
                state.setdefault(register, 0xDEAD) if register != "zero" else None
            elif name in ("fd", "fdc"):
                state.setdefault(register, 0xDEADDEADDEADDEAD)
            elif name.startswith("r") and register not in (None, "zero") and name != "rm":
                state.setdefault(register, int_value(rng))
            elif name == "sp":
                state.setdefault("sp", 0x12345670)
            elif name.startswith("fs"):
                state[register] = float_value(rng, source_format(row)) if not is_memory(row) else rng.getrandbits(64)
        if row.mnemonic == "amocas.q":
            values.update(rd=["a4", "a2", "zero"][index % 3], rs2=["a2", "zero"][index % 2])
        for name in ("rs2", "rs2c"):
            if values.get(name) and values.get(name) == values.get("rs1", values.get("rs1c")) and is_memory(row):
                values[name] = "a2"
                state["a2"] = int_value(rng)
        if memory_base is not None:
            for i in range(4):
                state["@%x" % (DATA + 8 * i)] = rng.getrandbits(64)
        shown = [values[n] for n in ("rd", "rdc", "fd", "fdc") if n in values and values[n] != "zero"]
        if row.mnemonic == "c.addi16sp":
            shown = ["sp"]
        if floating and row.feature in ("F", "D", "Zfhmin", "Zfa"):
            shown.append("fflags")
            if index % 3 == 2:
                state["fflags"] = rng.choice([1, 31, 16])
        shown += model.adjust(row, state, values, index)
        result.append(Vector(row.text(values), state, shown))
    return list({(v.text, str(v.state)): v for v in result}.values())


def reads(row, name):
    return row.feature in ("C", "Zcb") and row.mnemonic.split(".")[1] in (
        "addi", "addiw", "slli", "srli", "srai", "andi", "add", "and", "or", "xor", "sub", "addw", "subw", "zext", "sext",
        "not", "mul") or row.mnemonic.startswith("amocas")


# ---- expected results ----

def run_qemu(all_vectors):
    """Runs every vector under QEMU and fills in what changed."""
    code = [".option norelax", ".text", ".globl _start", "_start:", "la s2, in", "la s3, out"]
    table = [".section .vin, \"aw\"", "in:"]
    for v in all_vectors:
        # The assembler knows no rounding mode for conversions that are always exact.
        text = re.sub(r",r..$", "", v.text) if v.text.split()[0] in EXACT else v.text
        code += ["jal t0, load", ".option norvc" if not text.startswith("c.") else ".option rvc", text,
                 ".option rvc", "jal t0, save"]
        table += [".quad 0x%x" % v.state.get(name, default(name)) for name in STATE]
    size = 8 * len(STATE)
    code += ["la a1, out", "sub a2, s3, a1", "1: li a0, 1", "li a7, 64", "ecall", "blez a0, 2f", "add a1, a1, a0",
             "sub a2, a2, a0", "bnez a2, 1b", "2: li a0, 0", "li a7, 93", "ecall"]
    code += ["load:", "li t1, 0x%x" % DATA, "mv s10, sp"]
    code += ["ld t2, %d(s2)" % (8 * STATE.index(m)) + "; sd t2, %d(t1)" % (8 * i)
             for i, m in enumerate(STATE[-4:])]
    code += ["fld %s, %d(s2)" % (f, 8 * STATE.index(f)) for f in FLOATS]
    code += ["ld t2, %d(s2); csrw fflags, t2; ld t2, %d(s2); csrw frm, t2"
             % (8 * STATE.index("fflags"), 8 * STATE.index("frm"))]
    code += ["ld %s, %d(s2)" % (r, 8 * STATE.index(r)) for r in INTS] + ["addi s2, s2, %d" % size, "jr t0"]
    code += ["save:"] + ["sd %s, %d(s3)" % (r, 8 * STATE.index(r)) for r in INTS]
    code += ["fsd %s, %d(s3)" % (f, 8 * STATE.index(f)) for f in FLOATS]
    code += ["csrr t2, fflags; sd t2, %d(s3); csrr t2, frm; sd t2, %d(s3)"
             % (8 * STATE.index("fflags"), 8 * STATE.index("frm")), "li t1, 0x%x" % DATA]
    code += ["ld t2, %d(t1)" % (8 * i) + "; sd t2, %d(s3)" % (8 * STATE.index(m)) for i, m in enumerate(STATE[-4:])]
    code += ["addi s3, s3, %d" % size, "mv sp, s10", "jr t0"]
    code += table + [".section .vec, \"aw\"", ".zero 4096", ".bss", "out: .zero %d" % (size * len(all_vectors))]
    with tempfile.TemporaryDirectory() as directory:
        source = os.path.join(directory, "v.s")
        program = os.path.join(directory, "v")
        open(source, "w").write("\n".join(code) + "\n")
        subprocess.run(["riscv64-linux-gnu-gcc", "-nostdlib", "-static", "-march=rv64gc_zba_zbb_zbs_zfhmin",
                        "-Wl,--section-start=.vec=0x%x" % DATA, "-Wl,-Ttext=0x100000", "-o", program, source],
                       check=True)
        output = subprocess.run(["qemu-riscv64", "-cpu", "rv64,Zfhmin=true", program], check=True,
                                stdout=subprocess.PIPE).stdout
    words = struct.unpack("<%dQ" % (len(output) // 8), output)
    assert len(words) == len(STATE) * len(all_vectors), len(words)
    for i, v in enumerate(all_vectors):
        after = dict(zip(STATE, words[i * len(STATE):]))
        v.expected = {}
        for name in STATE:
            if name in v.shown or after[name] != v.state.get(name, default(name)):
                v.expected[name] = after[name]


def default(name):
    return 0 if name in ("fflags", "frm") or name.startswith("@") else 0x5A5A5A5A00000000


def main():
    wanted = set(sys.argv[1:])
    all_rows = [r for r in rows() if not wanted or r.mnemonic in wanted]
    pending = []
    files = []
    for row in all_rows:
        known = model.independent(row, Vector)
        if known is None:
            known = vectors(row)
            pending += [v for v in known if not model.compute(row, v)]
        files.append((row, known + model.traps(row, Vector)))
    run_qemu(pending)
    for row, known in files:
        directory = os.path.join(OUT, row.feature)
        os.makedirs(directory, exist_ok=True)
        with open(os.path.join(directory, row.mnemonic + ".txt"), "w") as out:
            out.write("# %s\n" % row.syntax)
            for v in known:
                out.write(v.line() + "\n")
    print("%d instructions, %d vectors, %d by qemu" % (len(files), sum(len(k) for _, k in files), len(pending)))


if __name__ == "__main__":
    main()
