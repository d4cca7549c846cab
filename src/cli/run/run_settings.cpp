#include "cli/run/run_settings.h"

#include <charconv>
#include <cstdint>

#include <fmt/format.h>

namespace orrery::cli {

namespace {

// Calls `visit(name, member)` for each, in the order of the text. The file's name and the arguments may have
// any bytes but zeros, so they are the last.
template <typename Settings, typename Visitor>
void for_each_setting(Settings& settings, Visitor visit) {
  visit("kind", settings.kind);
  visit("code", settings.has_code);
  visit("print", settings.prints_result);
  visit("node", settings.is_node);
  visit("max-heap", settings.max_heap);
  visit("stack-size", settings.stack_size);
  visit("virtual-time", settings.has_virtual_time);
  visit("until", settings.until_ns);
  visit("max-turns", settings.max_turns);
  visit("colours-output", settings.colours_output);
  visit("colours-error", settings.colours_error);
  visit("terminal", settings.is_output_terminal);
}
/// Only where there is some: so older recordings are as those of today.
constexpr std::string_view k_input = "input";
constexpr std::string_view k_preloads = "preloads";  // how many of the arguments are those
constexpr std::string_view k_unnamed = "unnamed";
constexpr std::string_view k_expose_gc = "expose-gc";
constexpr std::string_view k_file = "file ";

/// Takes the line "NAME NUMBER" off the front. \return whether it was that
bool take_line(std::string_view& text, std::string_view name, std::uint64_t& number) {
  if (!text.starts_with(name) || text.size() <= name.size() || text[name.size()] != ' ') return false;
  text.remove_prefix(name.size() + 1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (error != std::errc() || !text.starts_with('\n')) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

std::string RunSettings::to_text() const {
  std::string text;
  for_each_setting(*this, [&text](std::string_view name, auto value) {
    text += fmt::format("{} {}\n", name, static_cast<std::uint64_t>(value));
  });
  if (input != InputSort::None) text += fmt::format("{} {}\n", k_input, static_cast<int>(input));
  if (!preloads.empty()) text += fmt::format("{} {}\n", k_preloads, preloads.size());
  if (is_unnamed) text += fmt::format("{} 1\n", k_unnamed);
  if (exposes_gc) text += fmt::format("{} 1\n", k_expose_gc);
  text += std::string(k_file) + file;
  for (const std::string& preload : preloads) text += '\0' + preload;
  for (const std::string& argument : arguments) text += '\0' + argument;
  return text;
}

base::Result<RunSettings> RunSettings::from_text(std::string_view text) {
  RunSettings settings;
  bool is_good = true;
  for_each_setting(settings, [&](std::string_view name, auto& value) {
    std::uint64_t number = 0;
    constexpr std::uint64_t k_end = std::uint64_t{1} << 52;
    is_good = is_good && take_line(text, name, number) && number < k_end;
    value = static_cast<std::remove_reference_t<decltype(value)>>(number);
  });
  if (std::uint64_t input = 0; is_good && text.starts_with(k_input)) {
    is_good = take_line(text, k_input, input) && input <= static_cast<std::uint64_t>(InputSort::KeepsRunning);
    settings.input = static_cast<InputSort>(input);
  }
  std::uint64_t preload_count = 0;
  if (is_good && text.starts_with(k_preloads)) is_good = take_line(text, k_preloads, preload_count);
  if (std::uint64_t unnamed = 0; is_good && text.starts_with(k_unnamed)) {
    is_good = take_line(text, k_unnamed, unnamed);
    settings.is_unnamed = unnamed != 0;
  }
  if (std::uint64_t exposes_gc = 0; is_good && text.starts_with(k_expose_gc)) {
    is_good = take_line(text, k_expose_gc, exposes_gc) && exposes_gc == 1;
    settings.exposes_gc = true;
  }
  if (!is_good || settings.kind > ProgramKind::Module ||
      settings.stack_size > RunSettings::k_max_stack_size || !text.starts_with(k_file))
    return base::error("the recording's settings are not those of this version of orrery");
  text.remove_prefix(k_file.size());
  settings.file = text.substr(0, text.find('\0'));
  while (text.find('\0') != std::string_view::npos) {
    text.remove_prefix(text.find('\0') + 1);
    std::vector<std::string>& list =
        settings.preloads.size() < preload_count ? settings.preloads : settings.arguments;
    list.emplace_back(text.substr(0, text.find('\0')));
  }
  return settings;
}

}  // namespace orrery::cli
