#include "builtins/text_processing/regexp_replacement.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/unicode/utf.h"

namespace orrery::builtins {

using vm::String;
using vm::StringBuilder;

void append_range(StringBuilder& result, String* string, std::uint32_t start, std::uint32_t end) {
  if (start == end) return;
  if (string->is_latin1()) {
    result.append(string->latin1().subspan(start, end - start));
  } else {
    result.append(string->utf16().subspan(start, end - start));
  }
}

namespace {

/// The place of the next `$` from `from` on; the length if there is none.
std::uint32_t find_dollar(String* text, std::uint32_t from) {
  const auto find = [from](auto units) {
    const auto start = units.begin() + from;
    return static_cast<std::uint32_t>(std::find(start, units.end(), '$') - units.begin());
  };
  return text->is_latin1() ? find(text->latin1()) : find(text->utf16());
}

std::optional<std::uint32_t> digit(char16_t unit) {
  if (unit < u'0' || unit > u'9') return std::nullopt;
  return unit - u'0';
}

}  // namespace

ReplacementText::ReplacementText(String* text, const regexp::Program& program)
    : text_(text), program_(program) {
  take_apart();
}

/// Or 0, behind the end.
char16_t ReplacementText::unit_at(std::uint32_t index) const {
  return index < text_->length() ? text_->code_unit_at(index) : u'\0';
}

void ReplacementText::take_apart() {
  std::uint32_t start = 0;  // of what is not yet a part
  std::uint32_t index = 0;
  while ((index = find_dollar(text_, index)) < text_->length()) {
    // `$$` stands for its second half.
    if (unit_at(index + 1) == u'$') {
      parts_.push_back({Part::Sort::Text, start, index});
      start = index + 1;
      index += 2;
      continue;
    }
    const std::size_t place = parts_.size();
    parts_.push_back({Part::Sort::Text, start, index});
    std::uint32_t length = 0;
    if (add_reference(index, length)) {
      index += length;
      start = index;
    } else {
      parts_.truncate(place);
      index++;
    }
  }
  if (start < text_->length()) parts_.push_back({Part::Sort::Text, start, text_->length()});
}

bool ReplacementText::add_reference(std::uint32_t index, std::uint32_t& length) {
  length = 2;
  switch (unit_at(index + 1)) {
    case u'`':
      parts_.push_back({Part::Sort::Before, 0, 0});
      return true;
    case u'&':
      parts_.push_back({Part::Sort::Capture, 0, 0});
      return true;
    case u'\'':
      parts_.push_back({Part::Sort::After, 0, 0});
      return true;
    case u'<':
      return add_name(index, length);
    default:
      return add_number(index, length);
  }
}

/// Of one or two digits; of one, if there are not so many groups.
bool ReplacementText::add_number(std::uint32_t index, std::uint32_t& length) {
  const auto first = digit(unit_at(index + 1));
  if (!first) return false;
  const std::uint32_t groups = program_.capture_count() - 1;
  std::uint32_t number = *first;
  if (const auto second = digit(unit_at(index + 2)); second && number * 10 + *second <= groups) {
    number = number * 10 + *second;
    length = 3;
  }
  if (number == 0 || number > groups) return false;
  parts_.push_back({Part::Sort::Capture, number, 0});
  return true;
}

bool ReplacementText::add_name(std::uint32_t index, std::uint32_t& length) {
  const std::span<const regexp::NamedGroup> groups = program_.named_groups();
  if (groups.empty() || has_no_more_names_) return false;
  std::uint32_t end = index + 2;
  while (end < text_->length() && unit_at(end) != u'>') end++;
  has_no_more_names_ = end == text_->length();
  if (has_no_more_names_) return false;
  length = end + 1 - index;
  std::u16string name;
  for (std::uint32_t i = index + 2; i < end; i++) name += unit_at(i);
  const auto group = std::ranges::find(groups, base::wtf8_from_utf16(name), &regexp::NamedGroup::name);
  // A name that no group has stands for nothing.
  if (group != groups.end())
    parts_.push_back({Part::Sort::Name, static_cast<std::uint32_t>(group - groups.begin()), 0});
  return true;
}

void ReplacementText::append_to(StringBuilder& result, String* subject,
                                std::span<const regexp::Capture> captures) const {
  const auto append_capture = [&](const regexp::Capture& capture) {
    if (capture.is_set())
      append_range(result, subject, static_cast<std::uint32_t>(capture.start),
                   static_cast<std::uint32_t>(capture.end));
  };
  for (const Part& part : parts_) {
    switch (part.sort) {
      case Part::Sort::Text:
        append_range(result, text_, part.start, part.end);
        break;
      case Part::Sort::Before:
        append_range(result, subject, 0, static_cast<std::uint32_t>(captures[0].start));
        break;
      case Part::Sort::After:
        append_range(result, subject, static_cast<std::uint32_t>(captures[0].end), subject->length());
        break;
      case Part::Sort::Capture:
        append_capture(captures[part.start]);
        break;
      case Part::Sort::Name:
        // At most one of them took part.
        for (const std::uint32_t number : program_.named_groups()[part.start].groups)
          append_capture(captures[number]);
        break;
    }
  }
}

}  // namespace orrery::builtins
