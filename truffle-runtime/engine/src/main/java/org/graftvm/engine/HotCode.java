package org.graftvm.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Entry points of code that ran, with the tier that each reached, to warm up a later run. They are named by file and offset,
 * since a position-independent program is elsewhere next time. A list of another build of a file does no harm: its entries
 * name code that never runs.
 *
 * <p>As text: {@code file PATH} for each file, then a line {@code OFFSET TIER} for each entry, the offset in hexadecimal.
 */
public final class HotCode {
    private static final String FILE = "file ";

    private final Map<String, NavigableMap<Long, Integer>> files = new TreeMap<>();

    /** An empty list. */
    public HotCode() {}

    /**
     * Adds an entry; of several tiers the highest stays.
     *
     * @param tier what the code reached: 0 if it was only interpreted, then it belongs into the region of a neighbour
     */
    public void add(String file, long offset, int tier) {
        files.computeIfAbsent(file, _ -> new TreeMap<>()).merge(offset, tier, Math::max);
    }

    void addAll(HotCode other) {
        other.files.forEach((file, entries) -> entries.forEach((offset, tier) -> add(file, offset, tier)));
    }

    /** Entries of {@code file} by offset, from one offset to before another. */
    NavigableMap<Long, Integer> entries(String file, long from, long to) {
        NavigableMap<Long, Integer> entries = files.get(file);
        return entries == null ? new TreeMap<>() : entries.subMap(from, true, to, false);
    }

    /** Number of entries. */
    public int size() {
        return files.values().stream().mapToInt(Map::size).sum();
    }

    /** Writes the form that {@link #read} takes back. */
    public void write(Appendable text) throws IOException {
        for (Map.Entry<String, NavigableMap<Long, Integer>> file : files.entrySet()) {
            text.append(FILE).append(file.getKey()).append('\n');
            for (Map.Entry<Long, Integer> entry : file.getValue().entrySet()) {
                text.append(Long.toHexString(entry.getKey()))
                        .append(' ')
                        .append(String.valueOf(entry.getValue()))
                        .append('\n');
            }
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException also for text of another form, with the number of the line
     */
    public static HotCode read(BufferedReader text) throws IOException {
        HotCode result = new HotCode();
        String file = null;
        int number = 0;
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            number++;
            if (line.startsWith(FILE)) {
                file = line.substring(FILE.length());
                continue;
            }
            int space = line.indexOf(' ');
            try {
                if (file == null || space < 0) {
                    throw new NumberFormatException();
                }
                long offset = Long.parseUnsignedLong(line.substring(0, space), 16);
                int tier = Integer.parseInt(line.substring(space + 1));
                if (tier < 0 || tier > 2) {
                    throw new NumberFormatException();
                }
                result.add(file, offset, tier);
            } catch (NumberFormatException notAnEntry) {
                throw new IOException("not a list of hot code, line " + number, notAnEntry);
            }
        }
        return result;
    }
}
