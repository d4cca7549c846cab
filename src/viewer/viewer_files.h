#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// The page in which traces are looked at (viewer/), as part of the program.
namespace orrery::viewer {

/// The files that are built from viewer/. They live in the program's own read-only data, which is not read
/// unless it is used.
struct Files {
  std::string_view index;   ///< "index.html": loads the other two, for a server
  std::string_view page;    ///< "page.html": the page for exports, with places for the others
  std::string_view style;   ///< "viewer.css"
  std::string_view script;  ///< "viewer.js"
};

/// Empty if this program was built without the viewer (ORRERY_VIEWER in CMake).
std::optional<Files> files();

/// What people are told where there is no viewer.
inline constexpr std::string_view k_how_to_get_it =
    "this program was built without the viewer; with Node.js 18 and npm installed, build it with "
    "-DORRERY_VIEWER=ON";

/// One page that needs nothing else: the viewer with a trace (docs/trace-format.md) in it.
/// \param stages  JSON: what became of the trace's texts before they ran (cli/stages/script_stages.h); empty:
/// nothing is known
std::string page_with_trace(const Files& files, std::span<const std::byte> trace, std::string_view stages);

}  // namespace orrery::viewer
