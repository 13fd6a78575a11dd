package org.graftvm.spec.processor;

import java.util.List;
import java.util.stream.Collectors;

/** Pieces of Java source. */
final class JavaText {
    private JavaText() {}

    static String literal(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    static String list(List<String> items) {
        return "List.of(" + String.join(", ", items) + ")";
    }

    static String literals(List<String> texts) {
        return texts.stream().map(JavaText::literal).collect(Collectors.joining(", "));
    }

    static String hex(int value) {
        return value >= 0 && value < 10 ? Integer.toString(value) : "0x" + Integer.toHexString(value);
    }

    /** {@code cAddi4spn} to {@code C_ADDI4SPN}; also of a class name. */
    static String constant(String name) {
        StringBuilder text = new StringBuilder();
        for (char c : name.toCharArray()) {
            if (Character.isUpperCase(c) && !text.isEmpty()) {
                text.append('_');
            }
            text.append(Character.toUpperCase(c));
        }
        return text.toString();
    }

    static String header(SetModel model) {
        return "package " + model.packageName() + ";\n\n";
    }

    static String generated() {
        return "@Generated(\"" + InstructionSetProcessor.class.getName() + "\")\n";
    }
}
