package org.graftvm.tck.bench;

import static org.graftvm.tck.bench.MarkdownTable.mebibytes;
import static org.graftvm.tck.bench.MarkdownTable.seconds;
import static org.graftvm.tck.bench.MarkdownTable.times;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.graftvm.tck.process.GuestIsa;
import org.graftvm.tck.process.Timed;
import org.graftvm.tck.process.TimedProcess;

/** Whole-process time of unmodified Debian programs, each 1 to 5 seconds of qemu's time. */
final class DebianBenchmark {
    private final Settings settings;
    private final GuestIsa guest;

    DebianBenchmark(Settings settings, GuestIsa guest) {
        this.settings = settings;
        this.guest = guest;
    }

    private record Workload(String name, String program, List<String> arguments) {}

    private static Workload workload(String name, String program, String... arguments) {
        return new Workload(name, program, List.of(arguments));
    }

    private static final List<Workload> WORKLOADS = List.of(
            workload("python3", "usr/bin/python3", "-c", """
                    import json, re, hashlib, math
                    words = [hashlib.md5(str(i).encode()).hexdigest() for i in range(12000)]
                    table = {}
                    for word in words:
                        for part in re.findall('[0-9]+|[a-f]+', word):
                            table[part] = table.get(part, 0) + 1
                    text = json.dumps(sorted(table.items()))
                    primes = [n for n in range(2, 12000) if all(n % d for d in range(2, math.isqrt(n) + 1))]
                    print(len(json.loads(text)), len(primes), hashlib.sha256(text.encode()).hexdigest())
                    """),
            workload("perl", "usr/bin/perl", "-e", """
                    my (%seen, $sum);
                    for my $i (1 .. 400000) {
                        my $key = ($i * 7919) % 10007;
                        $seen{"k$key"} .= chr(97 + $i % 26) if length($seen{"k$key"} // "") < 40;
                        $sum += $i ** 0.5;
                    }
                    my $matches = grep { /a.*m.*z/ } values %seen;
                    printf "%d %d %.6f\\n", scalar(keys %seen), $matches, $sum;
                    """),
            workload("gawk", "usr/bin/gawk", """
                    BEGIN {
                        for (i = 0; i < 700000; i++) {
                            x = (x * 1103515245 + 12345) % 2147483648
                            count[x % 1000]++
                            if (substr(x "", 1, 2) == "42") hits++
                        }
                        for (k in count) total += count[k] * k
                        print total, hits
                    }
                    """),
            workload("lua", "usr/bin/lua5.4", "-e", """
                    local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
                    local t = {}
                    for i = 1, 400000 do t[i] = (i * 7919) % 1000003 end
                    table.sort(t)
                    local s = {}
                    for i = 1, 60000 do s[#s + 1] = string.format("%x", t[i]) end
                    print(fib(27), t[1000], #table.concat(s))
                    """),
            workload("sqlite3", "usr/bin/sqlite3", ":memory:", """
                    create table t(a integer primary key, b text, c real);
                    with recursive n(i) as (select 1 union all select i + 1 from n where i < 120000)
                      insert into t select i, printf('%x', i * 7919 % 65537), i / 7.0 from n;
                    create index tb on t(b);
                    select count(*), sum(c), max(b) from t where b like '%a%';
                    select b, count(*) from t group by substr(b, 1, 2) order by 2 desc, 1 limit 3;
                    """),
            workload("bc", "usr/bin/bc", "-l", "-q", "@tck/src/bench/debian/pi.bc"),
            workload(
                    "jq",
                    "usr/bin/jq",
                    "-n",
                    "[range(60000) | {id: ., name: \"n\\(. * 7919 % 1009)\"}] | group_by(.name) | map({(.[0].name):"
                            + " length}) | add | to_entries | sort_by(.value) | .[-3:]"),
            workload("xz", "usr/bin/xz", "--threads=1", "-4", "-k", "-c", "@tck/target/bench/data.txt"),
            workload("zstd", "usr/bin/zstd", "--single-thread", "-13", "-q", "-c", "@tck/target/bench/data.txt"),
            workload("gzip", "usr/bin/gzip", "-6", "-n", "-c", "@tck/target/bench/large.txt"),
            workload("sort", "usr/bin/sort", "--parallel=1", "-n", "-k2", "@tck/target/bench/large.txt"),
            workload("grep", "usr/bin/grep", "-c", "-E", "([a-z]{2}).*-.*[q-z]\\1", "@tck/target/bench/data.txt"),
            workload("openssl", "usr/bin/openssl", "dgst", "-sha3-512", "@tck/target/bench/large.bin"));

    String run() throws IOException {
        Optional<Path> sysroot = settings.sysroot(guest);
        if (sysroot.isEmpty()) {
            return "Not measured: no --%s.sysroot.\n".formatted(guest.isa().name());
        }
        Path root = sysroot.get();
        boolean host = root.getNameCount() == 0;
        List<String> qemu = new ArrayList<>(List.of(Programs.qemu(guest)));
        List<String> options = new ArrayList<>();
        if (!host) {
            qemu.addAll(List.of("-L", root.toString()));
            options.add("--%s.sysroot=%s".formatted(guest.isa().name(), root));
        }
        DebianData.write(settings.root().resolve("tck/target/bench"));
        MarkdownTable table =
                new MarkdownTable("whole process, s", "qemu", "Graft", "Graft / qemu", "qemu, MiB", "Graft, MiB");
        List<Double> ratios = new ArrayList<>();
        StringBuilder failures = new StringBuilder();
        for (Workload w : WORKLOADS) {
            if (!settings.selects(w.name())) {
                continue;
            }
            String program = root.resolve(w.program()).toString();
            if (!Files.exists(Path.of(program))) {
                failures.append("\n- %s is not in the root.".formatted(w.name()));
                continue;
            }
            System.err.println("… " + w.name());
            Timed reference = run(qemu, program, w);
            Timed graft = run(settings.graft(options, List.of()), program, w);
            if (graft.status() != reference.status() || !graft.lines().equals(reference.lines())) {
                failures.append("\n- **%s failed**: status %d; %s"
                        .formatted(w.name(), graft.status(), graft.errors().strip()));
                continue;
            }
            double ratio = (double) graft.wall().toNanos() / reference.wall().toNanos();
            ratios.add(ratio);
            table.row(
                    w.name(),
                    seconds(reference.wall()),
                    seconds(graft.wall()),
                    times(ratio),
                    mebibytes(reference.peakMemory()),
                    mebibytes(graft.peakMemory()));
        }
        double mean = Rounds.geometricMean(
                ratios.stream().mapToDouble(Double::doubleValue).toArray());
        table.row("**geometric mean**", "", "", times(mean));
        return table + failures.toString();
    }

    /** Arguments with an {@code @} in front are files of the checkout. */
    private Timed run(List<String> command, String program, Workload workload) throws IOException {
        List<String> line = new ArrayList<>(command);
        line.add(program);
        for (String argument : workload.arguments()) {
            line.add(
                    argument.startsWith("@")
                            ? settings.root().resolve(argument.substring(1)).toString()
                            : argument);
        }
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().keySet().retainAll(List.of("PATH", "JAVA_HOME", "HOME"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().put("PYTHONHASHSEED", "0");
        return TimedProcess.run(builder, Settings.LIMIT);
    }
}
