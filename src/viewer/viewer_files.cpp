#include "viewer/viewer_files.h"

#include <array>
#include <cstdint>
#include <utility>

#include "viewer/embedded_file.h"

#ifdef ORRERY_VIEWER_FOLDER
ORRERY_EMBED_FILE(viewer, index, ORRERY_VIEWER_FOLDER "/index.html")
ORRERY_EMBED_FILE(viewer, page, ORRERY_VIEWER_FOLDER "/page.html")
ORRERY_EMBED_FILE(viewer, style, ORRERY_VIEWER_FOLDER "/viewer.css")
ORRERY_EMBED_FILE(viewer, script, ORRERY_VIEWER_FOLDER "/viewer.js")
#endif

namespace orrery::viewer {

namespace {

// https://www.rfc-editor.org/rfc/rfc4648#section-4
void append_base64(std::string& text, std::span<const std::byte> bytes) {
  static constexpr std::string_view k_digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  while (!bytes.empty()) {
    std::size_t count = std::min<std::size_t>(bytes.size(), 3);
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < 3; i++)
      group = group << 8 | (i < count ? std::to_integer<std::uint32_t>(bytes[i]) : 0);
    for (std::size_t i = 0; i < 4; i++) text += i <= count ? k_digits[group >> (18 - 6 * i) & 63] : '=';
    bytes = bytes.subspan(count);
  }
}

/// As part of a page: nothing in it may end the element that it is in.
void append_json(std::string& page, std::string_view json) {
  for (const char c : json) {
    if (c == '<') {
      page += "\\u003c";
    } else {
      page += c;
    }
  }
}

}  // namespace

std::optional<Files> files() {
#ifdef ORRERY_VIEWER_FOLDER
  return Files{
      .index = {orrery_viewer_index, orrery_viewer_index_end},
      .page = {orrery_viewer_page, orrery_viewer_page_end},
      .style = {orrery_viewer_style, orrery_viewer_style_end},
      .script = {orrery_viewer_script, orrery_viewer_script_end},
  };
#else
  return std::nullopt;
#endif
}

std::string page_with_trace(const Files& files, std::span<const std::byte> trace, std::string_view stages) {
  std::string page;
  page.reserve(files.page.size() + files.style.size() + files.script.size() + trace.size() / 3 * 4 + 4 +
               stages.size());
  std::string_view rest = files.page;
  auto up_to = [&](std::string_view mark) {
    std::size_t end = rest.find(mark);
    if (end == std::string_view::npos) return false;
    page += rest.substr(0, end);
    rest.remove_prefix(end + mark.size());
    return true;
  };
  // The order in which viewer/src/page.html has them. The policy in its head knows the hashes of style and
  // script.
  if (up_to("@STYLE@")) page += files.style;
  if (up_to("@TRACE@")) append_base64(page, trace);
  if (up_to("@STAGES@")) append_json(page, stages);
  if (up_to("@SCRIPT@")) page += files.script;
  page += rest;
  return page;
}

}  // namespace orrery::viewer
