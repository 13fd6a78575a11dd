/*
 * A threaded interpreter whose loop closes through indirect jumps alone: a signal has to reach it all the same. It runs long enough
 * to become hot first.
 */
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>

static volatile sig_atomic_t alarms;

static void on_alarm(int number) {
    (void) number;
    alarms++;
}

static unsigned long interpret(const unsigned char *code, int until) {
    static const void *const table[] = {&&add, &&twist, &&test, &&end};
    unsigned long sum = 1;
    const unsigned char *at = code;
    goto *table[*at];
add:
    sum += 0x9e3779b97f4a7c15;
    at++;
    goto *table[*at];
twist:
    sum ^= sum >> 29;
    at++;
    goto *table[*at];
test:
    at = alarms >= until ? at + 1 : code;
    goto *table[*at];
end:
    return sum;
}

int main(void) {
    struct sigaction action = {.sa_handler = on_alarm};
    sigaction(SIGALRM, &action, NULL);
    struct itimerval timer = {.it_interval = {.tv_usec = 100000}, .it_value = {.tv_usec = 100000}};
    setitimer(ITIMER_REAL, &timer, NULL);
    static const unsigned char code[] = {0, 1, 0, 0, 1, 2, 3};
    for (int until = 1; until <= 30; until += 10) {
        printf("%s\n", interpret(code, until) ? "interrupted" : "zero");
    }
    return 0;
}
