#include "cli/test262/metadata.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace orrery::cli {

namespace {

constexpr std::string_view k_opening = "/*---";
constexpr std::string_view k_closing = "---*/";

/// One top-level key with what follows it, up to the next.
struct Entry {
  std::string_view key;
  std::string_view value;                // on the key's own line
  std::vector<std::string_view> nested;  // the indented lines below, trimmed, empty ones left out
};

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string_view unquote(std::string_view text) {
  const bool quoted = text.size() >= 2 && text.front() == text.back() && (text[0] == '"' || text[0] == '\'');
  return quoted ? text.substr(1, text.size() - 2) : text;
}

std::string_view without_comment(std::string_view text) {
  return trim(text.substr(0, text.find(" #")));
}

std::vector<std::string_view> split_lines(std::string_view text) {
  // Some tests of line terminators end their lines with CR alone.
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    lines.push_back(text.substr(0, end));
    const bool is_pair = text.substr(end).starts_with("\r\n");
    text.remove_prefix(std::min(text.size(), end + (is_pair ? 2 : 1)));
  }
  return lines;
}

std::vector<Entry> split_entries(std::string_view yaml) {
  std::vector<Entry> entries;
  for (const std::string_view line : split_lines(yaml)) {
    const std::string_view content = trim(line);
    if (content.empty() || line.front() == '#') continue;
    const bool is_nested = line.front() == ' ' || line.front() == '\t' || line.front() == '-';
    const std::size_t colon = line.find(':');
    if (is_nested || colon == std::string_view::npos) {
      // A line that is neither is the unindented continuation of a text, as a few descriptions have.
      if (!entries.empty()) entries.back().nested.push_back(content);
      continue;
    }
    entries.push_back({trim(line.substr(0, colon)), trim(line.substr(colon + 1)), {}});
  }
  return entries;
}

void append_bracketed(std::string_view list, std::vector<std::string>& items) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    const std::string_view item = unquote(trim(list.substr(0, comma)));
    if (!item.empty()) items.emplace_back(item);
    list.remove_prefix(std::min(list.size(), comma + 1));
  }
}

/// `[a, b]`, also over several lines, or lines of `- a`.
base::Result<std::vector<std::string>> read_list(const Entry& entry) {
  std::vector<std::string> items;
  std::string joined{without_comment(entry.value)};
  if (joined.empty()) {
    const bool is_dashed = !entry.nested.empty() && entry.nested.front().starts_with('-');
    for (const std::string_view line : entry.nested) {
      if (!is_dashed) {
        joined += without_comment(line);
      } else if (line.starts_with('-')) {
        items.emplace_back(unquote(without_comment(trim(line.substr(1)))));
      } else {
        return base::error(fmt::format("\"{}\" mixes list items with other text: {}", entry.key, line));
      }
    }
    if (joined.empty()) return items;
  } else {
    for (const std::string_view line : entry.nested) joined += without_comment(line);
  }
  if (!joined.starts_with('[') || !joined.ends_with(']'))
    return base::error(fmt::format("\"{}\" is not a list: {}", entry.key, joined));
  append_bracketed(std::string_view{joined}.substr(1, joined.size() - 2), items);
  return items;
}

std::optional<NegativePhase> phase_from_string(std::string_view text) {
  if (text == "parse") return NegativePhase::Parse;
  if (text == "resolution") return NegativePhase::Resolution;
  if (text == "runtime") return NegativePhase::Runtime;
  return std::nullopt;
}

base::Result<NegativeExpectation> read_negative(const Entry& entry) {
  std::optional<NegativePhase> phase;
  std::string type;
  for (const std::string_view line : entry.nested) {
    const std::size_t colon = line.find(':');
    const std::string_view key = trim(line.substr(0, colon));
    const std::string_view value = colon == std::string_view::npos
                                       ? std::string_view{}
                                       : unquote(without_comment(line.substr(colon + 1)));
    if (key == "phase") {
      phase = phase_from_string(value);
      if (!phase) return base::error(fmt::format("unknown phase of a negative test: {}", value));
    } else if (key == "type") {
      type = value;
    } else {
      return base::error(fmt::format("unknown key in \"negative\": {}", line));
    }
  }
  if (!phase || type.empty()) return base::error("\"negative\" needs a phase and a type");
  return NegativeExpectation{*phase, std::move(type)};
}

bool* flag_named(Test262Metadata& metadata, std::string_view name) {
  const std::pair<std::string_view, bool*> flags[] = {
      {"onlyStrict", &metadata.only_strict},
      {"noStrict", &metadata.no_strict},
      {"module", &metadata.module},
      {"raw", &metadata.raw},
      {"async", &metadata.async},
      {"generated", &metadata.generated},
      {"CanBlockIsFalse", &metadata.can_block_is_false},
      {"CanBlockIsTrue", &metadata.can_block_is_true},
      {"non-deterministic", &metadata.non_deterministic},
  };
  for (const auto& [flag, field] : flags)
    if (flag == name) return field;
  return nullptr;
}

base::Result<void> read_flags(const Entry& entry, Test262Metadata& metadata) {
  const base::Result<std::vector<std::string>> names = read_list(entry);
  if (!names) return std::unexpected(names.error());
  for (const std::string& name : *names) {
    bool* flag = flag_named(metadata, name);
    if (flag == nullptr) return base::error(fmt::format("unknown flag: {}", name));
    *flag = true;
  }
  return {};
}

base::Result<void> read_entry(const Entry& entry, Test262Metadata& metadata) {
  if (entry.key == "flags") return read_flags(entry, metadata);
  if (entry.key == "negative") {
    base::Result<NegativeExpectation> negative = read_negative(entry);
    if (!negative) return std::unexpected(negative.error());
    metadata.negative = std::move(*negative);
  } else if (entry.key == "includes" || entry.key == "features") {
    base::Result<std::vector<std::string>> items = read_list(entry);
    if (!items) return std::unexpected(items.error());
    (entry.key == "includes" ? metadata.includes : metadata.features) = std::move(*items);
  }
  // The rest (description, info, esid, author, locale...) is for people.
  return {};
}

}  // namespace

std::string_view to_string(TestMode mode) {
  switch (mode) {
    case TestMode::Sloppy:
      return "sloppy";
    case TestMode::Strict:
      return "strict";
    case TestMode::Module:
      return "module";
  }
  std::unreachable();
}

std::optional<TestMode> test_mode_from_string(std::string_view text) {
  for (const TestMode mode : {TestMode::Sloppy, TestMode::Strict, TestMode::Module})
    if (to_string(mode) == text) return mode;
  return std::nullopt;
}

std::vector<TestMode> Test262Metadata::modes() const {
  if (module) return {TestMode::Module};
  if (raw || no_strict) return {TestMode::Sloppy};
  if (only_strict) return {TestMode::Strict};
  return {TestMode::Sloppy, TestMode::Strict};
}

base::Result<Test262Metadata> parse_test262_metadata(std::string_view source) {
  const std::size_t opening = source.find(k_opening);
  if (opening == std::string_view::npos) return base::error("no front matter: \"/*---\" not found");
  source.remove_prefix(opening + k_opening.size());
  const std::size_t closing = source.find(k_closing);
  if (closing == std::string_view::npos)
    return base::error("the front matter does not end: \"---*/\" not found");

  Test262Metadata metadata;
  for (const Entry& entry : split_entries(source.substr(0, closing))) {
    if (base::Result<void> read = read_entry(entry, metadata); !read) return std::unexpected(read.error());
  }
  return metadata;
}

}  // namespace orrery::cli
