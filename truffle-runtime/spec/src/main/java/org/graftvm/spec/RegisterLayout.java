package org.graftvm.spec;

import java.util.ArrayList;
import java.util.List;

/**
 * The register files of an instruction set in slot order, and behind them the sink, the slot that swallows writes to a
 * zero register.
 */
public record RegisterLayout(List<File> files) {
    /**
     * A register file.
     *
     * @param firstSlot slot of register 0
     * @param names assembly names by index
     * @param zero index of the register that reads as zero, or -1
     */
    public record File(String name, int firstSlot, List<String> names, int zero) {
        public int size() {
            return names.size();
        }
    }

    public RegisterLayout {
        files = List.copyOf(files);
    }

    /** The layout of files as {@link InstructionSet.RegisterFile} declares them, one after the other. */
    public static final class Builder {
        private final List<File> files = new ArrayList<>();
        private int slots;

        /** @param names assembly names by index, or none for {@code name + index} */
        public Builder file(String name, int size, int zero, String... names) {
            List<String> all = new ArrayList<>(List.of(names));
            for (int i = all.size(); i < size; i++) {
                all.add(name + i);
            }
            files.add(new File(name, slots, List.copyOf(all), zero));
            slots += size;
            return this;
        }

        public RegisterLayout build() {
            return new RegisterLayout(files);
        }
    }

    /** The slot behind all files. */
    public int sink() {
        return files.stream().mapToInt(File::size).sum();
    }

    /** All files and the sink: the length of the CPU's register array. */
    public int count() {
        return sink() + 1;
    }

    /** @throws IllegalArgumentException where no file has this name */
    public File file(String name) {
        return files.stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no register file " + name));
    }

    /** Whether a register has this assembly name. */
    public boolean has(String register) {
        return files.stream().anyMatch(file -> file.names().contains(register));
    }

    /** Assembly name of a register slot; the sink is called by the name of the zero register it stands for. */
    public String name(int slot) {
        for (File file : files) {
            if (slot < file.firstSlot() + file.size()) {
                return file.names().get(slot - file.firstSlot());
            }
            if (slot == sink() && file.zero() >= 0) {
                return file.names().get(file.zero());
            }
        }
        return "sink";
    }

    /** Slot that a write to register {@code index} of {@code file} goes to. */
    public int writeSlot(File file, int index) {
        return index == file.zero() ? sink() : file.firstSlot() + index;
    }

    /** Index within {@code file} of a slot as an operand holds it. */
    public int index(File file, int slot) {
        return slot == sink() ? file.zero() : slot - file.firstSlot();
    }
}
