#pragma once

#include <openssl/evp.h>

namespace orrery::host {

/// What is used of OpenSSL's libcrypto (https://docs.openssl.org/3.0/man7/crypto/). It is opened when it is
/// first asked for: few programs need it, and it would double the time that all of them take to start.
struct LibCrypto {
  /// From any thread. Null: this machine has none (Debian's package is libssl3).
  static const LibCrypto* get();

#define LIBCRYPTO_FUNCTION(name) decltype(&::name) name = nullptr;
#include "host/libcrypto_functions.def"
#undef LIBCRYPTO_FUNCTION
};

}  // namespace orrery::host
