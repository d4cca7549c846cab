#include "host/libcrypto.h"

#include <optional>

#include <dlfcn.h>

namespace orrery::host {

namespace {

std::optional<LibCrypto> open() {
  void* library = ::dlopen("libcrypto.so.3", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return std::nullopt;
  LibCrypto functions;
  bool is_complete = true;
  const auto find = [&](auto& function, const char* name) {
    function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(library, name));
    is_complete = is_complete && function != nullptr;
  };
#define LIBCRYPTO_FUNCTION(name) find(functions.name, #name);
#include "host/libcrypto_functions.def"
#undef LIBCRYPTO_FUNCTION
  return is_complete ? std::optional(functions) : std::nullopt;
}

}  // namespace

const LibCrypto* LibCrypto::get() {
  static const std::optional<LibCrypto> k_opened = open();
  return k_opened ? &*k_opened : nullptr;
}

}  // namespace orrery::host
