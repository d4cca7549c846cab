#include "base/file_url.h"

namespace orrery::base {

// https://nodejs.org/api/url.html#urlpathtofileurlpath-options
std::string file_url(std::string_view absolute_path) {
  constexpr std::string_view k_escaped = " \"#%<>?[\\]^`{|}~";
  constexpr std::string_view k_digits = "0123456789ABCDEF";
  std::string url = "file://";
  for (const char each : absolute_path) {
    const auto byte = static_cast<unsigned char>(each);
    if (byte > 0x20 && byte < 0x7f && !k_escaped.contains(each)) {
      url += each;
    } else {
      url += {'%', k_digits[byte >> 4], k_digits[byte & 0xf]};
    }
  }
  return url;
}

}  // namespace orrery::base
