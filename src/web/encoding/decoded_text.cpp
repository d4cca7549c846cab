#include "web/encoding/decoded_text.h"

#include <algorithm>

namespace orrery::web {

namespace {

void append_widened(std::u16string& out, std::string_view latin1) {
  const std::size_t old_size = out.size();
  out.resize(old_size + latin1.size());
  for (std::size_t i = 0; i < latin1.size(); ++i) out[old_size + i] = static_cast<unsigned char>(latin1[i]);
}

}  // namespace

void DecodedText::append_latin1(std::string_view text) {
  if (is_latin1_)
    latin1_ += text;
  else
    append_widened(utf16_, text);
}

void DecodedText::append_utf16(std::u16string_view text) {
  if (text.empty()) return;
  if (is_latin1_) widen();
  utf16_ += text;
}

void DecodedText::reserve(std::size_t count) {
  if (is_latin1_) latin1_.reserve(latin1_.size() + count);
}

std::u16string DecodedText::to_utf16() const {
  if (!is_latin1_) return utf16_;
  std::u16string text;
  append_widened(text, latin1_);
  return text;
}

void DecodedText::remove_byte_order_mark() {
  if (is_latin1_ || !utf16_.starts_with(u'\uFEFF')) return;
  utf16_.erase(0, 1);
  if (std::ranges::any_of(utf16_, [](char16_t unit) { return unit > 0xFF; })) return;
  latin1_.resize(utf16_.size());
  std::ranges::transform(utf16_, latin1_.begin(), [](char16_t unit) { return static_cast<char>(unit); });
  utf16_.clear();
  is_latin1_ = true;
}

void DecodedText::append_wide(char32_t code_point) {
  if (code_point > 0xFFFF) {
    utf16_ += static_cast<char16_t>(0xD7C0 + (code_point >> 10));
    code_point = 0xDC00 + (code_point & 0x3FF);
  }
  utf16_ += static_cast<char16_t>(code_point);
}

void DecodedText::append_first_wide(char32_t code_point) {
  widen();
  append_wide(code_point);
}

void DecodedText::widen() {
  if (utf16_.capacity() < latin1_.size()) utf16_.reserve(latin1_.capacity());
  append_widened(utf16_, latin1_);
  latin1_ = {};
  is_latin1_ = false;
}

}  // namespace orrery::web
