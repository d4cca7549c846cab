#include "cli/trace/source_maps.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/json_value.h"
#include "base/unicode/utf.h"
#include "host/files/files.h"
#include "inspect/http/request.h"

namespace orrery::cli {

namespace {

namespace fs = std::filesystem;

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

constexpr std::string_view k_file = "file://";

bool is_within(const fs::path& folder, const fs::path& path) {
  return std::ranges::mismatch(folder, path).in1 == folder.end();
}

/// The file that such a URL names, seen from another file; empty: it names none.
fs::path path_of(std::string_view url, const fs::path& from) {
  const bool is_absolute = url.starts_with(k_file);
  if (is_absolute) url.remove_prefix(k_file.size());
  if (!is_absolute && url.substr(0, url.find('/')).contains(':')) return "";
  std::string path;
  if (!inspect::decode_percent(url.substr(0, url.find_first_of("?#")), path) || path.empty()) return "";
  return from.parent_path() / path;
}

/// Where what belongs to a script may be: its project, which is the nearest folder around it that has a
/// package.json, or else its own folder. Without links; empty: there is no such folder.
fs::path project_of(const fs::path& script) {
  std::error_code failure;
  fs::path folder = fs::canonical(script.parent_path(), failure);
  if (failure) return "";
  for (fs::path each = folder; each != each.root_path(); each = each.parent_path())
    if (fs::is_regular_file(each / "package.json", failure)) return each;
  return folder;
}

constexpr std::string_view k_elsewhere = "it is no file of the script's project, and nothing else is read";

/// A file of the project. What names it may have been written by anybody, and a trace is given away.
base::Result<std::string> read_within(const fs::path& project, const fs::path& path, std::size_t max_size) {
  std::error_code failure;
  const fs::path real = fs::canonical(path, failure);
  if (failure) {
    // Whether there are files elsewhere is nobody's business either.
    const fs::path named = fs::weakly_canonical(path, failure);
    if (failure || !is_within(project, named)) return base::error(std::string(k_elsewhere));
    return base::error(named.string() + ": No such file");
  }
  if (!is_within(project, real)) return base::error(std::string(k_elsewhere));
  return host::read_regular_file(real, max_size);
}

/// Where a map is, and what may be read for it.
struct Place {
  fs::path project;
  fs::path map;
  std::size_t room = k_largest_map;  // for texts of sources
};

/// Puts the texts of sources into a map that leaves them to be looked for, as tsc's do.
/// https://tc39.es/ecma426/#sec-DecodeSourceMapSources
bool add_contents(base::JsonValue& map, Place& place) {
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
    const fs::path file = path_of(folder + sources->items[i].string, place.map);
    if (file.empty()) continue;
    const base::Result<std::string> text = read_within(place.project, file, place.room);
    if (!text) continue;
    place.room -= text->size();
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

/// The text as JSON, if it can be that of a map. Other files are nobody's business.
/// https://tc39.es/ecma426/#sec-source-map-format
std::optional<base::JsonValue> parse_map(std::string_view text) {
  using Kind = base::JsonValue::Kind;
  if (!base::is_valid_utf8(text)) return std::nullopt;
  auto map = base::parse_json(text);
  if (!map || !map->is_object()) return std::nullopt;
  const auto has = [&map](std::string_view name, Kind kind) {
    const base::JsonValue* value = map->find(name);
    return value != nullptr && value->kind == kind;
  };
  const bool has_mappings = has("mappings", Kind::String) && has("sources", Kind::Array);
  if (!has("version", Kind::Number) || (!has_mappings && !has("sections", Kind::Array))) return std::nullopt;
  return *std::move(map);
}

/// The map's text, with all texts in it that it has or names.
std::string with_contents(const std::string& text, base::JsonValue& map, Place place) {
  bool has_added = false;
  if (map.find("sections") == nullptr) {
    has_added = add_contents(map, place);
  } else {
    for (std::size_t i = 0; i < map.names.size(); i++) {
      if (map.names[i] != "sections") continue;
      for (base::JsonValue& section : map.items[i].items) {
        for (std::size_t j = 0; j < section.names.size(); j++)
          if (section.names[j] == "map") has_added |= add_contents(section.items[j], place);
      }
    }
  }
  return has_added ? base::to_json(map) : text;
}

/// The text of the map that a script names.
base::Result<std::string> read_map(std::string_view url, std::string_view script) {
  if (script.starts_with(k_file)) script.remove_prefix(k_file.size());
  std::error_code failure;
  const fs::path file = fs::absolute(script, failure);
  const fs::path path = path_of(url, file);
  const fs::path project = project_of(file);
  if (path.empty() || project.empty()) return base::error(std::string(k_elsewhere));
  base::Result<std::string> text = read_within(project, path, k_largest_map);
  if (!text) return text;
  std::optional<base::JsonValue> map = parse_map(*text);
  if (!map) return base::error(path.string() + ": This is no source map");
  return with_contents(*text, *map, {.project = project, .map = path});
}

}  // namespace

void tell_source_map(const trace::trace_events::Script& script, SourceMapFiles files,
                     trace::TraceSink& sink) {
  if (script.is_internal || script.url.text.find("/node_modules/") != std::string_view::npos) return;
  const std::string_view url = mapping_url(script.source);
  if (url.empty() || url.starts_with("data:")) return;
  const base::Result<std::string> map =
      files == SourceMapFiles::Read ? read_map(url, script.url.text)
                                    : base::error("of a recording they are read with --source-maps only");
  sink.on(trace::trace_events::SourceMap{.script = script.script,
                                         .url = url,
                                         .map = map ? std::string_view(*map) : "",
                                         .error = map ? "" : std::string_view(map.error().message)});
}

}  // namespace orrery::cli
