#include "syntax/name_table.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>

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

constexpr std::uint64_t load8(const char* text) {
  std::uint64_t word = 0;
  if consteval {
    for (int i = 0; i < 8; ++i) word |= std::uint64_t{static_cast<unsigned char>(text[i])} << 8 * i;
  } else {
    std::memcpy(&word, text, sizeof(word));
  }
  return word;
}

std::uint64_t first_word_of(std::string_view text) {
  const std::uint64_t word = load8(text.data());
  if (text.size() >= 8) return word;
  return word & ((std::uint64_t{1} << (text.size() * 8)) - 1);
}

/// A multiplication whose halves are folded, so that every bit of the input reaches the low bits.
constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  const auto product = static_cast<unsigned __int128>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

constexpr std::uint64_t hash(std::string_view text, std::uint64_t first_word) {
  constexpr std::uint64_t k_first = 0x9E3779B97F4A7C15, k_second = 0xC2B2AE3D27D4EB4F;
  std::uint64_t result = mix(first_word ^ k_first, text.size() ^ k_second);
  if (text.size() <= 8) return result;
  for (std::size_t i = 8; i + 8 < text.size(); i += 8)
    result = mix(load8(text.data() + i) ^ k_first, result ^ k_second);
  return mix(load8(text.data() + text.size() - 8) ^ k_first, result ^ k_second);
}

/// Are two texts of one length and with the same first eight bytes equal?
bool equal_behind_first_word(const char* a, const char* b, std::size_t length) {
  for (std::size_t i = 8; i + 8 < length; i += 8) {
    if (load8(a + i) != load8(b + i)) return false;
  }
  return length <= 8 || load8(a + length - 8) == load8(b + length - 8);
}

}  // namespace

TokenType keyword_token_type(Name name) {
  return k_keyword_types[static_cast<std::size_t>(name)];
}

/// OPTIMIZATION: programs of a line are many (new Function, eval), and hashing what all begin with would take
/// more than reading them.
consteval auto NameTable::make_well_known_slots() -> std::array<Slot, k_initial_slots> {
  std::array<Slot, k_initial_slots> slots;
  for (std::uint32_t name = 1; name < std::size(k_well_known_names); ++name) {
    const std::string_view text = k_well_known_names[name];
    char padded[8] = {};
    std::copy_n(text.data(), std::min<std::size_t>(text.size(), sizeof(padded)), padded);
    const std::uint64_t first_word = load8(padded);
    std::size_t index = hash(text, first_word) % k_initial_slots;
    while (slots[index].name != Name::none) index = (index + 1) % k_initial_slots;
    slots[index] = {first_word, static_cast<std::uint32_t>(text.size()), static_cast<Name>(name)};
  }
  return slots;
}

NameTable::NameTable() : texts_(std::begin(k_well_known_names), std::end(k_well_known_names)) {
  static constexpr std::array<Slot, k_initial_slots> k_slots = make_well_known_slots();
  slots_.assign(k_slots.begin(), k_slots.end());
}

std::size_t NameTable::memory_bytes() const {
  return slots_.capacity() * sizeof(Slot) + texts_.capacity() * sizeof(std::string_view) +
         copies_.reserved_bytes();
}

std::size_t NameTable::find(std::string_view text, std::uint64_t first_word) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t index = hash(text, first_word) & mask;
  for (;; index = (index + 1) & mask) {
    const Slot& slot = slots_[index];
    if (slot.first_word == first_word && slot.length == text.size() &&
        (text.size() <= 8 ||
         equal_behind_first_word(this->text(slot.name).data(), text.data(), text.size())) &&
        slot.name != Name::none)
      return index;
    if (slot.name == Name::none) return index;
  }
}

Name NameTable::intern_in_place(std::string_view text) {
  const std::uint64_t first_word = first_word_of(text);
  Slot& slot = slots_[find(text, first_word)];
  if (slot.name != Name::none) [[likely]]
    return slot.name;
  const auto name = static_cast<Name>(texts_.size());
  slot = {first_word, static_cast<std::uint32_t>(text.size()), name};
  texts_.push_back(text);
  if (texts_.size() * 4 > slots_.size() * 3) grow();
  return name;
}

Name NameTable::intern(std::string_view text) {
  // Whole words are read, so the copy is made before it is known whether it is needed.
  const auto mark = copies_.mark();
  auto* copy = static_cast<char*>(copies_.allocate(text.size() + sizeof(std::uint64_t)));
  std::memcpy(copy, text.data(), text.size());
  const std::size_t known = texts_.size();
  const Name name = intern_in_place({copy, text.size()});
  if (texts_.size() == known) copies_.rewind(mark);
  return name;
}

void NameTable::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.name != Name::none) slots_[find(text(slot.name), slot.first_word)] = slot;
  }
}

}  // namespace orrery::syntax
