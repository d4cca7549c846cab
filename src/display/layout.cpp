// How the entries of an object are laid out: in one line if they are short and not nested too deeply, those
// of long lists in columns, others one below the other.

#include <algorithm>
#include <cmath>

#include "base/unicode/utf.h"
#include "display/value_writer.h"
#include "vm/agent.h"
#include "vm/objects/internal_methods.h"

namespace orrery::display {

namespace {

/// An object with so many levels of others in it still goes into one line.
constexpr std::uint32_t k_levels_in_a_line = 3;
/// Lists with more entries are laid out in columns, at most so many.
constexpr std::size_t k_max_uncolumned = 6;
constexpr std::size_t k_max_columns = 15;
constexpr std::size_t k_separator = 2;  // ", "

std::string join(const std::vector<std::string>& entries, std::string_view separator) {
  std::string text;
  for (std::size_t i = 0; i < entries.size(); i++) {
    if (i > 0) text += separator;
    text += entries[i];
  }
  return text;
}

}  // namespace

std::size_t shown_length(std::string_view text) {
  std::size_t length = 0;
  while (!text.empty()) {
    const std::size_t escape = std::min(text.find('\x1b'), text.size());
    length += base::utf16_length(text.substr(0, escape));
    text.remove_prefix(escape);
    if (!text.empty()) text.remove_prefix(std::min(text.find('m') + 1, text.size()));
  }
  return length;
}

std::string ValueWriter::laid_out(Parts& parts, vm::Object* object, std::uint32_t level) const {
  const std::string base = parts.base.empty() ? "" : parts.base + " ";
  std::vector<std::string> entries;
  if (parts.is_list && parts.entries.size() > k_max_uncolumned)
    entries = in_columns(parts.entries, object);
  else
    entries = std::move(parts.entries);
  const bool is_columned = parts.is_list && !parts.entries.empty() && entries.size() != parts.entries.size();
  if (deepest_ - level < k_levels_in_a_line && !is_columned) {
    // What util.inspect counts, with room for what comes around.
    std::size_t total =
        2 * entries.size() + indentation_ + shown_length(parts.opening) + shown_length(parts.base) + 10;
    bool is_one_line = !parts.base.contains('\n');
    for (const std::string& entry : entries) {
      total += shown_length(entry);
      is_one_line &= !entry.contains('\n');
    }
    if (total <= options_.break_length && is_one_line)
      return base + parts.opening + " " + join(entries, ", ") + " " + parts.closing;
  }
  const std::string line = "\n" + std::string(indentation_, ' ');
  return base + parts.opening + line + "  " + join(entries, "," + line + "  ") + line + parts.closing;
}

/// Then they stand below each other by their last digits.
bool ValueWriter::has_only_numbers(vm::Object* list, std::size_t count) const {
  for (std::size_t i = 0; i < count; i++) {
    const auto index = vm::PropertyKey::index(static_cast<std::uint32_t>(i));
    const std::optional<vm::PropertyDescriptor> element = own_property(agent_, list, index);
    if (!element || !element->value) return false;
    if (!element->value->is_number() && !element->value->is_bigint()) return false;
  }
  return true;
}

/// Lines of several entries, as near to a square as they will go; the entries themselves if their lengths
/// differ too much.
std::vector<std::string> ValueWriter::in_columns(const std::vector<std::string>& entries,
                                                 vm::Object* list) const {
  // "... 3 more items" stands alone.
  const std::size_t count = entries.size() > options_.max_elements ? entries.size() - 1 : entries.size();
  std::vector<std::size_t> lengths(count);
  std::size_t total = 0;
  std::size_t longest = 0;
  for (std::size_t i = 0; i < count; i++) {
    lengths[i] = shown_length(entries[i]);
    total += lengths[i] + k_separator;
    longest = std::max(longest, lengths[i]);
  }
  const std::size_t widest = longest + k_separator;
  const bool is_even = static_cast<double>(total) / static_cast<double>(widest) > 5 || longest <= 6;
  if (widest * 3 + indentation_ >= options_.break_length || !is_even) return entries;

  const double bias = std::sqrt(static_cast<double>(widest) -
                                static_cast<double>(total) / static_cast<double>(entries.size()));
  const double biased = std::max(static_cast<double>(widest) - 3 - bias, 1.0);
  constexpr double k_height_of_a_character = 2.5;  // in widths of one
  const auto square = static_cast<std::size_t>(
      std::floor(std::sqrt(k_height_of_a_character * biased * static_cast<double>(count)) / biased + 0.5));
  const std::size_t columns = std::min({square, (options_.break_length - indentation_) / widest,
                                        std::size_t{k_levels_in_a_line} * 4, k_max_columns});
  if (columns <= 1) return entries;

  std::vector<std::size_t> widths(columns);
  for (std::size_t i = 0; i < count; i++)
    widths[i % columns] = std::max(widths[i % columns], lengths[i] + k_separator);
  const bool right = has_only_numbers(list, entries.size());
  std::vector<std::string> lines;
  for (std::size_t first = 0; first < count; first += columns) {
    const std::size_t last = std::min(first + columns, count) - 1;
    std::string line;
    for (std::size_t i = first; i <= last; i++) {
      const std::string cell = i == last ? entries[i] : entries[i] + ", ";
      const std::size_t width = i == last ? widths[i - first] - k_separator : widths[i - first];
      const std::size_t padding = width - (lengths[i] + (i == last ? 0 : k_separator));
      if (right) line.append(padding, ' ');
      line += cell;
      if (!right && i != last) line.append(padding, ' ');
    }
    lines.push_back(std::move(line));
  }
  if (count < entries.size()) lines.push_back(entries.back());
  return lines;
}

}  // namespace orrery::display
