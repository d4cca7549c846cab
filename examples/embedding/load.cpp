// Opens the shared library that contains the engine, and runs the example in it.

#include <cstdio>

#include <dlfcn.h>

int main(int argument_count, char** arguments) {
  if (argument_count != 2) return 2;
  void* library = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    std::fprintf(stderr, "%s\n", dlerror());
    return 1;
  }
  auto* run = reinterpret_cast<int (*)()>(dlsym(library, "run_example"));
  return run == nullptr ? 1 : run();
}
