#include "cli/machine_stack.h"

#include <cstdio>

#include <pthread.h>
#include <sys/resource.h>

namespace orrery::cli {

namespace {

/// Of the main thread, in bytes.
std::size_t system_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_STACK, &limit) != 0) return 0;
  return limit.rlim_cur;  // RLIM_INFINITY is the largest number
}

struct Call {
  int (*run)(int, char**);
  int argc;
  char** argv;
  int result;
};

void* perform(void* argument) {
  auto* call = static_cast<Call*>(argument);
  call->result = call->run(call->argc, call->argv);
  return nullptr;
}

bool call_on_thread(Call& call) {
  pthread_attr_t attributes;
  if (::pthread_attr_init(&attributes) != 0) return false;
  pthread_t thread{};
  const bool is_started = ::pthread_attr_setstacksize(&attributes, k_least_machine_stack) == 0 &&
                          ::pthread_create(&thread, &attributes, perform, &call) == 0;
  ::pthread_attr_destroy(&attributes);
  return is_started && ::pthread_join(thread, nullptr) == 0;
}

}  // namespace

int call_with_machine_stack(int (*run)(int argc, char** argv), int argc, char** argv) {
  if (system_limit() >= k_least_machine_stack) return run(argc, argv);
  Call call{.run = run, .argc = argc, .argv = argv, .result = 1};
  if (!call_on_thread(call))
    std::fputs("orrery: there is no memory for a machine stack of 8 MiB (see `ulimit -v`)\n", stderr);
  return call.result;
}

}  // namespace orrery::cli
