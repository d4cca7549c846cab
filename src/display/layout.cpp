// How the entries of an object are laid out: in one line if they are short and not nested too deeply, those
// of long lists in columns, others one below the other.

#include <algorithm>
#include <cmath>

#include "base/unicode/utf.h"
#include "display/inspector.h"
#include "display/string_width.h"
#include "vm/agent.h"
#include "vm/binary_data/typed_array.h"
#include "vm/objects/internal_methods.h"

namespace orrery::display {

namespace {

/// Lists with more entries are laid out in columns, at most so many.
constexpr std::size_t k_max_uncolumned = 6;
constexpr double k_max_columns = 15;
constexpr std::size_t k_separator = 2;  // ", "

std::string join(const std::vector<GrowingText>& entries, std::string_view separator) {
  std::string text;
  for (std::size_t i = 0; i < entries.size(); i++) {
    if (i > 0) text += separator;
    text += entries[i].view();
  }
  return text;
}

/// \param line  a break, and the columns behind it
GrowingText in_lines(std::string head, std::vector<GrowingText>& entries, const std::string& line,
                     std::string_view closing) {
  head += line + "  ";
  // OPTIMIZATION: of what nests deeply each level is put around the text of the next one, where that lies.
  if (entries.size() == 1) {
    GrowingText text = std::move(entries.front());
    text.prepend(head);
    text.append(line);
    text.append(closing);
    return text;
  }
  return head.append(join(entries, "," + line + "  ")).append(line).append(closing);
}

bool has_line_break(const std::vector<GrowingText>& entries) {
  return std::ranges::any_of(entries, [](const GrowingText& entry) { return entry.view().contains('\n'); });
}

}  // namespace

std::size_t shown_length(std::string_view text, bool colour) {
  std::size_t length = base::utf16_length(text);
  if (!colour) return length;
  // Without ESC [ d m and ESC [ d d m.
  const auto is_digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  for (std::size_t i = text.find("\x1b["); i != std::string_view::npos; i = text.find("\x1b[", i + 2)) {
    if (!is_digit(i + 2)) continue;
    const std::size_t end = is_digit(i + 3) ? i + 4 : i + 3;
    if (end < text.size() && text[end] == 'm') length -= end + 1 - i;
  }
  return length;
}

std::string with_indented_lines(std::string_view text, std::size_t columns) {
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    result += c;
    if (c == '\n') result.append(columns, ' ');
  }
  return result;
}

/// Whether the entries may stand in one line that has `start` columns already.
bool Inspector::fits(const std::vector<GrowingText>& entries, std::size_t start,
                     std::string_view base) const {
  if (base.contains('\n')) return false;
  if (options_.break_length == InspectOptions::k_infinity) return !has_line_break(entries);
  std::size_t total = entries.size() + start;
  if (static_cast<double>(total + entries.size()) > options_.break_length) return false;
  for (const GrowingText& entry : entries) {
    total += shown_length(entry.view(), options_.colour);
    if (static_cast<double>(total) > options_.break_length) return false;
  }
  return true;
}

/// \param level  of what is inside
/// \param list   whose elements the first entries are; null: of none
GrowingText Inspector::laid_out(std::vector<GrowingText>& entries, std::string_view base,
                                std::string_view opening, std::string_view closing, bool is_list,
                                double level, vm::Object* list) {
  std::string text(base);
  if (options_.compact == InspectOptions::k_compact) {
    const std::string in_front = base.empty() ? "" : " " + text;
    text = opening;
    if (fits(entries, 0, base))
      return text + in_front + " " + join(entries, ", ") + " " + std::string(closing);
    const std::string line = "\n" + std::string(indentation_, ' ') + "  ";
    // Behind a longer opening the entries would not stand below each other.
    text += base.empty() && opening.size() == 1 ? " " : in_front + line;
    return text + join(entries, "," + line) + " " + std::string(closing);
  }
  if (!base.empty()) text += " ";
  text += opening;
  if (options_.compact >= 1) {
    const std::size_t count = entries.size();
    if (is_list && count > k_max_uncolumned) entries = in_columns(std::move(entries), list);
    if (deepest_ - level < options_.compact && count == entries.size()) {
      // What util.inspect counts, with room for what comes around.
      const std::size_t start =
          entries.size() + indentation_ + base::utf16_length(opening) + base::utf16_length(base) + 10;
      if (fits(entries, start, base) && !has_line_break(entries))
        return text + " " + join(entries, ", ") + " " + std::string(closing);
    }
  }
  const std::string line = "\n" + std::string(indentation_, ' ');
  return in_lines(std::move(text), entries, line, closing);
}

/// Then they stand below each other by their last digits.
bool Inspector::has_only_numbers(vm::Object* list, std::size_t count) const {
  if (list->kind() == vm::CellKind::TypedArray) return count <= static_cast<vm::TypedArray*>(list)->length();
  for (std::size_t i = 0; i < count; i++) {
    const auto index = vm::PropertyKey::index(static_cast<std::uint32_t>(i));
    auto element = vm::internal_get_own_property(agent_, list, index);
    if (element.is_thrown() || !element.value() || !element.value()->value) return false;
    const vm::Value value = *element.value()->value;
    if (!value.is_number() && !value.is_bigint()) return false;
  }
  return true;
}

/// Lines of several entries, as near to a square as they will go; the entries themselves if their lengths
/// differ too much.
std::vector<GrowingText> Inspector::in_columns(std::vector<GrowingText> entries, vm::Object* list) const {
  // "... 3 more items" stands alone.
  const bool has_more = options_.max_array_length < static_cast<double>(entries.size());
  const std::size_t count = has_more ? entries.size() - 1 : entries.size();
  std::vector<std::size_t> lengths(count);
  std::size_t total = 0;
  std::size_t longest = 0;
  for (std::size_t i = 0; i < count; i++) {
    lengths[i] = string_width(entries[i].view(), options_.colour);
    total += lengths[i] + k_separator;
    longest = std::max(longest, lengths[i]);
  }
  const std::size_t widest = longest + k_separator;
  const bool is_even = static_cast<double>(total) / static_cast<double>(widest) > 5 || longest <= 6;
  const auto indentation = static_cast<double>(indentation_);
  if (static_cast<double>(widest * 3) + indentation >= options_.break_length || !is_even) return entries;

  const double bias = std::sqrt(static_cast<double>(widest) -
                                static_cast<double>(total) / static_cast<double>(entries.size()));
  const double biased = std::max(static_cast<double>(widest) - 3 - bias, 1.0);
  constexpr double k_height_of_a_character = 2.5;  // in widths of one
  const double square =
      std::floor(std::sqrt(k_height_of_a_character * biased * static_cast<double>(count)) / biased + 0.5);
  const double fitting = std::floor((options_.break_length - indentation) / static_cast<double>(widest));
  const double most = std::min({square, fitting, options_.compact * 4, k_max_columns});
  if (!(most > 1)) return entries;
  const auto columns = static_cast<std::size_t>(std::ceil(most));

  std::vector<std::size_t> widths(columns);
  for (std::size_t i = 0; i < count; i++)
    widths[i % columns] = std::max(widths[i % columns], lengths[i] + k_separator);
  const bool right = list == nullptr || has_only_numbers(list, entries.size());
  std::vector<GrowingText> lines;
  for (std::size_t first = 0; first < count; first += columns) {
    const std::size_t last = std::min(first + columns, count) - 1;
    std::string line;
    for (std::size_t i = first; i <= last; i++) {
      const std::size_t width = i == last ? widths[i - first] - k_separator : widths[i - first];
      const std::size_t padding = width - (lengths[i] + (i == last ? 0 : k_separator));
      if (right) line.append(padding, ' ');
      line += entries[i].view();
      if (i != last) line += ", ";
      if (!right && i != last) line.append(padding, ' ');
    }
    lines.emplace_back(std::move(line));
  }
  if (has_more) lines.push_back(std::move(entries.back()));
  return lines;
}

}  // namespace orrery::display
