#pragma once

#include <memory>

#include "web/encoding/codecs/encoder.h"

namespace orrery::web {

// The encoders of make_encoder(), a file for each family.
std::unique_ptr<Encoder> make_gb18030_encoder(bool is_gbk);
std::unique_ptr<Encoder> make_big5_encoder();
std::unique_ptr<Encoder> make_euc_jp_encoder();
std::unique_ptr<Encoder> make_iso_2022_jp_encoder();
std::unique_ptr<Encoder> make_shift_jis_encoder();
std::unique_ptr<Encoder> make_euc_kr_encoder();

inline void append_bytes(std::string& out, std::uint32_t first, std::uint32_t second) {
  out += static_cast<char>(first);
  out += static_cast<char>(second);
}

}  // namespace orrery::web
