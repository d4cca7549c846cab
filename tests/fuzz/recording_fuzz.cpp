// libFuzzer target: recordings. Whatever a file holds, its events can be read up to what is wrong.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/hash64.h"
#include "base/packed.h"
#include "host/recording/log_reader.h"

namespace {

using namespace orrery;

void read(std::string bytes) {
  base::Result<host::LogReader> reader = host::LogReader::parse("fuzz", std::move(bytes));
  if (!reader) return;
  (void)reader->interruption();
  while (!reader->is_at_end()) {
    if (!reader->next()) return;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  read(std::string(input));
  // The same as a block with the right checksum.
  std::string file(host::k_log_magic);
  base::append_word(file, host::k_log_version);
  base::append_word(file, std::uint32_t{0});
  base::append_word(file, static_cast<std::uint32_t>(size));
  base::append_word(file, std::uint32_t{0});
  base::append_word(file, base::Hash64::of(std::as_bytes(std::span(input)), 0));
  read(file + std::string(input));
  return 0;
}
