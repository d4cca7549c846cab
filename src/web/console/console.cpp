#include "web/console/console.h"

#include <algorithm>

#include "base/unicode/utf.h"
#include "display/inspect.h"
#include "display/value_text.h"
#include "vm/strings/string.h"

namespace orrery::web::console {

using vm::Completion;
using vm::Value;

Console::Console(vm::Agent& agent, vm::Realm* realm, Port& port)
    : agent_(agent), port_(port), inspect_functions_(agent, realm) {}

display::InspectOptions Console::inspect_options(Stream stream) {
  display::InspectOptions options = inspect_functions_.defaults();
  options.colour = options.colour || port_.uses_colour(stream);
  return options;
}

void Console::write_text(Stream stream, std::string_view text) {
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
  if (base::is_ascii(line_)) {
    port_.write(stream, line_);
  } else {
    port_.write(stream, base::utf8_from_wtf8(line_));
  }
  constexpr std::size_t k_kept = std::size_t{1} << 16;
  if (line_.capacity() > k_kept) line_ = {};
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
        port_.write(stream, line_);
        return {};
      }
    }
    write_text(stream, text->to_wtf8());
    return {};
  }
  if (arguments.size() == 1 && arguments[0].is_number() && !port_.uses_colour(stream)) {
    write_text(stream, display::primitive_text(agent_, arguments[0]));
    return {};
  }
  const std::string text = TRY(display::format_with_options(agent_, inspect_options(stream), arguments));
  write_text(stream, text);
  return {};
}

}  // namespace orrery::web::console
