/* The least: start of the C library, one line, exit. */
#include <stdio.h>

int main(void) {
    puts("Hello, world!");
    return 0;
}
