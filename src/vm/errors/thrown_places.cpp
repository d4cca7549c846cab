#include "vm/errors/thrown_places.h"

#include "vm/functions/executable.h"

namespace orrery::vm {

CodePlace ThrownPlaces::find(Value value) const {
  for (std::size_t i = 1; i <= k_kept; i++) {
    const Thrown& thrown = places_[(next_ + k_kept - i) % k_kept];
    if (thrown.place.code != nullptr && thrown.value.is_identical(value)) return thrown.place;
  }
  return {};
}

void ThrownPlaces::clear_dead(const gc::Liveness& liveness) {
  for (Thrown& thrown : places_) {
    if (thrown.place.code == nullptr) continue;
    const bool is_dead = (thrown.value.is_cell() && !liveness.is_alive(thrown.value.as_cell())) ||
                         !liveness.is_alive(thrown.place.code);
    if (is_dead) thrown = {};
  }
}

}  // namespace orrery::vm
