#include "vm/errors/source_excerpt.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "base/line_map.h"
#include "base/terminal_text.h"
#include "base/unicode/utf.h"
#include "bytecode/code_block.h"
#include "vm/functions/executable.h"

namespace orrery::vm {

namespace {

/// Lines longer than that are cut to the part around the place.
constexpr std::size_t k_longest_line = 200;  // in bytes
constexpr std::size_t k_context = 60;
constexpr std::size_t k_longest_part = 160;  // in columns

/// A byte at or before `offset` where a character begins.
std::size_t character_at(std::string_view text, std::size_t offset) {
  while (offset > 0 && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80) offset--;
  return offset;
}

/// As many blanks as the characters take columns; tabs stay, for how wide they are nobody knows.
std::string blanks_below(std::string_view text) {
  std::string blanks;
  for (std::size_t i = 0; i < text.size();) {
    const base::ShownCharacter character(text.data() + i);
    if (text[i] == '\t') {
      blanks += '\t';
    } else {
      blanks.append(character.cells(), ' ');
    }
    i += character.source_bytes();
  }
  return blanks;
}

std::string shown_line(std::string_view line) {
  std::string shown;
  for (std::size_t i = 0; i < line.size() && shown.size() < k_longest_part;) {
    const base::ShownCharacter character(line.data() + i);
    shown += line[i] == '\t' ? std::string_view("\t") : character.text();
    i += character.source_bytes();
  }
  return shown;
}

/// \param origin  of the text
/// \param end  of what the carets are below; the same as `start`: one caret
std::string excerpt(std::string_view file_name, const base::LineMap& lines, base::TextOrigin origin,
                    std::uint32_t start, std::uint32_t end) {
  const std::uint32_t line_number = lines.locate(start).line;
  std::string_view line = lines.line_text(line_number);
  std::size_t before = std::min<std::size_t>(start - lines.line_start(line_number), line.size());
  if (line.size() > k_longest_line && before > k_context) {
    const std::size_t cut = character_at(line, before - k_context);
    line.remove_prefix(cut);
    before -= cut;
  }
  const std::string name = base::shown_text(base::replace_invalid_utf8(std::string(file_name)));
  std::size_t stop = std::min(before + std::min<std::size_t>(end - start, k_longest_part), line.size());
  if (stop < line.size()) stop = character_at(line, stop);
  const std::size_t carets =
      std::clamp<std::size_t>(blanks_below(line.substr(before, stop - before)).size(), 1, k_longest_part);
  return fmt::format("{}:{}\n{}\n{}{:^>{}}", name,
                     static_cast<std::int32_t>(line_number + static_cast<std::uint32_t>(origin.line)),
                     shown_line(line), blanks_below(line.substr(0, before)), "", carets);
}

}  // namespace

std::string source_excerpt(ScriptSource& source, std::uint32_t start) {
  const bytecode::Program& program = source.program();
  return excerpt(program.file_name(), source.line_map(), program.origin(), start, start);
}

std::string source_excerpt(std::string_view name, std::string_view text, base::TextOrigin origin,
                           std::uint32_t start, std::uint32_t end) {
  return excerpt(name, base::LineMap(text), origin, start, end);
}

}  // namespace orrery::vm
