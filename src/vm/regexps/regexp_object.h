#pragma once

#include <memory>

#include "gc/external_memory.h"
#include "gc/field.h"
#include "gc/visitor.h"
#include "regexp/program.h"
#include "vm/completion.h"
#include "vm/objects/object.h"
#include "vm/realm.h"

namespace orrery::vm {

/// [DOC] Regular expression objects
///
/// A RegExpObject refers to a RegExpPattern: the text of a pattern with its flags, and the program that it is
/// compiled to when it is first matched (src/regexp, which knows no cells). Objects made by the same literal
/// share one, and so do those made from the same text one after the other (RegExpPatterns).
///
/// The methods are in builtins/text_processing/regexp_*.cpp, on two paths. The standard's steps look
/// properties up one by one, for a script may have replaced any of them. As long as it has not
/// (RegExpStatics::are_untouched()) nobody can tell, and the methods run the matcher in a loop, without
/// property look-ups, calls and result arrays.

/// A pattern with its flags: [[OriginalSource]], [[OriginalFlags]] and [[RegExpMatcher]]. Never changes.
class RegExpPattern final : public gc::Cell {
 public:
  static constexpr CellKind k_kind = CellKind::RegExpPattern;
  static constexpr bool k_kind_has_finalizer = true;

  /// \param source  whose grammar has been checked
  RegExpPattern(String* source, regexp::Flags flags)
      : Cell(static_cast<std::uint8_t>(k_kind)), flags_(flags), source_(source) {}
  ~RegExpPattern() = default;

  String* source() const { return source_.get(); }
  regexp::Flags flags() const { return flags_; }
  bool has(regexp::Flag flag) const { return flags_.has(flag); }
  bool is_global() const { return has(regexp::Flag::Global); }
  bool is_sticky() const { return has(regexp::Flag::Sticky); }
  /// `u` or `v`: the text is made of code points.
  bool has_either_unicode() const { return flags_.has_either_unicode(); }

  /// Compiles when first asked for. A SyntaxError if the pattern is too large.
  Completion<const regexp::Program*> program(Agent& agent) {
    return program_ != nullptr ? program_.get() : compile(agent);
  }
  /// Of the object with the captures by name of a match; null: it has too many names for a shared shape.
  Shape* groups_shape(Agent& agent, const regexp::Program& program) {
    return groups_shape_ ? groups_shape_.get() : make_groups_shape(agent, program);
  }

  void visit(gc::Visitor& visitor) {
    visitor.visit(source_);
    visitor.visit(groups_shape_);
  }

 private:
  Completion<const regexp::Program*> compile(Agent& agent);
  Shape* make_groups_shape(Agent& agent, const regexp::Program& program);

  regexp::Flags flags_;
  gc::Field<String> source_;
  gc::Field<Shape> groups_shape_;
  std::shared_ptr<const regexp::Program> program_;
  gc::ExternalMemory program_memory_;
};

/// https://tc39.es/ecma262/#sec-properties-of-regexp-instances, with the internal slots of
/// https://github.com/tc39/proposal-regexp-legacy-features
class RegExpObject final : public Object {
 public:
  static constexpr CellKind k_kind = CellKind::RegExp;
  /// `lastIndex` is the first property, and cannot be removed.
  static constexpr std::uint32_t k_last_index_slot = 0;

  RegExpObject(Shape* shape, Realm* realm, bool has_legacy_features)
      : Object(k_kind, shape), realm_(realm), has_legacy_features_(has_legacy_features) {}

  RegExpPattern* pattern() const { return pattern_.get(); }  // null: not yet initialised
  void set_pattern(RegExpPattern* pattern) { pattern_.set(this, pattern); }
  Realm* realm() const { return realm_.get(); }                      // [[Realm]]
  bool has_legacy_features() const { return has_legacy_features_; }  // [[LegacyFeaturesEnabled]]

  Value last_index() const { return slot(k_last_index_slot); }
  bool is_last_index_writable() const { return shape()->attributes_of(k_last_index_slot).writable(); }
  /// Of one that is writable.
  void set_last_index(std::uint32_t index) { set_slot(k_last_index_slot, Value::number(index)); }

  void visit(gc::Visitor& visitor) {
    Object::visit(visitor);
    visitor.visit(pattern_);
    visitor.visit(realm_);
  }

 private:
  gc::Field<RegExpPattern> pattern_;
  gc::Field<Realm> realm_;
  bool has_legacy_features_;
};

/// The pattern of a literal, whose grammar the parser has checked.
Completion<RegExpPattern*> make_regexp_pattern(Agent& agent, String* source, String* flags);
/// https://tc39.es/ecma262/#sec-regular-expression-literals-runtime-semantics-evaluation
RegExpObject* make_regexp(Agent& agent, Realm& realm, RegExpPattern* pattern);

/// https://tc39.es/ecma262/#sec-regexpalloc
Completion<RegExpObject*> regexp_alloc(Agent& agent, Object* new_target);
/// https://tc39.es/ecma262/#sec-regexpinitialize
Completion<RegExpObject*> regexp_initialize(Agent& agent, RegExpObject* regexp, Value pattern, Value flags);
/// https://tc39.es/ecma262/#sec-regexpcreate
Completion<RegExpObject*> regexp_create(Agent& agent, Value pattern, Value flags);

/// https://tc39.es/ecma262/#sec-escaperegexppattern: what `source` gives.
Completion<String*> escape_regexp_pattern(Agent& agent, String* source);
/// "dgimsuvy", those that are set.
std::string regexp_flags_text(regexp::Flags flags);

}  // namespace orrery::vm
