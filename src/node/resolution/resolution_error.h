#pragma once

#include <expected>
#include <string>
#include <utility>
#include <vector>

#include "vm/agent.h"

namespace orrery::node {

/// Why a specifier leads nowhere: an error with a code of https://nodejs.org/api/errors.html.
struct ResolutionError {
  std::string code;
  vm::ErrorType type = vm::ErrorType::Error;
  std::string message;
  /// Of MODULE_NOT_FOUND: who required whom, the innermost first.
  std::vector<std::string> require_stack;
  // Properties that the error object has, too; empty: it has not.
  std::string path = {};          // NOLINT(readability-redundant-member-init): may be left out
  std::string request_path = {};  // NOLINT(readability-redundant-member-init): may be left out
  std::string url = {};           // NOLINT(readability-redundant-member-init): may be left out
};

template <typename T>
using Resolved = std::expected<T, ResolutionError>;

inline std::unexpected<ResolutionError> resolution_error(std::string code, std::string message,
                                                         vm::ErrorType type = vm::ErrorType::Error) {
  return std::unexpected(ResolutionError{
      .code = std::move(code), .type = type, .message = std::move(message), .require_stack = {}});
}

}  // namespace orrery::node
