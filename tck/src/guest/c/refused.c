// What a program sees that may have no other thread: errors, and no trace of the process that did not begin.
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void *nothing(void *argument) { return argument; }

int main(void) {
  int ends[2];
  pthread_t thread;
  char byte;
  if (pipe(ends) != 0) return 1;
  pid_t child = fork();
  printf("fork: %s\n", child < 0 ? strerror(errno) : "a child");
  if (child == 0) return 0;
  printf("pthread_create: %s\n", strerror(pthread_create(&thread, NULL, nothing, NULL)));
  close(ends[1]);
  printf("read: %zd\n", read(ends[0], &byte, 1));
  printf("wait: %s\n", wait(NULL) < 0 ? strerror(errno) : "a child");
  return 0;
}
