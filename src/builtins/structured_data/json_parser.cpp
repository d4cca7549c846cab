#include "builtins/structured_data/json_parser.h"

#include <array>

#include "builtins/structured_data/json_errors.h"
#include "builtins/structured_data/json_member_cache.h"
#include "vm/agent.h"
#include "vm/functions/native_loop.h"
#include "vm/numbers/number_conversions.h"
#include "vm/objects/array.h"
#include "vm/objects/elements.h"
#include "vm/objects/ordinary_object.h"
#include "vm/realm.h"
#include "vm/shapes/shapes.h"
#include "vm/strings/atom_table.h"
#include "vm/strings/string_builder.h"

namespace orrery::builtins {

using namespace vm;

// Records ---------------------------------------------------------------------------------------------------

JsonRecord JsonRecord::make(Agent& agent, Value value, Value source) {
  ValueList* list = ValueList::make(agent.heap(), 3);
  list->append(agent.heap(), value);
  list->append(agent.heap(), source);
  list->append(agent.heap(), ordinary_object_create(agent, nullptr, 0));
  return JsonRecord(list);
}

Completion<void> JsonRecord::set_part(Agent& agent, PropertyKey key, JsonRecord part) {
  Object* parts = list_->at(2).as_object();
  const Value value = Value::cell(part.list_);
  OwnProperty old;
  if (!ordinary_find_own_property(agent, parts, key, &old))
    return add_property(agent, parts, key, value, k_data_attributes);
  write_own_property(parts, old, value);
  return {};
}

JsonRecord JsonRecord::part(Agent& agent, PropertyKey key) const {
  OwnProperty found;
  if (!ordinary_find_own_property(agent, list_->at(2).as_object(), key, &found)) return {};
  return JsonRecord(static_cast<ValueList*>(found.value.as_cell()));
}

// The parser ------------------------------------------------------------------------------------------------

namespace {

/// https://www.rfc-editor.org/rfc/rfc8259, by recursive descent. On the machine stack, where the collector
/// sees what it holds.
template <typename Unit>
class JsonParser {
 public:
  JsonParser(Agent& agent, String* source, std::span<const Unit> text, bool wants_records)
      : agent_(agent), source_(source), text_(text), wants_records_(wants_records), loop_(agent) {}

  Completion<Value> parse(JsonRecord* record) {
    const Value value = TRY(parse_value(record));
    skip_space();
    if (index_ != text_.size()) return fail_at(index_, "Unexpected non-whitespace character", "after JSON");
    return value;
  }

  std::optional<std::size_t> error_position() const { return error_position_; }

 private:
  /// What parse_value() fills in; null if nobody wants it.
  using Record = JsonRecord*;

  bool is_at_end() const { return index_ == text_.size(); }
  /// The unit at hand; 0, which is in no JSON text outside of errors, at the end.
  Unit peek() const { return is_at_end() ? Unit{0} : text_[index_]; }
  void skip_space() {
    while (!is_at_end()) {
      const Unit unit = text_[index_];
      if (unit != ' ' && unit != '\n' && unit != '\r' && unit != '\t') break;
      index_++;
    }
  }

  // Errors: https://github.com/v8/v8/blob/main/src/json/json-parser.cc has the same texts.
  Thrown fail_at(std::size_t position, std::string_view what, std::string_view where = "in JSON") {
    error_position_ = position;
    return throw_json_error(agent_, source_, position, what, where);
  }
  Thrown fail_unexpected() {
    error_position_ = index_;
    return throw_unexpected_json_token(agent_, source_, index_);
  }

  Completion<Value> parse_value(Record record) {
    TRY(loop_.next_round());
    skip_space();
    const std::size_t start = index_;
    Value value;
    switch (peek()) {
      case '{':
        return parse_object(record);
      case '[':
        return parse_array(record);
      case '"':
        value = TRY(parse_string());
        break;
      case 't':
        value = TRY(parse_word("true", Value::boolean(true)));
        break;
      case 'f':
        value = TRY(parse_word("false", Value::boolean(false)));
        break;
      case 'n':
        value = TRY(parse_word("null", Value::null()));
        break;
      default:
        value = TRY(parse_number());
        break;
    }
    if (record != nullptr) {
      const Value text =
          substring(agent_, source_, static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(index_));
      *record = JsonRecord::make(agent_, value, text);
    }
    return value;
  }

  Completion<Value> parse_word(std::string_view word, Value value) {
    for (const char letter : word) {
      if (peek() != static_cast<Unit>(letter)) return fail_unexpected();
      index_++;
    }
    return value;
  }

  // Numbers
  // ---------------------------------------------------------------------------------------------------------

  static bool is_digit(Unit unit) { return unit >= '0' && unit <= '9'; }
  std::size_t skip_digits() {
    const std::size_t start = index_;
    while (!is_at_end() && is_digit(text_[index_])) index_++;
    return index_ - start;
  }

  Completion<Value> parse_number() {
    const std::size_t start = index_;
    const bool is_negative = peek() == '-';
    if (is_negative) {
      index_++;
      if (!is_digit(peek())) return fail_at(index_, "No number after minus sign");
    } else if (!is_digit(peek())) {
      return fail_unexpected();
    }
    const bool begins_with_0 = peek() == '0';
    const std::size_t digits = skip_digits();
    if (begins_with_0 && digits > 1) return fail_at(index_ - digits + 1, "Unexpected number");
    bool is_integer = true;
    if (peek() == '.') {
      index_++;
      is_integer = false;
      if (skip_digits() == 0) return fail_at(index_, "Unterminated fractional number");
    }
    if (peek() == 'e' || peek() == 'E') {
      index_++;
      is_integer = false;
      if (peek() == '+' || peek() == '-') index_++;
      if (skip_digits() == 0) return fail_at(index_, "Exponent part is missing a number");
    }
    constexpr std::size_t k_max_int32_digits = 9;
    if (is_integer && digits <= k_max_int32_digits) {
      std::int32_t integer = 0;
      for (std::size_t i = index_ - digits; i < index_; i++) integer = integer * 10 + (text_[i] - '0');
      return is_negative ? Value::number(-static_cast<double>(integer)) : Value::int32(integer);
    }
    return Value::number(parse_decimal_prefix(text_.subspan(start, index_ - start)).value);
  }

  // Strings
  // ---------------------------------------------------------------------------------------------------------

  /// At a quotation mark. Goes to the next unit that is not an ordinary character of a string.
  std::span<const Unit> skip_plain_characters() {
    const std::size_t start = index_;
    while (!is_at_end() && text_[index_] != '"' && text_[index_] != '\\' && text_[index_] >= 0x20) index_++;
    return text_.subspan(start, index_ - start);
  }

  Completion<String*> parse_string() {
    index_++;
    const std::span<const Unit> plain = skip_plain_characters();
    if (peek() == '"') [[likely]] {
      index_++;
      return make_string(agent_, plain);
    }
    StringBuilder builder(agent_);
    builder.append(plain);
    while (true) {
      if (is_at_end()) return fail_at(index_, "Unterminated string");
      if (text_[index_] == '"') break;
      if (text_[index_] != '\\') return fail_at(index_, "Bad control character in string literal");
      TRY(loop_.next_round());
      TRY(parse_escape(builder));
      builder.append(skip_plain_characters());
    }
    index_++;
    return builder.finish();
  }

  /// At a backslash.
  Completion<void> parse_escape(StringBuilder& builder) {
    index_++;
    if (is_at_end()) return fail_unexpected();
    constexpr std::string_view k_letters = "\"\\/bfnrt";
    constexpr std::u16string_view k_meanings = u"\"\\/\b\f\n\r\t";
    const Unit letter = text_[index_];
    if (letter == 'u') return parse_unicode_escape(builder);
    const std::size_t which =
        letter < 0x80 ? k_letters.find(static_cast<char>(letter)) : std::string_view::npos;
    if (which == std::string_view::npos) return fail_at(index_, "Bad escaped character");
    builder.append(k_meanings[which]);
    index_++;
    return {};
  }

  Completion<void> parse_unicode_escape(StringBuilder& builder) {
    index_++;
    unsigned code_unit = 0;
    for (int i = 0; i < 4; i++) {
      const unsigned digit = digit_value(peek());
      if (digit >= 16) return fail_at(index_, "Bad Unicode escape");
      code_unit = code_unit * 16 + digit;
      index_++;
    }
    builder.append(static_cast<char16_t>(code_unit));
    return {};
  }

  // Arrays
  // ---------------------------------------------------------------------------------------------------------

  Completion<Value> parse_array(Record record) {
    const NativeEntry entry(agent_);
    TRY(entry.check());
    index_++;
    Array* array = TRY(make_array(agent_, agent_.realm().shape(agent_, CommonShape::Array), {}));
    if (record != nullptr) *record = JsonRecord::make(agent_, array, Value::undefined());
    skip_space();
    if (peek() == ']') {
      index_++;
      return array;
    }
    while (true) {
      JsonRecord part;
      const Value element = TRY(parse_value(wants_records_ ? &part : nullptr));
      if (record != nullptr) TRY(record->set_part(agent_, PropertyKey::index(array->length()), part));
      TRY(array_append(agent_, array, element));
      skip_space();
      if (peek() == ']') break;
      if (peek() != ',') return fail_at(index_, "Expected ',' or ']' after array element");
      index_++;
    }
    index_++;
    return array;
  }

  // Objects
  // ---------------------------------------------------------------------------------------------------------

  Completion<Value> parse_object(Record record) {
    const NativeEntry entry(agent_);
    TRY(entry.check());
    index_++;
    JsonMemberCache& cache = caches_[depth_ % caches_.size()];
    Object* object = make_object(agent_, agent_.realm().object_shape(agent_, cache.expected_count()));
    if (record != nullptr) *record = JsonRecord::make(agent_, object, Value::undefined());
    skip_space();
    if (peek() == '}') {
      index_++;
      return object;
    }
    depth_++;
    for (std::size_t member = 0;; member++) {
      TRY(parse_member(object, cache, member, record));
      skip_space();
      if (peek() == '}') {
        cache.note_count(member + 1);
        break;
      }
      if (peek() != ',') return fail_at(index_, "Expected ',' or '}' after property value");
      index_++;
      skip_space();
      if (peek() != '"') return fail_at(index_, "Expected double-quoted property name");
    }
    depth_--;
    index_++;
    return object;
  }

  Completion<void> parse_member(Object* object, JsonMemberCache& cache, std::size_t member, Record record) {
    if (peek() != '"') return fail_at(index_, "Expected property name or '}'");
    // OPTIMIZATION: the member that the last object of this depth had in this place.
    const JsonMemberCache::Member* known = cache.find(object->shape(), member, text_.subspan(index_ + 1));
    PropertyKey key;
    if (known != nullptr) {
      key = PropertyKey::atom(known->name);
      index_ += known->name->length() + 2;
    } else {
      key = TRY(parse_key());
    }
    skip_space();
    if (peek() != ':') return fail_at(index_, "Expected ':' after property name");
    index_++;
    JsonRecord part;
    const Value value = TRY(parse_value(wants_records_ ? &part : nullptr));
    if (record != nullptr) TRY(record->set_part(agent_, key, part));
    // Parsing the value may have changed what is known.
    known = known == nullptr ? nullptr : cache.find(object->shape(), member, key.as_atom());
    if (known != nullptr) {
      const std::uint32_t slot = object->shape()->slot_count();
      object->reserve_slot(agent_.heap(), slot);
      object->set_shape(known->after);
      object->set_slot(slot, value);
      return {};
    }
    const Shape* before = object->shape();
    TRY(create_property(object, key, value));
    cache.remember(member, before, key, object->shape());
    return {};
  }

  Completion<PropertyKey> parse_key() {
    const std::size_t start = index_;
    if constexpr (sizeof(Unit) == 1) {
      // OPTIMIZATION: no string where there is an atom. Only what begins with a digit may be an index.
      index_++;
      const std::span<const Unit> plain = skip_plain_characters();
      if (peek() == '"' && !plain.empty() && !is_digit(plain[0])) {
        index_++;
        return PropertyKey::atom(agent_.atoms().intern(plain));
      }
      index_ = start;
    }
    String* name = TRY(parse_string());
    return to_key(agent_, name);
  }

  /// CreateDataProperty on an object that only the parser knows.
  Completion<void> create_property(Object* object, PropertyKey key, Value value) {
    OwnProperty old;
    if (!ordinary_find_own_property(agent_, object, key, &old))
      return add_property(agent_, object, key, value, k_data_attributes);
    write_own_property(object, old, value);
    return {};
  }

  Agent& agent_;
  String* source_;
  std::span<const Unit> text_;
  std::size_t index_ = 0;
  std::optional<std::size_t> error_position_;
  std::size_t depth_ = 0;  // of objects
  bool wants_records_;
  NativeLoop loop_;
  std::array<JsonMemberCache, 4> caches_;
};

}  // namespace

Completion<Value> parse_json(Agent& agent, String* text, JsonRecord* record,
                             std::optional<std::size_t>* error_position) {
  const auto parse = [&](auto parser) {
    const Completion<Value> result = parser.parse(record);
    if (error_position != nullptr) *error_position = parser.error_position();
    return result;
  };
  if (text->is_latin1())
    return parse(JsonParser<std::uint8_t>(agent, text, text->latin1(), record != nullptr));
  return parse(JsonParser<char16_t>(agent, text, text->utf16(), record != nullptr));
}

}  // namespace orrery::builtins
