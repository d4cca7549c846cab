#pragma once

#include <expected>
#include <string>
#include <utility>

namespace orrery::base {

/// What went wrong in the host (a file, a socket, an argument), as a sentence for a person that says where
/// and what to do.
struct Error {
  std::string message;
};

/// The value, or why there is none. For JavaScript's own errors there is `Completion<T>` instead.
template <typename T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> error(std::string message) {
  return std::unexpected(Error{std::move(message)});
}

}  // namespace orrery::base
