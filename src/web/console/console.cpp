#include "web/console/console.h"

#include <algorithm>
#include <utility>

#include "base/unicode/utf.h"
#include "display/inspect.h"
#include "display/value_text.h"
#include "gc/external_memory.h"
#include "vm/strings/string.h"

namespace orrery::web::console {

using vm::Completion;
using vm::Value;

std::uint64_t* LabelTable::find(std::string_view label) {
  const auto entry = entries_.find(label);
  return entry == entries_.end() ? nullptr : &entry->second.value;
}

std::pair<std::uint64_t&, bool> LabelTable::add(const std::string& label, std::uint64_t value) {
  const auto [entry, is_new] = entries_.try_emplace(label, Entry{.value = value, .memory = {}});
  if (is_new) {
    constexpr std::size_t k_node = sizeof(Entry) + sizeof(std::string) + 4 * sizeof(void*);
    entry->second.memory = gc::ExternalMemory(heap_, k_node + label.size());
  }
  return {entry->second.value, is_new};
}

bool LabelTable::remove(std::string_view label) {
  const auto entry = entries_.find(label);
  if (entry == entries_.end()) return false;
  entries_.erase(entry);
  return true;
}

Console::Console(vm::Agent& agent, vm::Realm* realm, Port& port)
    : agent_(agent),
      port_(port),
      inspect_functions_(agent, realm),
      counts_(agent.heap()),
      timers_(agent.heap()) {}

display::InspectOptions Console::inspect_options(Stream stream) {
  display::InspectOptions options = inspect_functions_.defaults();
  options.colour = options.colour || port_.uses_colour(stream);
  return options;
}

Completion<void> Console::write_text(Stream stream, std::string_view text) {
  const auto lines = 1 + static_cast<std::size_t>(indentation_ == 0 ? 0 : std::ranges::count(text, '\n'));
  const auto memory = gc::ExternalMemory::try_make(agent_.heap(), lines * indentation_);
  if (!memory)
    return agent_.throw_range_error("Out of memory: there is no room for what groups indent so far");
  line_.assign(indentation_, ' ');
  if (indentation_ == 0 || !text.contains('\n')) {
    line_ += text;
  } else {
    for (const char c : text) {
      line_ += c;
      if (c == '\n') line_.append(indentation_, ' ');
    }
  }
  line_ += '\n';
  // Lone surrogates have no place in UTF-8.
  std::string line = std::exchange(line_, {});
  if (!base::is_ascii(line)) line = base::utf8_from_wtf8(line);
  TRY(write_lines(stream, line));
  constexpr std::size_t k_kept = std::size_t{1} << 16;
  if (line.capacity() <= k_kept) line_ = std::move(line);
  return {};
}

Completion<void> Console::log(Stream stream, std::span<const Value> arguments) {
  // OPTIMIZATION: what programs print most needs no format.
  if (arguments.size() == 1 && arguments[0].is_string()) {
    vm::String* text = arguments[0].as_string();
    if (indentation_ == 0 && text->is_latin1()) {
      const std::span<const std::uint8_t> characters = text->latin1();
      const std::string_view ascii(reinterpret_cast<const char*>(characters.data()), characters.size());
      if (base::is_ascii(ascii)) {
        line_.assign(ascii);
        line_ += '\n';
        if (port_.is_replaced(stream)) return port_.call_replacement(stream, std::string(line_));
        port_.write(stream, line_);
        return {};
      }
    }
    return write_text(stream, text->to_wtf8());
  }
  if (arguments.size() == 1 && arguments[0].is_number() && !port_.uses_colour(stream)) {
    return write_text(stream, display::primitive_text(agent_, arguments[0]));
  }
  const std::string text = TRY(display::format_with_options(agent_, inspect_options(stream), arguments));
  return write_text(stream, text);
}

}  // namespace orrery::web::console
