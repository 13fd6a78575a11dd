/* Gravity among the Sun and the four giant planets: double arithmetic with division and square root. */
#include "bench.h"

#include <math.h>
#include <string.h>

const long bench_default_size = 100000;

enum { BODIES = 5 };

struct body {
    double position[3], velocity[3], mass;
};

/* Invented, stable orbits around a mass of 1; units chosen so that a step of 0.01 is small. */
static const struct body start[BODIES] = {
    {{0, 0, 0}, {0, 0, 0}, 1.0},
    {{5.2, 0.1, -0.2}, {0.01, 0.43, 0.002}, 9.5e-4},
    {{-9.5, 0.3, 0.4}, {0.02, -0.32, 0.004}, 2.8e-4},
    {{0.2, 19.1, 0.5}, {-0.228, 0.01, -0.003}, 4.3e-5},
    {{1.0, -30.0, 0.1}, {0.182, 0.01, 0.001}, 5.1e-5},
};

static struct body bodies[BODIES];

void bench_prepare(long size) {
    (void) size;
}

static double energy(void) {
    double sum = 0;
    for (int i = 0; i < BODIES; i++) {
        struct body *p = &bodies[i];
        double square = 0;
        for (int k = 0; k < 3; k++) {
            square += p->velocity[k] * p->velocity[k];
        }
        sum += 0.5 * p->mass * square;
        for (int j = i + 1; j < BODIES; j++) {
            double distance = 0;
            for (int k = 0; k < 3; k++) {
                double d = p->position[k] - bodies[j].position[k];
                distance += d * d;
            }
            sum -= p->mass * bodies[j].mass / sqrt(distance);
        }
    }
    return sum;
}

static void __attribute__((noinline)) advance(double step) {
    for (int i = 0; i < BODIES; i++) {
        struct body *p = &bodies[i];
        for (int j = i + 1; j < BODIES; j++) {
            struct body *q = &bodies[j];
            double dx = p->position[0] - q->position[0];
            double dy = p->position[1] - q->position[1];
            double dz = p->position[2] - q->position[2];
            double square = dx * dx + dy * dy + dz * dz;
            double pull = step / (square * sqrt(square));
            p->velocity[0] -= dx * q->mass * pull;
            p->velocity[1] -= dy * q->mass * pull;
            p->velocity[2] -= dz * q->mass * pull;
            q->velocity[0] += dx * p->mass * pull;
            q->velocity[1] += dy * p->mass * pull;
            q->velocity[2] += dz * p->mass * pull;
        }
    }
    for (int i = 0; i < BODIES; i++) {
        for (int k = 0; k < 3; k++) {
            bodies[i].position[k] += step * bodies[i].velocity[k];
        }
    }
}

uint64_t bench_round(long size) {
    memcpy(bodies, start, sizeof bodies);
    for (long i = 0; i < size; i++) {
        advance(0.01);
    }
    double result = energy();
    uint64_t bits;
    memcpy(&bits, &result, sizeof bits);
    return bits;
}
