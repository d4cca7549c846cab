#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace orrery::inspect {

/// A body that is made while it is sent: what is next is asked for when the one before is gone, so whoever
/// reads slowly costs no memory. Destroyed when the connection is closed.
class BodySource {
 public:
  static constexpr std::size_t k_piece = std::size_t{64} << 10;

  virtual ~BodySource() = default;
  /// Appends what is next, about k_piece of it; nothing: there is nothing yet, and wake() will be called.
  /// \return whether anything may follow
  virtual bool pull(std::string& bytes) = 0;

  /// There is something to be pulled.
  void wake() {
    if (on_wake_) on_wake_();
  }
  void set_on_wake(std::function<void()> on_wake) { on_wake_ = std::move(on_wake); }

 private:
  std::function<void()> on_wake_;
};

struct HttpResponse {
  int status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  // NOLINTNEXTLINE(readability-redundant-member-init): may be left out
  std::vector<std::pair<std::string, std::string>> headers = {};  // other ones
  // NOLINTNEXTLINE(readability-redundant-member-init): may be left out
  std::string body = {};
  // NOLINTNEXTLINE(readability-redundant-member-init): may be left out
  std::string_view static_body = {};             // that lives longer than any response; if it is not empty
  std::unique_ptr<BodySource> source = nullptr;  // instead of a body

  static HttpResponse json(std::string body) {
    return {.content_type = "application/json", .body = std::move(body)};
  }
  /// {"error": "…"}
  static HttpResponse error(int status, std::string_view why);
};

/// The head, with the empty line. Every response gets the headers that keep a browser from doing with it
/// anything that it is not meant for.
std::string head_of(const HttpResponse& response, bool keeps_alive);

/// https://www.rfc-editor.org/rfc/rfc9112#section-7.1
void append_chunk(std::string& output, std::string_view bytes);
constexpr std::string_view k_last_chunk = "0\r\n\r\n";

}  // namespace orrery::inspect
