#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "inspect/http/request.h"

namespace orrery::inspect {

/// Reads requests from the bytes of a connection, which may come in any pieces and be anything.
///
/// It takes what browsers and well-behaved tools send, and refuses the rest: other versions than HTTP/1.1,
/// targets that are no paths, bodies of unknown length (Transfer-Encoding), folded lines, bare line feeds,
/// whitespace where it is ambiguous, a Host or a Content-Length that is not there once. After a refusal
/// nothing of the connection can be trusted any more.
class RequestReader {
 public:
  static constexpr std::size_t k_max_head = std::size_t{16} << 10;
  static constexpr std::size_t k_max_headers = 100;

  enum class Status : std::uint8_t {
    NeedsMore,
    Head,      // request() is there but for its body: accept_body() or leave it
    Complete,  // all of request(); begin_next() when it is answered
    Refused,   // error_status(), error()
  };

  /// Takes bytes off the front of `bytes`, up to the next status that is not NeedsMore.
  Status feed(std::string_view& bytes);
  Status status() const { return status_; }
  /// Whether anything of the next request has come.
  bool is_idle() const { return status_ == Status::NeedsMore && head_.empty() && !has_head_; }

  HttpRequest& request() { return request_; }
  /// How long the body is that follows the head.
  std::uint64_t body_size() const { return body_size_; }
  /// Of a Head: the body is to be read. \param max_size  a longer one is refused
  Status accept_body(std::size_t max_size);
  /// Of a Complete one.
  void begin_next();

  int error_status() const { return error_status_; }
  const std::string& error() const { return error_; }

 private:
  bool take_head(std::string_view& bytes);
  void read_head();
  bool read_request_line(std::string_view line);
  bool read_target(std::string_view target);
  bool read_header(std::string_view line);
  bool read_framing();
  void take_body(std::string_view& bytes);
  bool refuse(int status, std::string_view why);

  Status status_ = Status::NeedsMore;
  std::string head_;
  bool has_head_ = false;
  HttpRequest request_;
  std::uint64_t body_size_ = 0;
  int error_status_ = 0;
  std::string error_;
};

}  // namespace orrery::inspect
