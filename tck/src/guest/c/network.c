/* Which families of sockets there are. */
#define _GNU_SOURCE
#include <errno.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

static void show(const char *what, int result) {
    printf("%s: %s\n", what, result < 0 ? strerrorname_np(errno) : "yes");
}

int main(void) {
    int ends[2];
    show("4", socket(AF_INET, SOCK_STREAM, 0));
    show("6", socket(AF_INET6, SOCK_DGRAM, 0));
    show("netlink", socket(AF_NETLINK, SOCK_RAW, 0));
    show("unix", socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    struct ifreq device = {.ifr_name = "lo"};
    show("device", ioctl(ends[0], SIOCGIFINDEX, &device));
    return 0;
}
