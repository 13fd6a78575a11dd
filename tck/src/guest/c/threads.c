/* Threads: create, join, mutex, condition, barrier, once, thread-local data, atomics, read-write lock, cancel by flag. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { THREADS = 4, ROUNDS = 20000, ITEMS = 5000 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static pthread_barrier_t barrier;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static long guarded, initialized, shared[2];
static atomic_long added;
static atomic_ulong mixed, largest;
static _Atomic uint8_t bytes[8];
static _Thread_local long mine;
static int queue[16], head, tail;

static void initialize(void) {
    initialized++;
}

static void *counter(void *argument) {
    long number = (long) (intptr_t) argument;
    pthread_once(&once, initialize);
    pthread_barrier_wait(&barrier);
    for (long i = 0; i < ROUNDS; i++) {
        mine += number;
        pthread_mutex_lock(&mutex);
        guarded++;
        pthread_mutex_unlock(&mutex);
        atomic_fetch_add(&added, number);
        atomic_fetch_xor(&mixed, (unsigned long) i << number);
        atomic_fetch_add(&bytes[number], 1);
        unsigned long seen = atomic_load(&largest), wanted = (unsigned long) (i * number);
        while (seen < wanted && !atomic_compare_exchange_weak(&largest, &seen, wanted)) {
        }
        if (i % 64 == 0) {
            pthread_rwlock_wrlock(&rwlock);
            shared[0]++;
            shared[1]--;
            pthread_rwlock_unlock(&rwlock);
        } else {
            pthread_rwlock_rdlock(&rwlock);
            if (shared[0] + shared[1] != 0) {
                puts("torn");
                exit(1);
            }
            pthread_rwlock_unlock(&rwlock);
        }
    }
    pthread_barrier_wait(&barrier);
    return (void *) (intptr_t) mine;
}

static void *producer(void *unused) {
    (void) unused;
    for (int i = 1; i <= ITEMS; i++) {
        pthread_mutex_lock(&mutex);
        while (head - tail == 16) {
            pthread_cond_wait(&changed, &mutex);
        }
        queue[head++ % 16] = i;
        pthread_cond_broadcast(&changed);
        pthread_mutex_unlock(&mutex);
    }
    return NULL;
}

static void *consumer(void *unused) {
    (void) unused;
    long sum = 0;
    for (int i = 0; i < ITEMS; i++) {
        pthread_mutex_lock(&mutex);
        while (head == tail) {
            pthread_cond_wait(&changed, &mutex);
        }
        sum += queue[tail++ % 16];
        pthread_cond_broadcast(&changed);
        pthread_mutex_unlock(&mutex);
    }
    return (void *) (intptr_t) sum;
}

static void *nested(void *argument) {
    long depth = (long) (intptr_t) argument;
    if (depth == 0) {
        pthread_exit((void *) 1);
    }
    pthread_t inner;
    void *result;
    pthread_create(&inner, NULL, nested, (void *) (intptr_t) (depth - 1));
    pthread_join(inner, &result);
    return (void *) ((intptr_t) result * 2);
}

int main(void) {
    pthread_t threads[THREADS];
    void *result;
    pthread_barrier_init(&barrier, NULL, THREADS + 1);
    for (long i = 0; i < THREADS; i++) {
        pthread_create(&threads[i], NULL, counter, (void *) (intptr_t) (i + 1));
    }
    pthread_barrier_wait(&barrier);
    pthread_barrier_wait(&barrier);
    for (long i = 0; i < THREADS; i++) {
        pthread_join(threads[i], &result);
        printf("thread %ld: %ld\n", i, (long) (intptr_t) result);
    }
    printf("guarded %ld, added %ld, mixed %lx, largest %lu, once %ld\n", guarded, (long) added, (unsigned long) mixed,
           (unsigned long) largest, initialized);
    printf("bytes %d %d %d %d, shared %ld %ld\n", bytes[1], bytes[2], bytes[3], bytes[4], shared[0], shared[1]);
    pthread_create(&threads[0], NULL, producer, NULL);
    pthread_create(&threads[1], NULL, consumer, NULL);
    pthread_join(threads[0], NULL);
    pthread_join(threads[1], &result);
    printf("consumed %ld\n", (long) (intptr_t) result);
    pthread_create(&threads[0], NULL, nested, (void *) 6);
    pthread_join(threads[0], &result);
    printf("nested %ld\n", (long) (intptr_t) result);
    return 0;
}
