#include "syntax/name_table.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace orrery::syntax {

namespace {

constexpr std::string_view k_well_known_names[] = {
    "",
#define TOKEN(Type, description)
#define PUNCTUATOR(Type, text, precedence)
#define KEYWORD(Type, text, precedence) text,
#include "syntax/tokens.def"
#define NAME(field, text) text,
#include "syntax/names.def"
};

constexpr TokenType k_keyword_types[] = {
    TokenType::End,
#define TOKEN(Type, description)
#define PUNCTUATOR(Type, text, precedence)
#define KEYWORD(Type, text, precedence) TokenType::Type,
#include "syntax/tokens.def"
};

constexpr std::size_t k_initial_slots = 1024;

std::uint64_t load8(const char* text) {
  std::uint64_t word;
  std::memcpy(&word, text, sizeof(word));
  return word;
}

/// A multiplication whose halves are folded, so that every bit of the input reaches the low bits.
std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  const auto product = static_cast<unsigned __int128>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

bool equal_texts(std::string_view a, const char* b) {
  return std::memcmp(a.data(), b, a.size()) == 0;
}

}  // namespace

TokenType keyword_token_type(Name name) {
  return k_keyword_types[static_cast<std::size_t>(name)];
}

NameTable::NameTable() : slots_(k_initial_slots, Slot{0, Name::none}) {
  texts_.reserve(k_initial_slots / 2);
  texts_.push_back({});  // Name::none
  for (std::string_view text : k_well_known_names) {
    if (!text.empty()) intern(text);
  }
}

std::uint32_t NameTable::hash_padded(const char* text, std::size_t length) {
  constexpr std::uint64_t k_first = 0x9E3779B97F4A7C15, k_second = 0xC2B2AE3D27D4EB4F;
  std::uint64_t hash = length * k_second;
  if (length <= 8) {
    const std::uint64_t mask = length == 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (length * 8)) - 1;
    hash = mix((load8(text) & mask) ^ k_first, hash ^ k_second);
  } else {
    for (std::size_t i = 0; i + 8 < length; i += 8) hash = mix(load8(text + i) ^ k_first, hash ^ k_second);
    hash = mix(load8(text + length - 8) ^ k_first, hash ^ k_second);
  }
  return static_cast<std::uint32_t>(hash);
}

Name NameTable::intern_in_place(std::string_view text) {
  const std::uint32_t hash = hash_padded(text.data(), text.size());
  const std::size_t mask = slots_.size() - 1;
  std::size_t index = hash & mask;
  for (; slots_[index].name != Name::none; index = (index + 1) & mask) {
    if (slots_[index].hash != hash) continue;
    const std::string_view known = this->text(slots_[index].name);
    if (known.size() == text.size() && equal_texts(known, text.data())) return slots_[index].name;
  }
  const auto name = static_cast<Name>(texts_.size());
  slots_[index] = {hash, name};
  texts_.push_back(text);
  if (texts_.size() * 2 > slots_.size()) grow();
  return name;
}

Name NameTable::intern(std::string_view text) {
  // The hash reads whole words, so the copy is made before it is known whether it is needed.
  const auto mark = copies_.mark();
  auto* copy = static_cast<char*>(copies_.allocate(text.size() + sizeof(std::uint64_t)));
  std::memcpy(copy, text.data(), text.size());
  const std::size_t known = texts_.size();
  const Name name = intern_in_place({copy, text.size()});
  if (texts_.size() == known) copies_.rewind(mark);
  return name;
}

void NameTable::grow() {
  std::vector<Slot> old(slots_.size() * 2, Slot{0, Name::none});
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.name == Name::none) continue;
    std::size_t index = slot.hash & mask;
    while (slots_[index].name != Name::none) index = (index + 1) & mask;
    slots_[index] = slot;
  }
}

}  // namespace orrery::syntax
