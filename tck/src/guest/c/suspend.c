/* Stops itself when it is asked to, as editors do: its handler comes first. Tells of it on standard output, a line each. */
#define _GNU_SOURCE
#include <signal.h>
#include <string.h>
#include <unistd.h>

static void say(const char *text) {
    (void) !write(1, text, strlen(text));
}

static void stop(int signal) {
    (void) signal;
    say("asked to stop\n");
    kill(getpid(), SIGSTOP);
    say("goes on\n");
}

int main(void) {
    char c;
    struct sigaction action = {.sa_handler = stop, .sa_flags = SA_RESTART};
    sigaction(SIGTSTP, &action, NULL);
    say("ready\n");
    while (read(0, &c, 1) == 1) {
    }
    return 0;
}
