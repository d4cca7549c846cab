#include "vm/regexps/regexp_patterns.h"

#include "gc/heap.h"
#include "vm/regexps/regexp_object.h"

namespace orrery::vm {

std::size_t RegExpPatterns::place_of(String* source, regexp::Flags flags) {
  return (source->hash() ^ flags.bits) % k_places;
}

RegExpPattern* RegExpPatterns::find(String* source, regexp::Flags flags) const {
  RegExpPattern* pattern = patterns_[place_of(source, flags)];
  if (pattern == nullptr || pattern->flags().bits != flags.bits) return nullptr;
  return pattern->source()->equals(source) ? pattern : nullptr;
}

void RegExpPatterns::add(RegExpPattern* pattern) {
  patterns_[place_of(pattern->source(), pattern->flags())] = pattern;
}

void RegExpPatterns::clear_dead(const gc::Liveness& liveness) {
  for (RegExpPattern*& pattern : patterns_) {
    if (pattern != nullptr && !liveness.is_alive(pattern)) pattern = nullptr;
  }
}

}  // namespace orrery::vm
