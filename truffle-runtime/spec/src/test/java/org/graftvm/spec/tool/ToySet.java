package org.graftvm.spec.tool;

import java.util.List;
import org.graftvm.spec.Flow;
import org.graftvm.spec.InstructionSet.Print;
import org.graftvm.spec.InstructionSet.Role;
import org.graftvm.spec.InstructionSetSpec;
import org.graftvm.spec.InstructionSpec;
import org.graftvm.spec.OperandSpec;
import org.graftvm.spec.RegisterLayout;

/** A few RISC-V instructions, one of each shape, described by hand. */
final class ToySet {
    static final RegisterLayout REGISTERS = new RegisterLayout.Builder()
            .file(
                    "x", 32, 0, "zero", "ra", "sp", "gp", "tp", "t0", "t1", "t2", "s0", "s1", "a0", "a1", "a2", "a3",
                    "a4", "a5", "a6", "a7", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "t3", "t4",
                    "t5", "t6")
            .file("f", 32, -1)
            .build();

    private static final OperandSpec RD = register("rd", Role.DESTINATION, "x", 0, -1);
    private static final OperandSpec RD_READ = register("rd", Role.SOURCE, "x", 0, -1);
    private static final OperandSpec RS1 = register("rs1", Role.SOURCE, "x", 0, -1);
    private static final OperandSpec RS2 = register("rs2", Role.SOURCE, "x", 0, -1);
    private static final OperandSpec RDC = register("rdc", Role.DESTINATION, "x", 8, -1);
    private static final OperandSpec SP = register("sp", Role.SOURCE, "x", 0, 2);
    private static final OperandSpec FD = register("fd", Role.DESTINATION, "f", 0, -1);
    private static final OperandSpec IMM = immediate("imm", true, 0, Print.DECIMAL);
    private static final OperandSpec UIMM = immediate("uimm", false, 0, Print.DECIMAL);
    private static final OperandSpec IMM20 = immediate("imm20", true, 12, Print.HEX);
    private static final OperandSpec OFFSET = immediate("offset", true, 0, Print.PC_RELATIVE);
    private static final OperandSpec ORDER = immediate("order", false, 0, Print.NAMED);
    private static final OperandSpec RM = immediate("rm", false, 0, Print.NAMED);

    static final InstructionSetSpec SET = new InstructionSetSpec(
            "Toy",
            List.of(
                    row("lw rd, imm(rs1)", "imm[11:0] rs1:5 010 rd:5 0000011", "", IMM, RS1, RD),
                    row("lui rd, imm20", "imm20:20 rd:5 0110111", "", IMM20, RD),
                    row(
                            "beq rs1, rs2, offset",
                            "offset[12|10:5] rs2:5 rs1:5 000 offset[4:1|11] 1100011",
                            "",
                            OFFSET,
                            RS2,
                            RS1),
                    row(
                            "amoadd.w{order} rd, rs2, (rs1)",
                            "00000 order:2 rs2:5 rs1:5 010 rd:5 0101111",
                            "",
                            ORDER,
                            RS2,
                            RS1,
                            RD),
                    row("fcvt.s.w fd, rs1{, rm}", "1101000 00000 rs1:5 rm:3 fd:5 1010011", "", RS1, RM, FD),
                    row("ecall", "000000000000 00000 000 00000 1110011", ""),
                    row("c.addi4spn rdc, sp, uimm", "000 uimm[5:4|9:6|2|3] rdc:3 00", "uimm != 0", UIMM, RDC, SP),
                    row("c.add rd, rs2", "100 1 rd:5 rs2:5 10", "rs2 != 0", RD, RS2, RD_READ),
                    row("c.ebreak", "100 1 00000 00000 10", "")),
            REGISTERS,
            List.of(new InstructionSetSpec.Absent("sfence.*", "supervisor mode")));

    private ToySet() {}

    static final OperandNames NAMES = (operand, value) -> switch (operand.name()) {
        case "order" -> List.of("", ".rl", ".aq", ".aqrl").get((int) value);
        case "rm" ->
            value == 7
                    ? ""
                    : List.of("rne", "rtz", "rdn", "rup", "rmm", "reserved5", "reserved6")
                            .get((int) value);
        default -> Long.toString(value);
    };

    static InstructionSpec instruction(String mnemonic) {
        return SET.instructions().stream()
                .filter(i -> i.mnemonic().equals(mnemonic))
                .findFirst()
                .orElseThrow();
    }

    private static InstructionSpec row(String syntax, String encoding, String when, OperandSpec... operands) {
        List<OperandSpec> list = List.of(operands);
        int destination = -1;
        for (int i = 0; i < operands.length; i++) {
            destination = operands[i].role() == Role.DESTINATION ? i : destination;
        }
        return new InstructionSpec(
                "toy.Everything",
                "method",
                "()V",
                syntax,
                List.of(encoding),
                when,
                Flow.NEXT,
                list,
                destination,
                List.of(),
                false,
                "Toy manual",
                "Base",
                null);
    }

    private static OperandSpec register(String name, Role role, String file, int base, int fixed) {
        return new OperandSpec(
                name, role, file, REGISTERS.file(file).firstSlot(), base, fixed, false, 0, Print.DECIMAL);
    }

    private static OperandSpec immediate(String name, boolean signed, int shift, Print print) {
        return new OperandSpec(name, Role.IMMEDIATE, "", -1, 0, -1, signed, shift, print);
    }
}
