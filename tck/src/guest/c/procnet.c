/* What /proc/net tells about the program's own sockets, and other files of /proc that tools like ps and free read. */
#define _GNU_SOURCE
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static unsigned long inode(int fd) {
    struct stat status;
    fstat(fd, &status);
    return status.st_ino;
}

/* The word of a number in the line that has the socket's inode as another word. */
static void show(const char *name, const char *file, int fd, int inode_at, int first, int last) {
    char path[64];
    char line[512];
    snprintf(path, sizeof path, "/proc/self/net/%s", file);
    FILE *text = fopen(path, "r");
    printf("%s:", name);
    while (text && fgets(line, sizeof line, text)) {
        char *words[32];
        int count = 0;
        for (char *word = strtok(line, " \n"); word && count < 32; word = strtok(NULL, " \n")) {
            words[count++] = word;
        }
        if (count > inode_at && strtoul(words[inode_at], NULL, 10) == inode(fd)) {
            for (int i = first; i <= last && i < count; i++) {
                printf(" %s", words[i]);
            }
        }
    }
    puts("");
    if (text) {
        fclose(text);
    }
}

static void has(const char *path, const char *wanted) {
    static char text[1 << 16];
    FILE *file = fopen(path, "r");
    size_t size = file ? fread(text, 1, sizeof text - 1, file) : 0;
    text[size] = 0;
    printf("%s has %s: %d\n", path, wanted, strstr(text, wanted) != NULL);
    if (file) {
        fclose(file);
    }
}

int main(void) {
    int server = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    bind(server, (struct sockaddr *) &address, size);
    listen(server, 5);
    getsockname(server, (struct sockaddr *) &address, &size);
    int client = socket(AF_INET, SOCK_STREAM, 0);
    connect(client, (struct sockaddr *) &address, size);
    int accepted = accept(server, NULL, NULL);
    write(client, "12345", 5);
    int datagram = socket(AF_INET, SOCK_DGRAM, 0);
    struct sockaddr_in any = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    bind(datagram, (struct sockaddr *) &any, sizeof any);
    int local = socket(AF_UNIX, SOCK_STREAM, 0);
    struct sockaddr_un path = {AF_UNIX, "\0graft-procnet"};
    bind(local, (struct sockaddr *) &path, sizeof(sa_family_t) + 14);
    listen(local, 1);
    int pair[2];
    socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair);

    show("listening", "tcp", server, 9, 3, 3);
    show("client", "tcp", client, 9, 3, 3);
    show("accepted, with something to read", "tcp", accepted, 9, 3, 4);
    show("datagram", "udp", datagram, 9, 3, 4);
    show("unix", "unix", local, 6, 3, 5);
    show("its name", "unix", local, 6, 7, 7);
    show("pair", "unix", pair[0], 6, 3, 5);
    close(server);
    has("/proc/net/dev", " lo:");
    has("/proc/net/tcp", "local_address");
    has("/proc/meminfo", "\nSReclaimable:");
    has("/proc/stat", "\nbtime ");
    has("/proc/vmstat", "pgpgin ");
    has("/proc/swaps", "Filename");
    has("/proc/self/personality", "00000000\n");
    return 0;
}
