#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "gc/field.h"
#include "gc/visitor.h"
#include "regexp/matcher.h"
#include "vm/object.h"

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
  regexp::Capture capture(std::uint32_t number) const { return captures_[number]; }  // 0 to 9
  regexp::Capture last_paren() const { return last_paren_; }

  void visit(gc::Visitor& visitor);

 private:
  static constexpr std::size_t k_watched_count = 17;
  struct Watched {
    std::uint32_t slot = 0;
    bool is_there = false;
    ValueField value;
  };

  bool is_as_last_seen(RegExpLookUps look_ups) const;
  void look_again(Agent& agent, Realm& realm);
  /// \return whether the property is as it was made
  bool look_at(Agent& agent, Realm& realm, std::size_t index);
  Object* holder_of(std::size_t index) const;

  std::uint8_t untouched_ = 0;  // RegExpLookUps
  gc::Field<Object> prototype_;
  gc::Field<Object> constructor_;
  gc::Field<Shape> prototype_shape_;
  gc::Field<Shape> constructor_shape_;
  std::array<Watched, k_watched_count> watched_;

  ValueField input_{Value::empty()};
  gc::Field<String> subject_;
  std::array<regexp::Capture, 10> captures_;
  regexp::Capture last_paren_;
};

}  // namespace orrery::vm
