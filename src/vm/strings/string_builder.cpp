#include "vm/strings/string_builder.h"

#include <algorithm>
#include <cassert>

#include "base/unicode/utf.h"
#include "vm/agent.h"
#include "vm/strings/string_characters.h"
#include "vm/strings/string_factory.h"

namespace orrery::vm {

void StringBuilder::append_slow(char16_t code_unit) {
  if (!make_room(1, code_unit >= 0x100)) return;
  if (is_latin1_) {
    latin1_[length_++] = static_cast<std::uint8_t>(code_unit);
  } else {
    utf16_[length_++] = code_unit;
  }
}

void StringBuilder::append_code_point(char32_t code_point) {
  if (code_point < 0x10000) {
    append(static_cast<char16_t>(code_point));
  } else {
    append(static_cast<char16_t>(0xD7C0 + (code_point >> 10)));
    append(static_cast<char16_t>(0xDC00 + (code_point & 0x3FF)));
  }
}

void StringBuilder::append_slow(std::span<const std::uint8_t> latin1) {
  if (!make_room(latin1.size(), false)) return;
  if (is_latin1_) {
    copy_units(latin1_ + length_, latin1.data(), latin1.size());
  } else {
    copy_units(utf16_ + length_, latin1.data(), latin1.size());
  }
  length_ += static_cast<std::uint32_t>(latin1.size());
}

void StringBuilder::append(std::span<const char16_t> utf16) {
  if (!make_room(utf16.size(), is_latin1_ && !fits_latin1(utf16))) return;
  if (is_latin1_) {
    copy_units(latin1_ + length_, utf16.data(), utf16.size());
  } else {
    copy_units(utf16_ + length_, utf16.data(), utf16.size());
  }
  length_ += static_cast<std::uint32_t>(utf16.size());
}

void StringBuilder::append_ascii(std::string_view text) {
  append(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

void StringBuilder::append(String* string) {
  if (!string->is_latin1()) return append(string->utf16());
  if (!string->is_rope()) return append(string->latin1());
  if (!make_room(string->length(), false)) return;
  if (is_latin1_) {
    string->copy_to(latin1_ + length_);
  } else {
    string->copy_to(utf16_ + length_);
  }
  length_ += string->length();
}

void StringBuilder::expect(std::size_t length, bool is_latin1) {
  constexpr std::size_t k_most = std::size_t{1} << 26;  // not to fill the heap with guesses
  if (cell_ != nullptr || length_ != 0 || length <= capacity_ || length > k_most) return;
  if (!move_to_cell(length, is_latin1)) failure_ = Failure::None;  // it was a guess
}

/// Makes sure that `added` more code units fit, of UTF-16 if asked for.
bool StringBuilder::make_room(std::size_t added, bool for_utf16) {
  if (failure_ != Failure::None) return false;
  const bool must_widen = for_utf16 && is_latin1_;
  if (added <= capacity_ - length_ && !must_widen) return true;
  const std::size_t needed = length_ + added;
  if (needed > String::k_max_length) {
    failure_ = Failure::TooLong;
    return false;
  }
  const std::size_t grown = needed > capacity_ ? std::size_t{capacity_} * 2 : capacity_;
  const std::size_t capacity = std::min<std::size_t>(std::max(needed, grown), String::k_max_length);
  if (!must_widen && try_resize_cell(capacity)) return true;
  return move_to_cell(capacity, is_latin1_ && !must_widen);
}

/// OPTIMIZATION: long texts are not copied where memory is free behind them.
bool StringBuilder::try_resize_cell(std::size_t capacity) {
  if (cell_ == nullptr) return false;
  if (!StringFactory::try_resize(agent_.heap(), cell_, static_cast<std::uint32_t>(capacity))) return false;
  capacity_ = static_cast<std::uint32_t>(capacity);
  return true;
}

bool StringBuilder::move_to_cell(std::size_t capacity, bool is_latin1) {
  String* cell = StringFactory::try_make_flat(agent_.heap(), is_latin1, static_cast<std::uint32_t>(capacity));
  if (cell == nullptr) {
    failure_ = Failure::OutOfMemory;
    return false;
  }
  auto* latin1 = StringFactory::characters<std::uint8_t>(cell);
  auto* utf16 = StringFactory::characters<char16_t>(cell);
  if (is_latin1) {
    copy_units(latin1, latin1_, length_);
  } else if (is_latin1_) {
    copy_units(utf16, latin1_, length_);
  } else {
    copy_units(utf16, utf16_, length_);
  }
  cell_ = cell;
  latin1_ = is_latin1 ? latin1 : nullptr;
  utf16_ = is_latin1 ? nullptr : utf16;
  capacity_ = static_cast<std::uint32_t>(capacity);
  is_latin1_ = is_latin1;
  return true;
}

Completion<String*> StringBuilder::finish() {
  Completion<String*> result = take_string();
  reset();
  return result;
}

Completion<String*> StringBuilder::take_string() {
  if (failure_ == Failure::TooLong) return agent_.throw_range_error("Invalid string length");
  if (failure_ == Failure::OutOfMemory)
    return agent_.throw_range_error("Out of memory: there is no room for this string");
  // The cell itself, unless much of it would be wasted.
  if (cell_ == nullptr || (capacity_ - length_ > capacity_ / 8 && !try_resize_cell(length_)))
    return is_latin1_ ? make_string(agent_, std::span<const std::uint8_t>(latin1_, length_))
                      : make_string(agent_, std::span<const char16_t>(utf16_, length_));
  cell_->length_ = length_;
  return cell_;
}

void StringBuilder::reset() {
  cell_ = nullptr;
  latin1_ = inline_;
  utf16_ = nullptr;
  length_ = 0;
  capacity_ = k_inline_capacity;
  is_latin1_ = true;
  failure_ = Failure::None;
}

}  // namespace orrery::vm
