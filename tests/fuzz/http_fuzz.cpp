// libFuzzer target: the bytes of a connection to the watch server, read at once and in pieces, must be the
// same requests; and none is longer than its limits. The first byte picks the size of the pieces.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "inspect/http/request.h"
#include "inspect/http/request_reader.h"
#include "inspect/watch/access.h"

namespace {

using namespace orrery::inspect;

constexpr std::size_t k_max_body = 1000;

void require(bool holds) {
  if (!holds) std::abort();
}

/// What was read, as a text.
std::string read(std::string_view bytes, std::size_t piece_size) {
  std::string text;
  RequestReader reader;
  Access access(1, "secret", "token");
  while (!bytes.empty()) {
    std::string_view piece = bytes.substr(0, piece_size);
    const std::size_t size = piece.size();
    RequestReader::Status status = reader.feed(piece);
    require(piece.size() < size || status != RequestReader::Status::NeedsMore);
    bytes.remove_prefix(size - piece.size());
    if (status == RequestReader::Status::Head) {
      text += std::to_string(access.check(reader.request()).has_value());
      status = reader.accept_body(k_max_body);
    }
    if (status == RequestReader::Status::Refused)
      return text + std::to_string(reader.error_status()) + reader.error();
    if (status == RequestReader::Status::NeedsMore) continue;
    const HttpRequest& request = reader.request();
    require(request.body.size() == reader.body_size() && request.body.size() <= k_max_body);
    require(request.headers.size() <= RequestReader::k_max_headers && request.header("host") != nullptr);
    text += request.method + ' ' + request.path + '?' + request.query + '\n';
    for (const auto& [name, value] : request.headers) text += name + ": " + value + '\n';
    text += request.body + request.parameter("a") + std::string(request.cookie("b"));
    reader.begin_next();
  }
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  require(read(bytes, bytes.size()) == read(bytes, data[0] + std::size_t{1}));
  return 0;
}
