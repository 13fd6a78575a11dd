/* The dynamic linker: a library found at run time, a symbol by name, lazy binding, thread-local data, weak symbols. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <link.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern void absent_function(void) __attribute__((weak));
static __thread int local = 5;

static int count(struct dl_phdr_info *info, size_t size, void *data) {
    (void) size;
    (*(int *) data) += info->dlpi_phnum > 0;
    return 0;
}

int main(void) {
    void *library = dlopen("libm.so.6", RTLD_NOW);
    if (!library) {
        puts(dlerror());
        return 1;
    }
    double (*cosine)(double) = (double (*)(double)) dlsym(library, "cos");
    printf("cos(1) %.17g\n", cosine(1));
    printf("absent symbol: %d\n", dlsym(library, "no_such_symbol") == NULL);
    printf("absent library: %d\n", dlopen("libno_such_library.so", RTLD_LAZY) == NULL);
    printf("weak: %d\n", absent_function == NULL);
    Dl_info info;
    printf("dladdr %d %s\n", dladdr((void *) cosine, &info) != 0, info.dli_sname ? "named" : "unnamed");
    int objects = 0;
    dl_iterate_phdr(count, &objects);
    printf("objects %d\n", objects >= 3);
    local += 2;
    printf("thread-local %d\n", local);
    dlclose(library);
    return 0;
}
