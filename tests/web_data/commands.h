#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

// What the driver understands: run's questions, with their fields decoded.

namespace orrery::web_data {

using Fields = std::span<const std::string>;

/// Answers questions about URLs; nothing where `command` is none of those. Fields are UTF-8, or "-" for null.
std::optional<std::string> answer_url(std::string_view command, Fields fields);

/// Answers questions about encodings; nothing where `command` is none of those. The first field is a label.
std::optional<std::string> answer_encoding(std::string_view command, Fields fields);

}  // namespace orrery::web_data
