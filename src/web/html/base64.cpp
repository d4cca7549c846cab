// https://html.spec.whatwg.org/multipage/webappapis.html#atob
#include "web/html/base64.h"

#include <algorithm>
#include <span>

#include "base/base64.h"
#include "vm/binary_data/data_block.h"
#include "vm/functions/native_loop.h"
#include "webidl/dom_exception.h"

namespace orrery::web {

using base::Base64Alphabet;
using vm::Agent;
using vm::Completion;

namespace {

constexpr auto k_alphabet = Base64Alphabet::Base64;

}  // namespace

// https://html.spec.whatwg.org/multipage/webappapis.html#dom-btoa
Completion<vm::String*> Base64::btoa(Agent& agent, vm::String* data) {
  vm::count_work(agent, data->length());
  const bool is_binary =
      data->is_latin1() || std::ranges::all_of(data->utf16(), [](char16_t unit) { return unit <= 0xff; });
  if (!is_binary) return webidl::throw_dom_exception(agent, "InvalidCharacterError", "Invalid character");
  const auto text = TRY(vm::make_unfilled_latin1(agent, base::base64_length(data->length(), false)));
  if (data->is_latin1()) {
    base::encode_base64(data->latin1(), k_alphabet, text.characters);
    return text.string;
  }
  // Small characters, in a string that is kept as one of large ones: chunk by chunk.
  const std::span<const char16_t> units = data->utf16();
  for (std::size_t i = 0; i < units.size(); i += 3) {
    std::uint8_t bytes[3] = {};
    const std::size_t count = std::min<std::size_t>(3, units.size() - i);
    std::ranges::transform(units.subspan(i, count), bytes,
                           [](char16_t unit) { return static_cast<std::uint8_t>(unit); });
    base::encode_base64(std::span(bytes).first(count), k_alphabet, text.characters.subspan(i / 3 * 4, 4));
  }
  return text.string;
}

// https://html.spec.whatwg.org/multipage/webappapis.html#dom-atob
Completion<vm::String*> Base64::atob(Agent& agent, vm::String* data) {
  vm::count_work(agent, data->length());
  const std::size_t limit = base::max_base64_bytes(data->length());
  const vm::DataBlock block = vm::DataBlock::try_make(limit);
  if (!block) return agent.throw_range_error("There is no memory for so much text");
  const std::span bytes(reinterpret_cast<std::uint8_t*>(block.bytes()), limit);
  // https://infra.spec.whatwg.org/#forgiving-base64-decode: what ECMAScript's FromBase64 does when it is
  // loose.
  constexpr auto k_loose = base::LastChunkHandling::Loose;
  const base::GoesOn goes_on = [&agent] { return !vm::check_interrupt(agent).is_thrown(); };
  const base::DecodedText decoded =
      data->is_latin1() ? base::decode_base64(data->latin1(), k_alphabet, k_loose, bytes, goes_on)
                        : base::decode_base64(data->utf16(), k_alphabet, k_loose, bytes, goes_on);
  if (decoded.is_ended) return vm::Thrown{};
  if (decoded.error != nullptr) {
    return webidl::throw_dom_exception(agent, "InvalidCharacterError",
                                       "The string to be decoded is not correctly encoded.");
  }
  return vm::make_string(agent, std::span<const std::uint8_t>(bytes.first(decoded.written)));
}

}  // namespace orrery::web
