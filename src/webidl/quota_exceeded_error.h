#pragma once

#include <optional>
#include <string_view>

#include "vm/agent.h"
#include "vm/completion.h"
#include "vm/errors/error_object.h"
#include "vm/objects/platform_object.h"

namespace orrery::webidl {

/// https://webidl.spec.whatwg.org/#quotaexceedederror: a DOMException that says how much there might be, and
/// how much was asked for.
extern const vm::Interface k_quota_exceeded_error;

/// https://webidl.spec.whatwg.org/#dictdef-quotaexceedederroroptions
struct QuotaExceededErrorOptions {
  std::optional<double> quota;
  std::optional<double> requested;
};

/// What such an error says; null: it is another exception.
const QuotaExceededErrorOptions* quota_options(const vm::ErrorObject* exception);
/// A new one of the realm's, as it was: nothing is checked.
vm::ErrorObject* make_quota_exceeded_error(vm::Agent& agent, vm::Realm& realm, vm::String* message,
                                           const QuotaExceededErrorOptions& options);
/// \param message  UTF-8
vm::Thrown throw_quota_exceeded_error(vm::Agent& agent, std::string_view message,
                                      const QuotaExceededErrorOptions& options);

}  // namespace orrery::webidl
