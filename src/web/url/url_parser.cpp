#include "web/url/url_parser.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/bytes16.h"
#include "web/url/ascii.h"
#include "web/url/percent_encoding.h"

namespace orrery::web {

namespace {

constexpr bool is_c0_control_or_space(char c) {
  return static_cast<unsigned char>(c) <= ' ';
}

constexpr bool is_tab_or_newline(char c) {
  return c == '\t' || c == '\n' || c == '\r';
}

bool has_tab_or_newline(std::string_view text) {
  while (text.size() >= base::Bytes16::k_size) {
    const auto bytes = base::Bytes16::load(text.data());
    if ((bytes.equal('\t') | bytes.equal('\n') | bytes.equal('\r')).mask() != 0) return true;
    text.remove_prefix(base::Bytes16::k_size);
  }
  return std::ranges::any_of(text, is_tab_or_newline);
}

/// What the parser looks for in runs of code points.
enum CharacterClass : std::uint8_t {
  Slash = 1,
  Backslash = 2,
  QueryOrFragment = 4,  // ? and #
  AtSign = 8,
  ColonOrBracket = 16,
  PathEncoded = 32,  // in the path percent-encode set
};

consteval std::array<std::uint8_t, 256> make_character_classes() {
  std::array<std::uint8_t, 256> classes{};
  const auto add = [&](std::string_view characters, CharacterClass bit) {
    for (const char c : characters) classes[static_cast<unsigned char>(c)] |= bit;
  };
  add("/", Slash);
  add("\\", Backslash);
  add("?#", QueryOrFragment);
  add("@", AtSign);
  add(":[]", ColonOrBracket);
  for (unsigned c = 0; c < 256; ++c)
    if (is_in(PercentEncodeSet::Path, static_cast<char>(c))) classes[c] |= PathEncoded;
  return classes;
}
constexpr std::array<std::uint8_t, 256> k_character_classes = make_character_classes();

/// A stretch of the input, and the classes of all that is in it.
struct Run {
  std::string_view text;
  unsigned classes;
};

/// `text` up to the first character of `end_classes`.
Run run_before(std::string_view text, unsigned end_classes) {
  unsigned classes = 0;
  std::size_t end = 0;
  for (; end < text.size(); ++end) {
    const unsigned character = k_character_classes[static_cast<unsigned char>(text[end])];
    if ((character & end_classes) != 0) break;
    classes |= character;
  }
  return {text.substr(0, end), classes};
}

/// https://url.spec.whatwg.org/#windows-drive-letter
bool is_windows_drive_letter(std::string_view text) {
  return text.size() == 2 && is_ascii_alpha(text[0]) && (text[1] == ':' || text[1] == '|');
}

/// https://url.spec.whatwg.org/#start-with-a-windows-drive-letter
bool starts_with_windows_drive_letter(std::string_view text) {
  return is_windows_drive_letter(text.substr(0, 2)) &&
         (text.size() == 2 || std::string_view("/\\?#").contains(text[2]));
}

/// The number of dots that a segment consists of, some perhaps as "%2e"; 0 if there is anything else.
std::size_t count_dots(std::string_view segment) {
  std::size_t dots = 0;
  while (!segment.empty()) {
    if (segment[0] == '.')
      segment.remove_prefix(1);
    else if (segment.starts_with("%2e") || segment.starts_with("%2E"))
      segment.remove_prefix(3);
    else
      return 0;
    ++dots;
  }
  return dots;
}

/// The host in `authority`, which may end with a port: up to the first colon that is not inside of brackets.
std::string_view before_port(std::string_view authority) {
  bool inside_brackets = false;
  for (std::size_t i = 0; i < authority.size(); ++i) {
    if (authority[i] == '[') inside_brackets = true;
    if (authority[i] == ']') inside_brackets = false;
    if (authority[i] == ':' && !inside_brackets) return authority.substr(0, i);
  }
  return authority;
}

/// One run of the basic URL parser. Each state has a method that does what the standard's state does from
/// `pointer_` on, for as many code points as stay in that state: where the standard decreases the pointer,
/// the method has not moved it yet. A state's buffer is the stretch of the input between two places.
class UrlParser {
 public:
  UrlParser(Url& url, const Url* base, ValidationErrors* errors, Encoding encoding)
      : url_(url), base_(base), errors_(errors), encoding_(output_encoding_of(encoding)) {}

  bool parse(std::string_view input) {
    std::string_view stripped = input;
    while (!stripped.empty() && is_c0_control_or_space(stripped.front())) stripped.remove_prefix(1);
    while (!stripped.empty() && is_c0_control_or_space(stripped.back())) stripped.remove_suffix(1);
    if (stripped.size() != input.size()) report(errors_, ValidationError::InvalidUrlUnit);
    return run(stripped, UrlParserState::SchemeStart);
  }

  bool parse_with_override(std::string_view input, UrlParserState state_override) {
    has_override_ = true;
    override_ = state_override;
    return run(input, state_override);
  }

 private:
  enum class Step : std::uint8_t { Continue, Done, Failure };

  bool run(std::string_view input, UrlParserState state);
  Step step();

  Step scheme_start_state();
  Step scheme_state();
  Step set_scheme_with_override(std::string_view buffer);
  Step no_scheme_state();
  Step special_relative_or_authority_state();
  Step path_or_authority_state();
  Step relative_state();
  Step relative_slash_state();
  Step special_authority_slashes_state();
  Step special_authority_ignore_slashes_state();
  Step authority_state();
  Step host_state();
  Step port_state();
  Step file_state();
  Step file_slash_state();
  Step file_host_state();
  Step path_start_state();
  Step path_state();
  Step opaque_path_state();
  Step query_state();
  Step fragment_state();

  void append_segment(Run run, bool is_last);

  /// The standard's `c`: NUL at the end of input, which is asked for where NUL itself could be meant.
  char c() const { return pointer_ < input_.size() ? input_[pointer_] : '\0'; }
  bool at_end() const { return pointer_ == input_.size(); }
  bool remaining_starts_with(std::string_view text) const {
    return input_.substr(pointer_ + 1).starts_with(text);
  }
  std::string_view rest() const { return input_.substr(pointer_); }
  bool is_slash(char character) const { return character == '/' || (character == '\\' && url_.is_special()); }

  /// What ends a segment of the path.
  unsigned slash_classes() const { return url_.is_special() ? unsigned{Slash} | Backslash : unsigned{Slash}; }
  /// All that is before the path: up to the next / ? # or, in special URLs, \.
  Run authority() const { return run_before(rest(), slash_classes() | QueryOrFragment); }

  Step go_to(UrlParserState state) {
    state_ = state;
    return Step::Continue;
  }
  /// Passes `count` code points and goes to `state`.
  Step skip_to(UrlParserState state, std::size_t count = 1) {
    pointer_ += count;
    return go_to(state);
  }
  /// At a `?` or `#`: what follows is the query or fragment.
  Step begin_query_or_fragment() {
    if (c() == '?') {
      url_.query.emplace();
      return skip_to(UrlParserState::Query);
    }
    url_.fragment.emplace();
    return skip_to(UrlParserState::Fragment);
  }
  Step fail(ValidationError error) {
    report(errors_, error);
    return Step::Failure;
  }
  void check_units(std::string_view text) {
    if (errors_ != nullptr) [[unlikely]]
      report_invalid_url_units(text, *errors_);
  }
  bool set_host(std::string_view buffer) {
    std::optional<Host> host = parse_host(buffer, !url_.is_special(), errors_);
    if (!host) return false;
    url_.host = std::move(*host);
    return true;
  }
  void copy_authority_of_base() {
    url_.username = base_->username;
    url_.password = base_->password;
    url_.host = base_->host;
    url_.port = base_->port;
  }

  std::string_view input_;
  std::size_t pointer_ = 0;
  Url& url_;
  const Url* base_;
  ValidationErrors* errors_;
  Encoding encoding_;
  UrlParserState state_ = UrlParserState::SchemeStart;
  bool has_override_ = false;
  UrlParserState override_ = UrlParserState::SchemeStart;
};

bool UrlParser::run(std::string_view input, UrlParserState state) {
  std::string without_newlines;
  if (has_tab_or_newline(input)) [[unlikely]] {
    report(errors_, ValidationError::InvalidUrlUnit);
    without_newlines.reserve(input.size());
    std::ranges::remove_copy_if(input, std::back_inserter(without_newlines), is_tab_or_newline);
    input = without_newlines;
  }
  input_ = input;
  state_ = state;
  Step result = Step::Continue;
  while (result == Step::Continue) result = step();
  return result == Step::Done;
}

UrlParser::Step UrlParser::step() {
  using enum UrlParserState;
  switch (state_) {
    case SchemeStart:
      return scheme_start_state();
    case Scheme:
      return scheme_state();
    case NoScheme:
      return no_scheme_state();
    case SpecialRelativeOrAuthority:
      return special_relative_or_authority_state();
    case PathOrAuthority:
      return path_or_authority_state();
    case Relative:
      return relative_state();
    case RelativeSlash:
      return relative_slash_state();
    case SpecialAuthoritySlashes:
      return special_authority_slashes_state();
    case SpecialAuthorityIgnoreSlashes:
      return special_authority_ignore_slashes_state();
    case Authority:
      return authority_state();
    case Host:
    case Hostname:
      return host_state();
    case Port:
      return port_state();
    case File:
      return file_state();
    case FileSlash:
      return file_slash_state();
    case FileHost:
      return file_host_state();
    case PathStart:
      return path_start_state();
    case Path:
      return path_state();
    case OpaquePath:
      return opaque_path_state();
    case Query:
      return query_state();
    case Fragment:
      return fragment_state();
  }
  std::unreachable();
}

// Scheme ----------------------------------------------------------------------------------------------------

/// https://url.spec.whatwg.org/#scheme-start-state
UrlParser::Step UrlParser::scheme_start_state() {
  if (is_ascii_alpha(c())) return go_to(UrlParserState::Scheme);  // which begins with this code point
  return has_override_ ? Step::Failure : go_to(UrlParserState::NoScheme);
}

/// https://url.spec.whatwg.org/#scheme-state
UrlParser::Step UrlParser::scheme_state() {
  const auto is_scheme_character = [](char character) {
    return is_ascii_alphanumeric(character) || character == '+' || character == '-' || character == '.';
  };
  std::size_t end = pointer_;
  bool has_capitals = false;
  while (end < input_.size() && is_scheme_character(input_[end])) {
    has_capitals |= input_[end] >= 'A' && input_[end] <= 'Z';
    ++end;
  }
  if (end == input_.size() || input_[end] != ':')
    return has_override_ ? Step::Failure : go_to(UrlParserState::NoScheme);  // and start over

  std::string_view buffer = input_.substr(pointer_, end - pointer_);
  std::string lowercase;
  if (has_capitals) {
    lowercase = buffer;
    for (char& character : lowercase) character = to_ascii_lowercase(character);
    buffer = lowercase;
  }
  if (has_override_) return set_scheme_with_override(buffer);

  url_.set_scheme(buffer);
  pointer_ = end;
  if (url_.is_file()) {
    if (!remaining_starts_with("//")) report(errors_, ValidationError::SpecialSchemeMissingFollowingSolidus);
    return skip_to(UrlParserState::File);
  }
  if (url_.is_special()) {
    const bool is_of_base = base_ != nullptr && base_->special_scheme() == url_.special_scheme();
    return skip_to(is_of_base ? UrlParserState::SpecialRelativeOrAuthority
                              : UrlParserState::SpecialAuthoritySlashes);
  }
  if (remaining_starts_with("/")) return skip_to(UrlParserState::PathOrAuthority, 2);
  url_.has_opaque_path = true;
  return skip_to(UrlParserState::OpaquePath);
}

UrlParser::Step UrlParser::set_scheme_with_override(std::string_view buffer) {
  const SpecialScheme scheme = special_scheme_of(buffer);
  if (url_.is_special() != (scheme != SpecialScheme::None)) return Step::Done;
  if (scheme == SpecialScheme::File && (url_.includes_credentials() || url_.port)) return Step::Done;
  if (url_.is_file() && url_.host && url_.host->is_empty()) return Step::Done;
  url_.set_scheme(buffer);
  if (url_.port == default_port_of(scheme)) url_.port.reset();
  return Step::Done;
}

/// https://url.spec.whatwg.org/#no-scheme-state
UrlParser::Step UrlParser::no_scheme_state() {
  if (base_ == nullptr || (base_->has_opaque_path && c() != '#'))
    return fail(ValidationError::MissingSchemeNonRelativeUrl);
  if (base_->has_opaque_path) {
    url_.copy_scheme(*base_);
    url_.path = base_->path;
    url_.has_opaque_path = true;
    url_.query = base_->query;
    return begin_query_or_fragment();
  }
  return go_to(base_->is_file() ? UrlParserState::File : UrlParserState::Relative);
}

// What a URL takes from its base ----------------------------------------------------------------------------

/// https://url.spec.whatwg.org/#special-relative-or-authority-state
UrlParser::Step UrlParser::special_relative_or_authority_state() {
  if (rest().starts_with("//")) return skip_to(UrlParserState::SpecialAuthorityIgnoreSlashes, 2);
  report(errors_, ValidationError::SpecialSchemeMissingFollowingSolidus);
  return go_to(UrlParserState::Relative);
}

/// https://url.spec.whatwg.org/#path-or-authority-state
UrlParser::Step UrlParser::path_or_authority_state() {
  if (c() == '/') return skip_to(UrlParserState::Authority);
  // The slash before this code point is the path's first.
  return go_to(UrlParserState::Path);
}

/// https://url.spec.whatwg.org/#relative-state
UrlParser::Step UrlParser::relative_state() {
  url_.copy_scheme(*base_);
  if (is_slash(c())) {
    if (c() == '\\') report(errors_, ValidationError::InvalidReverseSolidus);
    return skip_to(UrlParserState::RelativeSlash);
  }
  copy_authority_of_base();
  url_.path = base_->path;
  url_.query = base_->query;
  if (c() == '?' || c() == '#') return begin_query_or_fragment();
  if (at_end()) return Step::Done;
  url_.query.reset();
  shorten_path(url_);
  return go_to(UrlParserState::Path);
}

/// https://url.spec.whatwg.org/#relative-slash-state
UrlParser::Step UrlParser::relative_slash_state() {
  if (is_slash(c())) {
    if (c() == '\\') report(errors_, ValidationError::InvalidReverseSolidus);
    return skip_to(url_.is_special() ? UrlParserState::SpecialAuthorityIgnoreSlashes
                                     : UrlParserState::Authority);
  }
  copy_authority_of_base();
  return go_to(UrlParserState::Path);
}

// Authority -------------------------------------------------------------------------------------------------

/// https://url.spec.whatwg.org/#special-authority-slashes-state
UrlParser::Step UrlParser::special_authority_slashes_state() {
  if (rest().starts_with("//")) return skip_to(UrlParserState::SpecialAuthorityIgnoreSlashes, 2);
  report(errors_, ValidationError::SpecialSchemeMissingFollowingSolidus);
  return go_to(UrlParserState::SpecialAuthorityIgnoreSlashes);
}

/// https://url.spec.whatwg.org/#special-authority-ignore-slashes-state
UrlParser::Step UrlParser::special_authority_ignore_slashes_state() {
  while (c() == '/' || c() == '\\') {
    report(errors_, ValidationError::SpecialSchemeMissingFollowingSolidus);
    ++pointer_;
  }
  return go_to(UrlParserState::Authority);
}

/// https://url.spec.whatwg.org/#authority-state: all up to the last @ are credentials, up to the first : the
/// username.
UrlParser::Step UrlParser::authority_state() {
  const auto [authority, classes] = this->authority();
  if ((classes & AtSign) == 0) return go_to(UrlParserState::Host);

  const std::size_t at_sign = authority.rfind('@');
  const std::string_view credentials = authority.substr(0, at_sign);
  if (errors_ != nullptr)
    errors_->insert(errors_->end(), static_cast<std::size_t>(std::ranges::count(authority, '@')),
                    ValidationError::InvalidCredentials);
  const std::size_t colon = std::min(credentials.find(':'), credentials.size());
  append_percent_encoded(url_.username, credentials.substr(0, colon), PercentEncodeSet::Userinfo);
  if (colon < credentials.size())
    append_percent_encoded(url_.password, credentials.substr(colon + 1), PercentEncodeSet::Userinfo);
  if (at_sign + 1 == authority.size()) return fail(ValidationError::HostMissing);
  return skip_to(UrlParserState::Host, at_sign + 1);
}

/// https://url.spec.whatwg.org/#host-state and https://url.spec.whatwg.org/#hostname-state
UrlParser::Step UrlParser::host_state() {
  if (has_override_ && url_.is_file()) return go_to(UrlParserState::FileHost);
  const auto [authority, classes] = this->authority();
  const std::string_view buffer = (classes & ColonOrBracket) == 0 ? authority : before_port(authority);
  const bool is_before_port = buffer.size() < authority.size();
  if (is_before_port) {
    if (buffer.empty()) return fail(ValidationError::HostMissing);
    if (has_override_ && override_ == UrlParserState::Hostname) return Step::Failure;
  } else {
    if (url_.is_special() && buffer.empty()) return fail(ValidationError::HostMissing);
    if (has_override_ && buffer.empty() && (url_.includes_credentials() || url_.port)) return Step::Failure;
  }
  if (!set_host(buffer)) return Step::Failure;
  pointer_ += buffer.size();
  if (is_before_port) return skip_to(UrlParserState::Port);
  return has_override_ ? Step::Done : go_to(UrlParserState::PathStart);
}

/// https://url.spec.whatwg.org/#port-state
UrlParser::Step UrlParser::port_state() {
  const std::size_t start = pointer_;
  unsigned port = 0;
  while (is_ascii_digit(c()))
    port = std::min(port * 10 + static_cast<unsigned>(input_[pointer_++] - '0'), 0x10000U);
  if (!at_end() && !is_slash(c()) && c() != '?' && c() != '#' && !has_override_)
    return fail(ValidationError::PortInvalid);
  if (pointer_ > start) {
    if (port > 0xFFFF) return fail(ValidationError::PortOutOfRange);
    url_.port = static_cast<std::uint16_t>(port);
    if (url_.port == default_port_of(url_.special_scheme())) url_.port.reset();
    if (has_override_) return Step::Done;
  }
  return has_override_ ? Step::Failure : go_to(UrlParserState::PathStart);
}

// Files -----------------------------------------------------------------------------------------------------

/// https://url.spec.whatwg.org/#file-state
UrlParser::Step UrlParser::file_state() {
  url_.set_scheme("file");
  url_.host.emplace();
  if (is_slash(c())) {
    if (c() == '\\') report(errors_, ValidationError::InvalidReverseSolidus);
    return skip_to(UrlParserState::FileSlash);
  }
  if (base_ == nullptr || !base_->is_file()) return go_to(UrlParserState::Path);
  url_.host = base_->host;
  url_.path = base_->path;
  url_.query = base_->query;
  if (c() == '?' || c() == '#') return begin_query_or_fragment();
  if (at_end()) return Step::Done;
  url_.query.reset();
  if (!starts_with_windows_drive_letter(rest())) {
    shorten_path(url_);
  } else {
    report(errors_, ValidationError::FileInvalidWindowsDriveLetter);
    url_.path.clear();
  }
  return go_to(UrlParserState::Path);
}

/// https://url.spec.whatwg.org/#file-slash-state
UrlParser::Step UrlParser::file_slash_state() {
  if (is_slash(c())) {
    if (c() == '\\') report(errors_, ValidationError::InvalidReverseSolidus);
    return skip_to(UrlParserState::FileHost);
  }
  if (base_ != nullptr && base_->is_file()) {
    url_.host = base_->host;
    const std::string_view path = base_->path;
    const bool has_drive_letter =
        path.size() > 2 && is_ascii_alpha(path[1]) && path[2] == ':' && (path.size() == 3 || path[3] == '/');
    if (has_drive_letter && !starts_with_windows_drive_letter(rest())) url_.path += path.substr(0, 3);
  }
  return go_to(UrlParserState::Path);
}

/// https://url.spec.whatwg.org/#file-host-state
UrlParser::Step UrlParser::file_host_state() {
  const std::string_view buffer = authority().text;
  if (!has_override_ && is_windows_drive_letter(buffer)) {
    report(errors_, ValidationError::FileInvalidWindowsDriveLetterHost);
    return go_to(UrlParserState::Path);  // which begins with the drive letter
  }
  if (buffer.empty()) {
    url_.host.emplace();
  } else {
    if (!set_host(buffer)) return Step::Failure;
    if (url_.host->serialized == "localhost") url_.host.emplace();
  }
  pointer_ += buffer.size();
  return has_override_ ? Step::Done : go_to(UrlParserState::PathStart);
}

// Path ------------------------------------------------------------------------------------------------------

/// https://url.spec.whatwg.org/#path-start-state
UrlParser::Step UrlParser::path_start_state() {
  if (url_.is_special()) {
    if (c() == '\\') report(errors_, ValidationError::InvalidReverseSolidus);
    return skip_to(UrlParserState::Path, is_slash(c()) ? 1 : 0);
  }
  if (!has_override_ && (c() == '?' || c() == '#')) return begin_query_or_fragment();
  if (!at_end()) return skip_to(UrlParserState::Path, c() == '/' ? 1 : 0);
  if (has_override_ && !url_.host) url_.path += '/';
  return Step::Done;
}

/// https://url.spec.whatwg.org/#path-state
UrlParser::Step UrlParser::path_state() {
  const unsigned end_classes = slash_classes() | (has_override_ ? 0U : unsigned{QueryOrFragment});
  url_.path.reserve(url_.path.size() + rest().size() + 1);
  while (true) {
    const Run run = run_before(rest(), end_classes);
    pointer_ += run.text.size();
    const bool is_last = at_end() || !is_slash(c());
    if (!is_last && c() == '\\') report(errors_, ValidationError::InvalidReverseSolidus);
    append_segment(run, is_last);
    if (at_end()) return Step::Done;
    if (is_last) return begin_query_or_fragment();
    ++pointer_;
  }
}

/// The path state's steps at the end of a segment.
/// \param is_last  no slash follows
void UrlParser::append_segment(Run run, bool is_last) {
  const std::string_view buffer = run.text;
  check_units(buffer);
  const std::size_t dots = buffer.starts_with('.') || buffer.starts_with('%') ? count_dots(buffer) : 0;
  if (dots == 1 || dots == 2) {
    if (dots == 2) shorten_path(url_);
    if (is_last) url_.path += '/';
    return;
  }
  if (url_.is_file() && url_.path.empty() && is_windows_drive_letter(buffer)) {
    const char drive[] = {'/', buffer[0], ':'};
    url_.path.append(drive, sizeof drive);
    return;
  }
  url_.path += '/';
  if ((run.classes & PathEncoded) == 0)
    url_.path += buffer;
  else
    append_percent_encoded(url_.path, buffer, PercentEncodeSet::Path);
}

/// https://url.spec.whatwg.org/#cannot-be-a-base-url-path-state
UrlParser::Step UrlParser::opaque_path_state() {
  const std::size_t end = std::min(input_.find_first_of("?#", pointer_), input_.size());
  const std::string_view buffer = input_.substr(pointer_, end - pointer_);
  check_units(buffer);
  append_percent_encoded(url_.path, buffer, PercentEncodeSet::C0Control);
  pointer_ = end;
  if (at_end()) return Step::Done;
  // A space that ended the path would be lost when the URL is serialized without what follows and parsed
  // again.
  if (buffer.ends_with(' ')) url_.path.replace(url_.path.size() - 1, 1, "%20");
  return begin_query_or_fragment();
}

// Query and fragment ----------------------------------------------------------------------------------------

/// https://url.spec.whatwg.org/#query-state
UrlParser::Step UrlParser::query_state() {
  const std::size_t end = has_override_ ? input_.size() : std::min(input_.find('#', pointer_), input_.size());
  const std::string_view buffer = input_.substr(pointer_, end - pointer_);
  check_units(buffer);
  const bool is_websocket =
      url_.special_scheme() == SpecialScheme::Ws || url_.special_scheme() == SpecialScheme::Wss;
  const Encoding encoding = url_.is_special() && !is_websocket ? encoding_ : Encoding::Utf8;
  append_percent_encoded_after_encoding(
      *url_.query, buffer, encoding,
      url_.is_special() ? PercentEncodeSet::SpecialQuery : PercentEncodeSet::Query);
  pointer_ = end;
  return at_end() ? Step::Done : begin_query_or_fragment();
}

/// https://url.spec.whatwg.org/#fragment-state
UrlParser::Step UrlParser::fragment_state() {
  check_units(rest());
  append_percent_encoded(*url_.fragment, rest(), PercentEncodeSet::Fragment);
  return Step::Done;
}

}  // namespace

void shorten_path(Url& url) {
  const bool is_drive_letter =
      url.is_file() && url.path.size() == 3 && is_ascii_alpha(url.path[1]) && url.path[2] == ':';
  if (is_drive_letter || url.path.empty()) return;
  url.path.erase(url.path.rfind('/'));
}

std::optional<Url> parse_url(std::string_view input, const Url* base, ValidationErrors* errors,
                             Encoding encoding) {
  std::optional<Url> url(std::in_place);
  if (!UrlParser(*url, base, errors, encoding).parse(input)) url.reset();
  return url;
}

bool parse_url_with_override(std::string_view input, Url& url, UrlParserState state_override) {
  return UrlParser(url, nullptr, nullptr, Encoding::Utf8).parse_with_override(input, state_override);
}

}  // namespace orrery::web
