#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "gc/field.h"
#include "gc/visitor.h"
#include "regexp/matcher.h"
#include "vm/objects/object.h"
#include "vm/shapes/slots.h"

namespace orrery::vm {

class Agent;
class Realm;

/// What the methods of regular expressions look up in their objects: bits. A script may have replaced it.
enum class RegExpLookUps : std::uint8_t {
  Exec = 1,
  Flags = 2,  // `flags`, and all that it looks up
  Match = 4,
  MatchAll = 8,
  Replace = 16,
  Search = 32,
  Split = 64,
  Species = 128,  // `constructor`, and its Symbol.species
};
constexpr RegExpLookUps operator|(RegExpLookUps a, RegExpLookUps b) {
  return static_cast<RegExpLookUps>(static_cast<std::uint8_t>(a) | static_cast<std::uint8_t>(b));
}

/// What a realm keeps for its regular expressions: whether its RegExp.prototype is still as it was made, and
/// the last match, for the static properties of
/// https://github.com/tc39/proposal-regexp-legacy-features
class RegExpStatics final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::RegExpStatics;
  static constexpr bool k_kind_has_finalizer = false;

  RegExpStatics() : Cell(static_cast<std::uint8_t>(k_kind)) {}

  /// Whether %RegExp.prototype% still has, as it was made, all that `look_ups` name. Then so has every object
  /// of CommonShape::RegExp.
  bool are_untouched(Agent& agent, Realm& realm, RegExpLookUps look_ups);

  /// UpdateLegacyRegExpStaticProperties
  void set_last_match(String* subject, std::span<const regexp::Capture> captures);
  /// InvalidateLegacyRegExpStaticProperties: they have no values until the next match.
  void invalidate_last_match();
  /// [[RegExpInput]]; Empty: it has no value.
  Value input() const { return input_.get(); }
  void set_input(String* input) { input_.set(this, input); }
  /// The subject of the last match, and where its parts are in it; null: they have no values. Before the
  /// first match it is the empty string.
  String* subject() const { return subject_.get(); }
  /// \param number  0 to 9
  regexp::Capture capture(std::uint32_t number) const {
    return number < capture_count_ ? captures_[number] : regexp::Capture();
  }
  regexp::Capture last_paren() const { return last_paren_; }

  void visit(gc::Visitor& visitor);

 private:
  /// An object as it was when it was last looked at: as a shape tells which properties there are, but not
  /// their values, with a copy of its slots.
  struct Seen {
    gc::Field<Object> object;
    gc::Field<Shape> shape;
    gc::Field<Slots> slots;

    bool is_unchanged() const;
    void look(Agent& agent, RegExpStatics* owner, Object* seen);
  };

  void look_again(Agent& agent, Realm& realm);

  std::uint8_t untouched_ = 0;  // RegExpLookUps
  Seen prototype_;
  Seen constructor_;

  ValueField input_{Value::empty()};
  gc::Field<String> subject_;
  std::uint32_t capture_count_ = 0;
  std::array<regexp::Capture, 10> captures_;
  regexp::Capture last_paren_;
};

}  // namespace orrery::vm
