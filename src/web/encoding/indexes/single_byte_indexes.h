#pragma once

#include <string_view>

// Index single-byte of each encoding: https://encoding.spec.whatwg.org/#index-single-byte.

namespace orrery::web::indexes {

extern const std::u16string_view k_ibm866;
extern const std::u16string_view k_iso_8859_2;
extern const std::u16string_view k_iso_8859_3;
extern const std::u16string_view k_iso_8859_4;
extern const std::u16string_view k_iso_8859_5;
extern const std::u16string_view k_iso_8859_6;
extern const std::u16string_view k_iso_8859_7;
extern const std::u16string_view k_iso_8859_8;
extern const std::u16string_view k_iso_8859_10;
extern const std::u16string_view k_iso_8859_13;
extern const std::u16string_view k_iso_8859_14;
extern const std::u16string_view k_iso_8859_15;
extern const std::u16string_view k_iso_8859_16;
extern const std::u16string_view k_koi8_r;
extern const std::u16string_view k_koi8_u;
extern const std::u16string_view k_macintosh;
extern const std::u16string_view k_windows_874;
extern const std::u16string_view k_windows_1250;
extern const std::u16string_view k_windows_1251;
extern const std::u16string_view k_windows_1252;
extern const std::u16string_view k_windows_1253;
extern const std::u16string_view k_windows_1254;
extern const std::u16string_view k_windows_1255;
extern const std::u16string_view k_windows_1256;
extern const std::u16string_view k_windows_1257;
extern const std::u16string_view k_windows_1258;
extern const std::u16string_view k_x_mac_cyrillic;

}  // namespace orrery::web::indexes
