#include "web/encoding/indexes/indexes.h"

#include <algorithm>
#include <utility>

#include "web/encoding/indexes/single_byte_indexes.h"

namespace orrery::web::indexes {

std::u16string_view single_byte_index(Encoding encoding) {
  switch (encoding) {
    case Encoding::Ibm866:
      return k_ibm866;
    case Encoding::Iso8859_2:
      return k_iso_8859_2;
    case Encoding::Iso8859_3:
      return k_iso_8859_3;
    case Encoding::Iso8859_4:
      return k_iso_8859_4;
    case Encoding::Iso8859_5:
      return k_iso_8859_5;
    case Encoding::Iso8859_6:
      return k_iso_8859_6;
    case Encoding::Iso8859_7:
      return k_iso_8859_7;
    case Encoding::Iso8859_8I:
    case Encoding::Iso8859_8:
      return k_iso_8859_8;
    case Encoding::Iso8859_10:
      return k_iso_8859_10;
    case Encoding::Iso8859_13:
      return k_iso_8859_13;
    case Encoding::Iso8859_14:
      return k_iso_8859_14;
    case Encoding::Iso8859_15:
      return k_iso_8859_15;
    case Encoding::Iso8859_16:
      return k_iso_8859_16;
    case Encoding::Koi8R:
      return k_koi8_r;
    case Encoding::Koi8U:
      return k_koi8_u;
    case Encoding::Macintosh:
      return k_macintosh;
    case Encoding::Windows874:
      return k_windows_874;
    case Encoding::Windows1250:
      return k_windows_1250;
    case Encoding::Windows1251:
      return k_windows_1251;
    case Encoding::Windows1252:
      return k_windows_1252;
    case Encoding::Windows1253:
      return k_windows_1253;
    case Encoding::Windows1254:
      return k_windows_1254;
    case Encoding::Windows1255:
      return k_windows_1255;
    case Encoding::Windows1256:
      return k_windows_1256;
    case Encoding::Windows1257:
      return k_windows_1257;
    case Encoding::Windows1258:
      return k_windows_1258;
    case Encoding::XMacCyrillic:
      return k_x_mac_cyrillic;
    default:
      std::unreachable();
  }
}

std::optional<char32_t> gb18030_ranges_code_point(std::uint32_t pointer) {
  if ((pointer > 39419 && pointer < 189000) || pointer > 1237575) return {};
  if (pointer == 7457) return 0xE7C7;
  const auto next = std::ranges::upper_bound(k_gb18030_ranges, pointer, {}, &Gb18030Range::pointer);
  const Gb18030Range& range = *(next - 1);
  return range.code_point + (pointer - range.pointer);
}

std::uint32_t gb18030_ranges_pointer(char32_t code_point) {
  if (code_point == 0xE7C7) return 7457;
  const auto next = std::ranges::upper_bound(k_gb18030_ranges, code_point, {}, &Gb18030Range::code_point);
  const Gb18030Range& range = *(next - 1);
  return range.pointer + (code_point - range.code_point);
}

}  // namespace orrery::web::indexes
