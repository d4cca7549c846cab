#include "builtins/indexed_collections/text_order.h"

#include <algorithm>
#include <memory>
#include <span>

#include "base/large_memory.h"
#include "gc/external_memory.h"
#include "vm/agent.h"
#include "vm/functions/native_loop.h"
#include "vm/operations/conversions.h"
#include "vm/strings/string.h"

namespace orrery::builtins {

using namespace vm;

namespace {

/// OPTIMIZATION: most comparisons are decided by the first characters, which lie here side by side.
struct TextPlace {
  std::uint64_t prefix;  // in the order of the texts, as far as it reaches
  std::uint32_t index;
};

struct FreeLarge {
  void operator()(TextPlace* places) const { base::free_large(places); }
};

/// The first code units, of `bits` bits each, the first of them uppermost; zeros behind the end.
template <typename Unit>
std::uint64_t prefix_of(std::span<const Unit> units, unsigned bits) {
  std::uint64_t prefix = 0;
  for (unsigned i = 0; i < 64 / bits; i++) prefix = prefix << bits | (i < units.size() ? units[i] : Unit{0});
  return prefix;
}

}  // namespace

Completion<void> sort_by_text(Agent& agent, Slots* items, std::uint32_t count) {
  if (count < 2) return {};
  // Each element is made a string once, not for every comparison. That may run a script.
  Slots* texts = Slots::try_make(agent.heap(), count | 1);
  const std::size_t bytes = std::size_t{count} * sizeof(TextPlace);
  const auto accounted = gc::ExternalMemory::try_make(agent.heap(), bytes);
  const std::unique_ptr<TextPlace[], FreeLarge> memory(
      accounted ? static_cast<TextPlace*>(base::allocate_large(bytes)) : nullptr);
  if (texts == nullptr || memory == nullptr)
    return agent.throw_range_error("Out of memory: the array is too large");
  NativeLoop loop(agent);
  bool are_latin1 = true;
  for (std::uint32_t i = 0; i < count; i++) {
    TRY(loop.next_round());
    String* text = TRY(to_string(agent, items->get(i)));
    are_latin1 = are_latin1 && text->is_latin1();
    texts->set(i, text);
  }
  const std::span<TextPlace> places(memory.get(), count);
  for (std::uint32_t i = 0; i < count; i++) {
    String* text = texts->get(i).as_string();
    const unsigned bits = are_latin1 ? 8 : 16;
    places[i] = {text->is_latin1() ? prefix_of(text->latin1(), bits) : prefix_of(text->utf16(), bits), i};
  }
  // Long texts take long to compare. Once the script is ended all places are equal, and the sort soon done.
  // SAFETY: an order that changes while it sorts is none; but each of libstdc++'s loops stops where nothing
  // comes before anything.
  bool is_ended = false;
  std::ranges::sort(places, [&](const TextPlace& x, const TextPlace& y) {
    if (is_ended) return false;
    const bool is_decided = x.prefix != y.prefix;
    String* left = texts->get(x.index).as_string();
    constexpr std::size_t k_units_per_round = 16;
    is_ended = loop.next_rounds(is_decided ? 1 : 1 + left->length() / k_units_per_round).is_thrown();
    if (is_decided) return x.prefix < y.prefix;
    const int order = left->compare(texts->get(y.index).as_string());
    return order != 0 ? order < 0 : x.index < y.index;
  });
  if (is_ended) return Thrown{};
  // The texts are not needed any more: their row takes the items.
  for (std::uint32_t i = 0; i < count; i++) texts->set(i, items->get(places[i].index));
  for (std::uint32_t i = 0; i < count; i++) items->set(i, texts->get(i));
  return {};
}

}  // namespace orrery::builtins
