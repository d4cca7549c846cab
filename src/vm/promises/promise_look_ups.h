#pragma once

#include <cstdint>
#include <string_view>

#include "vm/agent.h"
#include "vm/execution/property_cache.h"
#include "vm/objects/object.h"
#include "vm/objects/platform_cell.h"
#include "vm/realm.h"

namespace orrery::vm {

/// What a realm remembers of its %Promise%, so that promises that no script has meddled with need no
/// look-ups.
class PromiseLookUps final : public PlatformCell {
 public:
  static constexpr std::string_view k_name = "PromiseLookUps";

  explicit PromiseLookUps(Shape* shape) : PlatformCell(k_platform_cell_type<PromiseLookUps>), shape_(shape) {}
  static PromiseLookUps& of(Agent& agent, Realm& realm) {
    PromiseLookUps* look_ups = realm.promise_look_ups();
    return look_ups != nullptr ? *look_ups : make(agent, realm);
  }

  /// Of promises of %Promise.prototype% without properties of their own.
  Shape* shape() const { return shape_.get(); }
  /// Whether %Promise.prototype% and %Promise% still have, as they were made, what
  /// https://tc39.es/ecma262/#sec-speciesconstructor looks up: `constructor` and its Symbol.species.
  bool has_own_species(Agent& agent, Realm& realm) {
    if (constructor_.is_unchanged() && species_.is_unchanged()) [[likely]]
      return is_as_made_;
    return look_again(agent, realm);
  }

  void visit(gc::Visitor& visitor) const;

 private:
  static PromiseLookUps& make(Agent& agent, Realm& realm);
  /// A property as it was when it was last looked at. A shape tells which properties an object has, but not
  /// their values.
  struct Seen {
    gc::Field<Object> holder;
    gc::CompressedField<Shape> shape;
    CachedPlace place = 0;
    ValueField value;

    bool is_unchanged() const {
      return holder && holder->shape_bits() == shape.bits() &&
             load_cached(holder.get(), place).is_identical(value.get());
    }
  };
  bool look(Agent& agent, Realm& realm, Seen& seen, Object* holder, PropertyKey key);
  bool look_again(Agent& agent, Realm& realm);

  gc::Field<Shape> shape_;
  Seen constructor_;
  Seen species_;
  bool is_as_made_ = false;
};

}  // namespace orrery::vm
