#include "vm/strings/atom_table.h"

#include <cassert>

#include "vm/numbers/number_conversions.h"
#include "vm/strings/string_characters.h"
#include "vm/strings/string_factory.h"

namespace orrery::vm {

String* AtomTable::intern(String* string) {
  if (string->is_atom()) return string;
  string->flatten();
  const bool is_whole_slice = string->is_slice() && string->length() == string->base()->length();
  if (is_whole_slice && string->base()->is_atom()) return string->base();

  const std::uint32_t hash = string->hash();
  String* atom = atoms_.find(hash, [&](String* other) { return other->equals(string); });
  if (atom == nullptr) {
    String* flat = is_whole_slice ? string->base() : string;
    if (!flat->is_flat()) {
      flat = StringFactory::make_flat(heap_, string->is_latin1(), string->length());
      if (string->is_latin1()) {
        string->copy_to(flat->flat_characters<std::uint8_t>());
      } else {
        string->copy_to(flat->flat_characters<char16_t>());
      }
    }
    atom = add(flat, hash);
  }
  // Next time it is found at once, and what the slice was a part of may die.
  if (string->is_slice() && string->is_latin1() == atom->is_latin1()) {
    *string->offset_place() = 0;
    string->links()[0].set(string, atom);
  }
  return atom;
}

String* AtomTable::intern(std::span<const std::uint8_t> latin1) {
  const std::uint32_t hash = hash_characters(latin1);
  String* atom = atoms_.find(hash, [&](String* other) {
    if (other->length() != latin1.size()) return false;
    return other->is_latin1() ? equal_units(latin1.data(), other->latin1().data(), latin1.size())
                              : equal_units(latin1.data(), other->utf16().data(), latin1.size());
  });
  return atom != nullptr ? atom : add(make_flat_string(heap_, latin1), hash);
}

String* AtomTable::add(String* flat, std::uint32_t hash) {
  assert(flat->is_flat() && !flat->is_atom());
  flat->hash_ = hash;
  flat->flags_ |= String::k_is_atom;
  if (is_canonical_numeric_string(flat)) flat->flags_ |= String::k_is_canonical_numeric;
  atoms_.insert(hash, flat);
  return flat;
}

}  // namespace orrery::vm
