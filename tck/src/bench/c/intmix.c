/*
 * An integer mix in the spirit of small embedded benchmarks: list search and sort, a 16-bit matrix, a state machine
 * that reads numbers from text, and a bitwise CRC over all the results.
 */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

const long bench_default_size = 4000;

enum { LIST = 256, N = 12, TEXT = 512 };

struct item {
    struct item *next;
    int16_t key;
    int16_t value;
};

static struct item items[LIST];
static int16_t a[N][N], b[N][N];
static int32_t c[N][N];
static char text[TEXT + 1];

static uint16_t crc16(uint32_t data, int bits, uint16_t crc) {
    for (int i = 0; i < bits; i++) {
        unsigned carry = (crc ^ data) & 1;
        data >>= 1;
        crc >>= 1;
        if (carry) {
            crc ^= 0xa001;
        }
    }
    return crc;
}

void bench_prepare(long size) {
    (void) size;
    uint64_t seed = 42;
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            a[i][j] = (int16_t) bench_random(&seed);
            b[i][j] = (int16_t) bench_random(&seed);
        }
    }
    static const char *const words[] = {"12", "-7", "3.5", "1e9", "-0.25e-3", "+8", "x1", "9.9.9", "0x", "44e", "77"};
    while (strlen(text) + 12 < TEXT) {
        strcat(text, words[bench_random(&seed) % 11]);
        strcat(text, ",");
    }
}

static struct item *build_list(void) {
    uint64_t seed = 7;
    for (int i = 0; i < LIST; i++) {
        items[i].key = (int16_t) (bench_random(&seed) >> 48);
        items[i].value = (int16_t) i;
        items[i].next = i + 1 < LIST ? &items[i + 1] : NULL;
    }
    return &items[0];
}

static struct item *merge(struct item *left, struct item *right) {
    struct item head, *tail = &head;
    while (left && right) {
        struct item **smaller = left->key <= right->key ? &left : &right;
        tail->next = *smaller;
        tail = *smaller;
        *smaller = (*smaller)->next;
    }
    tail->next = left ? left : right;
    return head.next;
}

static struct item *sort_list(struct item *list, int length) {
    if (length <= 1) {
        if (list) {
            list->next = NULL;
        }
        return list;
    }
    int half = length / 2;
    struct item *middle = list;
    for (int i = 0; i < half; i++) {
        middle = middle->next;
    }
    struct item *right = sort_list(middle, length - half);
    return merge(sort_list(list, half), right);
}

static uint16_t lists(uint16_t crc) {
    struct item *list = build_list();
    int found = 0;
    for (int key = -300; key < 300; key += 37) {
        for (struct item *i = list; i; i = i->next) {
            if ((i->key & 0xff) == (key & 0xff)) {
                found += i->value;
                break;
            }
        }
    }
    list = sort_list(list, LIST);
    struct item *reversed = NULL;
    while (list) {
        struct item *next = list->next;
        list->next = reversed;
        reversed = list;
        list = next;
    }
    crc = crc16((uint32_t) found, 32, crc);
    for (struct item *i = reversed; i; i = i->next) {
        crc = crc16((uint16_t) i->value, 8, crc);
    }
    return crc;
}

static uint16_t matrices(int round, uint16_t crc) {
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            int32_t sum = 0;
            for (int k = 0; k < N; k++) {
                sum += (a[i][k] + round) * b[k][j] >> 3;
            }
            c[i][j] = sum;
        }
    }
    int32_t last = 0;
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            int32_t value = c[i][j];
            last += value > last ? 10 : (value & 0x3f) - 4;
        }
    }
    return crc16((uint32_t) last, 32, crc);
}

enum state { START, SIGN, INTEGER, FRACTION, EXPONENT, EXPONENT_SIGN, SCIENTIFIC, INVALID, STATES };

static enum state step(enum state state, char ch) {
    int digit = ch >= '0' && ch <= '9';
    switch (state) {
        case START: return digit ? INTEGER : ch == '+' || ch == '-' ? SIGN : ch == '.' ? FRACTION : INVALID;
        case SIGN: return digit ? INTEGER : ch == '.' ? FRACTION : INVALID;
        case INTEGER: return digit ? INTEGER : ch == '.' ? FRACTION : ch == 'e' ? EXPONENT : INVALID;
        case FRACTION: return digit ? FRACTION : ch == 'e' ? EXPONENT : INVALID;
        case EXPONENT: return digit ? SCIENTIFIC : ch == '+' || ch == '-' ? EXPONENT_SIGN : INVALID;
        case EXPONENT_SIGN:
        case SCIENTIFIC: return digit ? SCIENTIFIC : INVALID;
        default: return INVALID;
    }
}

static uint16_t machine(uint16_t crc) {
    uint32_t finals[STATES] = {0}, steps[STATES] = {0};
    enum state state = START;
    for (const char *p = text; *p; p++) {
        if (*p == ',') {
            finals[state]++;
            state = START;
        } else {
            state = step(state, *p);
            steps[state]++;
        }
    }
    for (int i = 0; i < STATES; i++) {
        crc = crc16(finals[i] << 16 | steps[i], 32, crc);
    }
    return crc;
}

uint64_t bench_round(long size) {
    uint64_t sum = 0;
    uint16_t crc = 0;
    for (long i = 0; i < size; i++) {
        crc = lists(crc);
        crc = matrices((int) i, crc);
        crc = machine(crc);
        sum = bench_mix(sum, crc);
    }
    return sum;
}
