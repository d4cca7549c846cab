#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace orrery::web {

/// https://url.spec.whatwg.org/#validation-error: what does not conform in a URL. Most are no reason to
/// refuse it.
enum class ValidationError : std::uint8_t {
#define VALIDATION_ERROR(name, text) name,
#include "web/url/validation_errors.def"
#undef VALIDATION_ERROR
};

/// Where parsers write the validation errors they meet, in order. Nobody looks for them where it is null.
using ValidationErrors = std::vector<ValidationError>;

/// As the standard spells it: "invalid-URL-unit".
std::string_view name_of(ValidationError error);

inline void report(ValidationErrors* errors, ValidationError error) {
  if (errors != nullptr) [[unlikely]]
    errors->push_back(error);
}

/// Reports each code point of the well-formed UTF-8 `text` that is neither a URL code point nor `%`, and each
/// `%` that begins no percent-encoded byte. https://url.spec.whatwg.org/#url-code-points
void report_invalid_url_units(std::string_view text, ValidationErrors& errors);

}  // namespace orrery::web
