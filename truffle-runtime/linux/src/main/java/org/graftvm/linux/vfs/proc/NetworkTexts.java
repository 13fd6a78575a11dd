package org.graftvm.linux.vfs.proc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graftvm.linux.LinuxException;
import org.graftvm.linux.net.Socket;
import org.graftvm.linux.vfs.FdTable;
import org.graftvm.linux.vfs.FileDescription;

/**
 * The files of /proc/net, see proc_pid_net(5). Internet sockets are the host's, and so are its lines about them; of those, guests see
 * what is of their own sockets. Devices and routes are shown where the context allows the host's network.
 */
final class NetworkTexts {
    private static final Path HOST = Path.of("/proc/net");
    /** Words of a line of tcp and udp, the inode being the last. */
    private static final int INODE = 9;

    private static final String NO_DEVICES = """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
            """;
    private static final String UNIX_HEADER = "Num       RefCount Protocol Flags    Type St Inode Path\n";

    private NetworkTexts() {}

    static void addTo(ProcFolder folder, SystemView system) {
        for (String protocol :
                List.of("tcp", "tcp6", "udp", "udp6", "udplite", "udplite6", "raw", "raw6", "icmp", "icmp6")) {
            folder.add(protocol, path -> ProcText.of(path, () -> internet(system, protocol)));
        }
        for (String name : List.of("route", "ipv6_route", "if_inet6", "arp", "snmp", "snmp6", "netstat", "sockstat")) {
            folder.add(name, path -> ProcText.of(path, () -> ofHost(system, name, "")));
        }
        folder.add("dev", path -> ProcText.of(path, () -> ofHost(system, "dev", NO_DEVICES)));
        folder.add("unix", path -> ProcText.of(path, () -> unix(system)));
        folder.add(
                "packet", path -> ProcText.of(path, () -> "sk       RefCnt Type Proto  Iface R Rmem   User   Inode\n"));
        folder.add(
                "netlink",
                path -> ProcText.of(
                        path,
                        () ->
                                "sk               Eth Pid        Groups   Rmem     Wmem     Dump  Locks    Drops    Inode\n"));
    }

    private static String ofHost(SystemView system, String name, String otherwise) {
        if (!system.allowsSockets()) {
            return otherwise;
        }
        try {
            return Files.readString(HOST.resolve(name), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return otherwise;
        }
    }

    private static String internet(SystemView system, String protocol) {
        List<String> lines = ofHost(system, protocol, "").lines().toList();
        if (lines.isEmpty()) {
            return "";
        }
        Set<String> own = new HashSet<>();
        for (Map.Entry<Long, Socket> socket : sockets(system).entrySet()) {
            own.add(Long.toString(socket.getKey()));
        }
        StringBuilder text = new StringBuilder(lines.getFirst()).append('\n');
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.strip().split(" +");
            if (words.length > INODE && own.contains(words[INODE])) {
                text.append(line).append('\n');
            }
        }
        return text.toString();
    }

    private static String unix(SystemView system) {
        StringBuilder text = new StringBuilder(UNIX_HEADER);
        sockets(system).values().forEach(socket -> text.append(socket.unixLine()));
        return text.toString();
    }

    /** The sockets that guests have open, by inode. */
    private static Map<Long, Socket> sockets(SystemView system) {
        Map<Long, Socket> sockets = new LinkedHashMap<>();
        for (int pid : system.processes()) {
            ProcessView process = system.process(pid);
            if (process != null) {
                addOpen(process.files(), sockets);
            }
        }
        return sockets;
    }

    private static void addOpen(FdTable files, Map<Long, Socket> sockets) {
        for (int fd : files.numbers()) {
            try (FileDescription file = files.use(fd)) {
                if (file instanceof Socket socket) {
                    sockets.put(file.status().ino(), socket);
                }
            } catch (LinuxException e) {
                // Closed meanwhile.
            }
        }
    }
}
