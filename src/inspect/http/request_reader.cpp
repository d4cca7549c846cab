#include "inspect/http/request_reader.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace orrery::inspect {

namespace {

constexpr std::string_view k_line_end = "\r\n";
constexpr std::string_view k_head_end = "\r\n\r\n";

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2
bool is_token(std::string_view text) {
  constexpr std::string_view k_others = "!#$%&'*+-.^_`|~";
  return !text.empty() &&
         std::ranges::all_of(text, [&](char c) { return is_alphanumeric(c) || k_others.contains(c); });
}

/// https://www.rfc-editor.org/rfc/rfc9110#section-5.5, without obs-text: nobody sends any here.
bool is_field_value(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return (c >= ' ' && c <= '~') || c == '\t'; });
}

char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string to_lower(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) { return to_lower(c); });
  return lower;
}

/// Whether `name` is in the list "a, B, c", in whatever letters.
bool lists(std::string_view list, std::string_view name) {
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    if (to_lower(trim(list.substr(0, comma))) == name) return true;
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  }
  return false;
}

}  // namespace

RequestReader::Status RequestReader::feed(std::string_view& bytes) {
  if (status_ != Status::NeedsMore) return status_;
  if (!has_head_) {
    if (!take_head(bytes)) return status_;
    read_head();
    return status_;
  }
  take_body(bytes);
  return status_;
}

/// \return whether the head is there
bool RequestReader::take_head(std::string_view& bytes) {
  const std::size_t room = k_max_head + k_head_end.size() - head_.size();
  const std::string_view piece = bytes.substr(0, room);
  // The end may be in two pieces.
  const std::size_t from = head_.size() < k_head_end.size() ? 0 : head_.size() - k_head_end.size() + 1;
  const std::size_t before = head_.size();
  head_ += piece;
  const std::size_t end = head_.find(k_head_end, from);
  if (end != std::string::npos) {
    bytes.remove_prefix(end + k_head_end.size() - before);
    head_.resize(end);
    return true;
  }
  bytes.remove_prefix(piece.size());
  if (piece.size() == room) refuse(431, "the head of the request is too long");
  return false;
}

void RequestReader::read_head() {
  has_head_ = true;
  const std::string head = std::exchange(head_, {});
  std::string_view rest = head;
  // https://www.rfc-editor.org/rfc/rfc9112#section-2.2: an empty line before the request line is no harm.
  if (rest.starts_with(k_line_end)) rest.remove_prefix(k_line_end.size());
  bool is_first = true;
  while (!rest.empty() || is_first) {
    const std::size_t end = rest.find(k_line_end);
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + k_line_end.size());
    if (!(is_first ? read_request_line(line) : read_header(line))) return;
    is_first = false;
  }
  if (read_framing()) status_ = Status::Head;
}

/// https://www.rfc-editor.org/rfc/rfc9112#section-3
bool RequestReader::read_request_line(std::string_view line) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return refuse(400, "this is no request line");
  const std::string_view method = line.substr(0, first);
  if (!is_token(method)) return refuse(400, "this is no method");
  request_.method = method;
  const std::string_view version = line.substr(last + 1);
  if (version != "HTTP/1.1")
    return refuse(version.starts_with("HTTP/") ? 505 : 400, "only HTTP/1.1 is spoken here");
  return read_target(line.substr(first + 1, last - first - 1));
}

/// https://www.rfc-editor.org/rfc/rfc9112#section-3.2.1: proxies alone get other forms.
bool RequestReader::read_target(std::string_view target) {
  const bool is_visible = std::ranges::all_of(target, [](char c) { return c > ' ' && c <= '~'; });
  if (!is_visible || !target.starts_with('/')) return refuse(400, "the target is no path");
  const std::size_t question = target.find('?');
  if (!decode_percent(target.substr(0, question), request_.path))
    return refuse(400, "the path is not encoded as it should be");
  if (question != std::string_view::npos) request_.query = target.substr(question + 1);
  return true;
}

/// https://www.rfc-editor.org/rfc/rfc9112#section-5
bool RequestReader::read_header(std::string_view line) {
  const std::size_t colon = line.find(':');
  // That no space is before the colon, and none at the line's start, is_token() sees, too.
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
    return refuse(400, "this is no header");
  const std::string_view value = trim(line.substr(colon + 1));
  if (!is_field_value(value)) return refuse(400, "the value of a header has characters that it may not have");
  if (request_.headers.size() == k_max_headers) return refuse(431, "there are too many headers");
  const std::string name = to_lower(line.substr(0, colon));
  const auto found = std::ranges::find(request_.headers, name, &std::pair<std::string, std::string>::first);
  if (found == request_.headers.end()) {
    request_.headers.emplace_back(name, value);
    return true;
  }
  // What somebody behind us could take the first of, and we the last, or the other way round.
  constexpr std::string_view k_single[] = {
      "host", "content-length", "content-type", "origin", "transfer-encoding", "cookie", "sec-fetch-site"};
  if (std::ranges::find(k_single, name) != std::end(k_single))
    return refuse(400, "a header is there twice that may be there once");
  found->second += ", " + std::string(value);
  return true;
}

/// https://www.rfc-editor.org/rfc/rfc9112#section-6
bool RequestReader::read_framing() {
  if (request_.header("host") == nullptr) return refuse(400, "there is no Host");
  if (request_.header("transfer-encoding") != nullptr)
    return refuse(501, "bodies must tell their length (Content-Length)");
  if (request_.header("expect") != nullptr) return refuse(417, "nothing is promised beforehand (Expect)");
  if (const std::string* connection = request_.header("connection"))
    request_.keeps_alive = !lists(*connection, "close");
  const std::string* length = request_.header("content-length");
  if (length == nullptr) return true;
  const char* end = length->data() + length->size();
  const auto [stop, error] = std::from_chars(length->data(), end, body_size_);
  if (error != std::errc() || stop != end) return refuse(400, "Content-Length is no number");
  return true;
}

RequestReader::Status RequestReader::accept_body(std::size_t max_size) {
  if (status_ != Status::Head) return status_;
  if (body_size_ > max_size) {
    refuse(413, "the body is too long");
  } else {
    status_ = body_size_ == 0 ? Status::Complete : Status::NeedsMore;
  }
  return status_;
}

void RequestReader::take_body(std::string_view& bytes) {
  const std::string_view piece = bytes.substr(0, body_size_ - request_.body.size());
  request_.body += piece;
  bytes.remove_prefix(piece.size());
  if (request_.body.size() == body_size_) status_ = Status::Complete;
}

void RequestReader::begin_next() {
  status_ = Status::NeedsMore;
  has_head_ = false;
  request_ = {};
  body_size_ = 0;
}

bool RequestReader::refuse(int status, std::string_view why) {
  status_ = Status::Refused;
  error_status_ = status;
  error_ = why;
  return false;
}

}  // namespace orrery::inspect
