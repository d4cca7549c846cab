#include "builtins/text_processing/substitution.h"

#include <algorithm>

#include "builtins/text_processing/string_search.h"
#include "vm/agent.h"
#include "vm/functions/native_loop.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/strings/property_key.h"

namespace orrery::builtins {

using namespace vm;

namespace {

/// Goes through a replacement text and appends what its parts stand for.
class Substitution {
 public:
  Substitution(Agent& agent, const Match& match, String* replacement, StringBuilder& result)
      : agent_(agent), match_(match), text_(replacement), result_(result), loop_(agent) {}

  Completion<void> run() {
    while (index_ < text_->length()) {
      TRY(loop_.next_round());
      const char16_t unit = text_->code_unit_at(index_);
      if (unit == u'$') {
        TRY(reference());
      } else {
        result_.append(unit);
        index_++;
      }
      if (result_.has_failed()) break;
    }
    return {};
  }

 private:
  /// The code unit `distance` further, or 0.
  char16_t peek(std::uint32_t distance) const {
    return distance < text_->length() - index_ ? text_->code_unit_at(index_ + distance) : u'\0';
  }

  /// At a `$`.
  Completion<void> reference() {
    const std::uint32_t end = match_.position + match_.matched->length();
    switch (peek(1)) {
      case u'$':
        return append(single_character(agent_, u'$'), 2);
      case u'`':
        return append(substring(agent_, match_.string, 0, match_.position), 2);
      case u'&':
        return append(match_.matched, 2);
      case u'\'':
        return append(
            substring(agent_, match_.string, std::min(end, match_.string->length()), match_.string->length()),
            2);
      case u'<':
        return named_reference();
      default:
        return numbered_reference();
    }
  }

  /// Of one or two digits; of one, if there are not so many groups.
  Completion<void> numbered_reference() {
    const auto first = decimal_digit(peek(1));
    if (!first) return append(single_character(agent_, u'$'), 1);
    const std::size_t count = match_.captures.size();
    std::uint32_t number = *first;
    std::uint32_t length = 2;
    if (const auto second = decimal_digit(peek(2)); second && number * 10 + *second <= count) {
      number = number * 10 + *second;
      length = 3;
    }
    if (number == 0 || number > count) return append(single_character(agent_, u'$'), 1);
    const Value capture = match_.captures[number - 1];
    return append(capture.is_undefined() ? empty_string(agent_) : capture.as_string(), length);
  }

  Completion<void> named_reference() {
    if (match_.named_captures.is_undefined() || has_no_more_names_)
      return append(single_character(agent_, u'$'), 1);
    std::uint32_t end = index_ + 2;
    for (; end < text_->length() && text_->code_unit_at(end) != u'>'; end++) TRY(loop_.next_round());
    has_no_more_names_ = end == text_->length();
    if (has_no_more_names_) return append(single_character(agent_, u'$'), 1);
    String* name = substring(agent_, text_, index_ + 2, end);
    const Value capture = TRY(get(agent_, match_.named_captures.as_object(), to_key(agent_, name)));
    String* value = empty_string(agent_);
    if (!capture.is_undefined()) value = TRY(to_string(agent_, capture));
    return append(value, end + 1 - index_);
  }

  /// \param length  of the reference
  Completion<void> append(String* value, std::uint32_t length) {
    result_.append(value);
    index_ += length;
    return {};
  }

  Agent& agent_;
  const Match& match_;
  String* text_;
  StringBuilder& result_;
  std::uint32_t index_ = 0;
  bool has_no_more_names_ = false;  // there is no > any more
  NativeLoop loop_;
};

}  // namespace

Completion<void> get_substitution(Agent& agent, const Match& match, String* replacement,
                                  StringBuilder& result) {
  if (!TRY(string_index_of(agent, replacement, single_character(agent, u'$'), 0))) {
    result.append(replacement);
    return {};
  }
  return Substitution(agent, match, replacement, result).run();
}

}  // namespace orrery::builtins
