#include "machine/zone_files.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include <unistd.h>

namespace orrery::machine {

namespace {

/// The largest file there is has less than 4 KB.
constexpr std::size_t k_max_file_size = std::size_t{256} * 1024;
constexpr std::string_view k_magic = "TZif";

/// A file's contents; nothing if it cannot be read, or is too large to be what is looked for.
std::optional<std::string> read_small_file(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rbe"), std::fclose);
  if (file == nullptr) return std::nullopt;
  std::string bytes;
  std::array<char, 4096> piece{};
  while (const std::size_t count = std::fread(piece.data(), 1, piece.size(), file.get())) {
    bytes.append(piece.data(), count);
    if (bytes.size() > k_max_file_size) return std::nullopt;
  }
  if (std::ferror(file.get()) != 0) return std::nullopt;
  return bytes;
}

std::optional<std::string> read_zone_file(const std::string& path) {
  std::optional<std::string> bytes = read_small_file(path);
  if (!bytes || !bytes->starts_with(k_magic)) return std::nullopt;
  return bytes;
}

/// "Europe/Berlin" of "/usr/share/zoneinfo/Europe/Berlin"; nothing if the path is none of a zone.
std::string name_of_path(std::string_view path) {
  constexpr std::string_view k_folder = "/zoneinfo/";
  const std::size_t start = path.rfind(k_folder);
  if (start == std::string_view::npos) return {};
  std::string_view name = path.substr(start + k_folder.size());
  // The same zones without and with leap seconds.
  for (const std::string_view other : {"posix/", "right/"}) {
    if (name.starts_with(other)) name.remove_prefix(other.size());
  }
  return std::string(name);
}

std::string link_target(const std::string& path) {
  std::array<char, 4096> target{};
  const ssize_t length = readlink(path.c_str(), target.data(), target.size());
  return length > 0 ? std::string(target.data(), static_cast<std::size_t>(length)) : std::string();
}

vm::TimeZoneData machine_time_zone(const ZonePlaces& places) {
  std::optional<std::string> rules = read_zone_file(places.local_time);
  if (!rules) return {};
  std::string name = name_of_path(link_target(places.local_time));
  if (name.empty()) {
    name = read_small_file(places.local_name).value_or("");
    name.resize(std::min(name.size(), name.find_first_of(" \t\r\n#")));
  }
  return {.name = std::move(name), .rules = *std::move(rules)};
}

/// Whether a value of TZ may be the name of a zone: it must not lead out of their folder.
bool is_zone_name(std::string_view name) {
  return !name.starts_with('/') && name.find("..") == std::string_view::npos &&
         name.find('\0') == std::string_view::npos;
}

}  // namespace

vm::TimeZoneData read_time_zone(std::optional<std::string_view> tz, const ZonePlaces& places) {
  if (!tz) return machine_time_zone(places);
  if (tz->starts_with(':')) tz->remove_prefix(1);
  // What Node calls GMT+00:00, too.
  if (tz->empty()) return {.name = {}, .rules = "<+00>0"};
  if (tz->starts_with('/')) {
    return {.name = name_of_path(*tz), .rules = read_zone_file(std::string(*tz)).value_or("")};
  }
  if (is_zone_name(*tz)) {
    if (std::optional<std::string> rules = read_zone_file(places.zones + "/" + std::string(*tz)))
      return {.name = std::string(*tz), .rules = *std::move(rules)};
  }
  // A rule, or nothing that anybody knows, which whoever reads it will see.
  return {.name = {}, .rules = std::string(*tz)};
}

vm::TimeZoneData read_time_zone(std::optional<std::string_view> tz) {
  ZonePlaces places;
  if (const char* folder = std::getenv("TZDIR"); folder != nullptr && *folder != '\0') places.zones = folder;
  return read_time_zone(tz, places);
}

vm::TimeZoneData read_time_zone() {
  const char* tz = std::getenv("TZ");
  return read_time_zone(tz != nullptr ? std::optional<std::string_view>(tz) : std::nullopt);
}

}  // namespace orrery::machine
