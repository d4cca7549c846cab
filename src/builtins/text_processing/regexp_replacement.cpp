#include "builtins/text_processing/regexp_replacement.h"

#include <algorithm>
#include <string>

#include "base/unicode/utf.h"
#include "builtins/text_processing/substitution.h"
#include "vm/agent.h"

namespace orrery::builtins {

using vm::Agent;
using vm::Completion;
using vm::String;
using vm::StringBuilder;

namespace {

/// The place of the next `$` from `from` on; the length if there is none.
std::uint32_t find_dollar(String* text, std::uint32_t from) {
  const auto find = [from](auto units) {
    const auto start = units.begin() + from;
    return static_cast<std::uint32_t>(std::find(start, units.end(), '$') - units.begin());
  };
  return text->is_latin1() ? find(text->latin1()) : find(text->utf16());
}

}  // namespace

ReplacementText::ReplacementText(Agent& agent, String* text, const regexp::Program& program)
    : agent_(agent), text_(text), program_(program), parts_memory_(agent.heap(), 0), loop_(agent) {}

/// Or 0, behind the end.
char16_t ReplacementText::unit_at(std::uint32_t index) const {
  return index < text_->length() ? text_->code_unit_at(index) : u'\0';
}

Completion<void> ReplacementText::add(Part part) {
  if (parts_.size() == parts_.capacity()) {
    const std::size_t capacity = 2 * parts_.capacity();
    if (!parts_memory_.try_resize(capacity * sizeof(Part)))
      return agent_.throw_range_error("Out of memory: the replacement text has too many parts");
    parts_.reserve(capacity);
  }
  parts_.push_back(part);
  return {};
}

Completion<void> ReplacementText::add_text(std::uint32_t start, std::uint32_t end) {
  return start == end ? Completion<void>() : add({Part::Sort::Text, start, end});
}

Completion<void> ReplacementText::take_apart() {
  std::uint32_t start = 0;  // of what is not yet a part
  std::uint32_t index = 0;
  while ((index = find_dollar(text_, index)) < text_->length()) {
    TRY(loop_.next_round());
    // `$$` stands for its second half.
    if (unit_at(index + 1) == u'$') {
      TRY(add_text(start, index));
      start = index + 1;
      index += 2;
      continue;
    }
    const std::size_t place = parts_.size();
    TRY(add_text(start, index));
    const std::uint32_t length = TRY(add_reference(index));
    if (length != 0) {
      index += length;
      start = index;
    } else {
      parts_.truncate(place);
      index++;
    }
  }
  return add_text(start, text_->length());
}

Completion<std::uint32_t> ReplacementText::add_reference(std::uint32_t index) {
  constexpr std::uint32_t k_length = 2;
  switch (unit_at(index + 1)) {
    case u'`':
      TRY(add({Part::Sort::Before, 0, 0}));
      return k_length;
    case u'&':
      TRY(add({Part::Sort::Capture, 0, 0}));
      return k_length;
    case u'\'':
      TRY(add({Part::Sort::After, 0, 0}));
      return k_length;
    case u'<':
      return add_name(index);
    default:
      return add_number(index);
  }
}

/// Of one or two digits; of one, if there are not so many groups.
Completion<std::uint32_t> ReplacementText::add_number(std::uint32_t index) {
  const auto first = decimal_digit(unit_at(index + 1));
  if (!first) return 0;
  const std::uint32_t groups = program_.capture_count() - 1;
  std::uint32_t number = *first;
  std::uint32_t length = 2;
  if (const auto second = decimal_digit(unit_at(index + 2)); second && number * 10 + *second <= groups) {
    number = number * 10 + *second;
    length = 3;
  }
  if (number == 0 || number > groups) return 0;
  TRY(add({Part::Sort::Capture, number, 0}));
  return length;
}

Completion<std::uint32_t> ReplacementText::add_name(std::uint32_t index) {
  if (program_.named_groups().empty() || has_no_more_names_) return 0;
  std::uint32_t end = index + 2;
  while (end < text_->length() && unit_at(end) != u'>') end++;
  has_no_more_names_ = end == text_->length();
  if (has_no_more_names_) return 0;
  TRY(loop_.next_rounds(end - index));
  std::u16string name;
  for (std::uint32_t i = index + 2; i < end; i++) name += unit_at(i);
  // A name that no group has stands for nothing.
  if (const auto group = find_group(base::wtf8_from_utf16(name))) TRY(add({Part::Sort::Name, *group, 0}));
  return end + 1 - index;
}

/// The index among the named groups.
std::optional<std::uint32_t> ReplacementText::find_group(std::string_view name) {
  const std::span<const regexp::NamedGroup> groups = program_.named_groups();
  const auto name_of = [&](std::uint32_t group) -> std::string_view { return groups[group].name; };
  if (groups_by_name_.empty()) {
    groups_by_name_.reserve(groups.size());
    for (std::uint32_t group = 0; group < groups.size(); group++) groups_by_name_.push_back(group);
    std::ranges::sort(groups_by_name_, {}, name_of);
  }
  const auto* place = std::ranges::lower_bound(groups_by_name_, name, {}, name_of);
  if (place == groups_by_name_.end() || name_of(*place) != name) return std::nullopt;
  return *place;
}

Completion<void> ReplacementText::append_to(StringBuilder& result, String* subject,
                                            std::span<const regexp::Capture> captures) {
  const auto append_capture = [&](const regexp::Capture& capture) {
    if (capture.is_set())
      result.append_range(subject, static_cast<std::uint32_t>(capture.start),
                          static_cast<std::uint32_t>(capture.end));
  };
  for (const Part& part : parts_) {
    TRY(loop_.next_round());
    if (result.has_failed()) break;
    switch (part.sort) {
      case Part::Sort::Text:
        result.append_range(text_, part.start, part.end);
        break;
      case Part::Sort::Before:
        result.append_range(subject, 0, static_cast<std::uint32_t>(captures[0].start));
        break;
      case Part::Sort::After:
        result.append_range(subject, static_cast<std::uint32_t>(captures[0].end), subject->length());
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
  return {};
}

}  // namespace orrery::builtins
