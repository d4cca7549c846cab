#include "cli/trace/source_maps.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "base/json_value.h"
#include "base/unicode/utf.h"
#include "host/files.h"
#include "inspect/http/request.h"

namespace orrery::cli {

namespace {

constexpr std::size_t k_largest_map = std::size_t{32} << 20;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// What the last line that is not empty says, if it is such a comment; empty: it is none.
/// https://tc39.es/ecma426/#sec-JavaScriptExtractSourceMapURL
std::string_view mapping_url(std::string_view source) {
  while (!source.empty()) {
    while (!source.empty() && is_space(source.back())) source.remove_suffix(1);
    const std::size_t line_break = source.find_last_of("\r\n");
    std::string_view line = line_break == std::string_view::npos ? source : source.substr(line_break + 1);
    while (!line.empty() && is_space(line.front())) line.remove_prefix(1);
    for (const std::string_view start : {"//# sourceMappingURL=", "//@ sourceMappingURL="})
      if (line.starts_with(start)) return line.substr(start.size());
    // Other comments may follow it.
    if (!line.starts_with("//") || line_break == std::string_view::npos) return "";
    source = source.substr(0, line_break);
  }
  return "";
}

/// The file that such a URL names, seen from another file; empty: it names none.
std::string path_of(std::string_view url, std::string_view from) {
  constexpr std::string_view k_file = "file://";
  if (from.starts_with(k_file)) from.remove_prefix(k_file.size());
  const bool is_absolute = url.starts_with(k_file);
  if (is_absolute) url.remove_prefix(k_file.size());
  if (!is_absolute && url.substr(0, url.find('/')).contains(':')) return "";
  std::string path;
  if (!inspect::decode_percent(url.substr(0, url.find_first_of("?#")), path) || path.empty()) return "";
  return std::filesystem::path(from).parent_path() / path;
}

/// Puts the texts of sources into a map that leaves them to be looked for, as tsc's do.
/// https://tc39.es/ecma426/#sec-DecodeSourceMapSources
bool add_contents(base::JsonValue& map, const std::string& path, std::size_t& room) {
  const base::JsonValue* sources = map.find("sources");
  if (sources == nullptr || sources->kind != base::JsonValue::Kind::Array) return false;
  const base::JsonValue* root = map.find("sourceRoot");
  const std::string folder =
      root != nullptr && root->is_string() && !root->string.empty() ? root->string + "/" : "";
  const base::JsonValue* known = map.find("sourcesContent");
  base::JsonValue contents;
  contents.kind = base::JsonValue::Kind::Array;
  bool has_added = false;
  for (std::size_t i = 0; i < sources->items.size(); i++) {
    base::JsonValue& content = contents.items.emplace_back();
    if (known != nullptr && i < known->items.size() && known->items[i].is_string()) {
      content = known->items[i];
      continue;
    }
    if (!sources->items[i].is_string()) continue;
    const std::string file = path_of(folder + sources->items[i].string, path);
    if (file.empty()) continue;
    const base::Result<std::string> text = host::read_file(file, room);
    if (!text) continue;
    room -= text->size();
    content.kind = base::JsonValue::Kind::String;
    content.string = base::replace_invalid_utf8(*text);
    has_added = true;
  }
  if (!has_added) return false;
  for (std::size_t i = 0; i < map.names.size(); i++) {
    if (map.names[i] != "sourcesContent") continue;
    map.items[i] = std::move(contents);
    return true;
  }
  map.names.emplace_back("sourcesContent");
  map.items.push_back(std::move(contents));
  return true;
}

/// The map's text, with all texts in it that it has or names. What is no map stays as it is.
std::string with_contents(std::string text, const std::string& path) {
  if (!base::is_valid_utf8(text)) return text;
  auto map = base::parse_json(text);
  if (!map || !map->is_object()) return text;
  std::size_t room = k_largest_map;
  bool has_added = false;
  if (map->find("sections") == nullptr) {
    has_added = add_contents(*map, path, room);
  } else {
    for (std::size_t i = 0; i < map->names.size(); i++) {
      if (map->names[i] != "sections") continue;
      for (base::JsonValue& section : map->items[i].items) {
        for (std::size_t j = 0; j < section.names.size(); j++)
          if (section.names[j] == "map") has_added |= add_contents(section.items[j], path, room);
      }
    }
  }
  return has_added ? base::to_json(*map) : text;
}

}  // namespace

void tell_source_map(const trace::trace_events::Script& script, trace::TraceSink& sink) {
  if (script.is_internal || script.url.text.find("/node_modules/") != std::string_view::npos) return;
  const std::string_view url = mapping_url(script.source);
  if (url.empty() || url.starts_with("data:")) return;
  const std::string path = path_of(url, script.url.text);
  const auto tell = [&](std::string_view map, std::string_view error) {
    sink.on(trace::trace_events::SourceMap{.script = script.script, .url = url, .map = map, .error = error});
  };
  if (path.empty()) return tell("", "it is no file beside the script, and nothing else is read");
  const base::Result<std::string> map = host::read_file(path, k_largest_map);
  map ? tell(with_contents(*map, path), "") : tell("", map.error().message);
}

}  // namespace orrery::cli
