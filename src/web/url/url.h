#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "web/encoding/encoding.h"
#include "web/url/host.h"
#include "web/url/validation_error.h"

namespace orrery::web {

/// [DOC] URLs
///
/// https://url.spec.whatwg.org without JavaScript: parser, setters and serializers are functions over a
/// record, `Url`.
///
///   text      The standard's scalar value strings are well-formed UTF-8 here (web/encoding/utf8_text.h makes
///   them).
///             All of its delimiters are ASCII, and whatever is not ASCII is percent-encoded byte by byte or
///             given to the host parser: so the state machine looks at bytes and hardly ever at code points.
///             What comes out is ASCII.
///   path      The standard's list of segments is kept as it is serialized: "" is « », "/a/" is « "a", "" ».
///   No
///             segment has a slash, so that each list has one text. An opaque path is kept as it is.
///   host      is kept serialized, too.
///   errors    Validation errors are looked for only where somebody wants them.
///
/// url_api.h has what the attributes of the class URL do.

/// The special schemes: https://url.spec.whatwg.org/#special-scheme.
enum class SpecialScheme : std::uint8_t { None, Ftp, File, Http, Https, Ws, Wss };

SpecialScheme special_scheme_of(std::string_view scheme);
/// https://url.spec.whatwg.org/#default-port
std::optional<std::uint16_t> default_port_of(SpecialScheme scheme);

/// A URL record: https://url.spec.whatwg.org/#concept-url. Its blob URL entry is a matter of whoever has a
/// store of those.
class Url {
 public:
  std::string username;
  std::string password;
  std::optional<Host> host;
  std::optional<std::uint16_t> port;
  /// Serialized: see above.
  std::string path;
  /// https://url.spec.whatwg.org/#url-opaque-path
  bool has_opaque_path = false;
  std::optional<std::string> query;
  std::optional<std::string> fragment;

  const std::string& scheme() const { return scheme_; }
  SpecialScheme special_scheme() const { return special_scheme_; }
  /// \param scheme  lowercase ASCII
  void set_scheme(std::string_view scheme) {
    scheme_ = scheme;
    special_scheme_ = special_scheme_of(scheme);
  }
  void copy_scheme(const Url& other) {
    scheme_ = other.scheme_;
    special_scheme_ = other.special_scheme_;
  }

  /// https://url.spec.whatwg.org/#is-special
  bool is_special() const { return special_scheme_ != SpecialScheme::None; }
  bool is_file() const { return special_scheme_ == SpecialScheme::File; }
  /// https://url.spec.whatwg.org/#include-credentials
  bool includes_credentials() const { return !username.empty() || !password.empty(); }
  /// https://url.spec.whatwg.org/#cannot-have-a-username-password-port
  bool cannot_have_username_password_port() const { return !host || host->is_empty() || is_file(); }

  friend bool operator==(const Url&, const Url&) = default;

 private:
  std::string scheme_;
  SpecialScheme special_scheme_ = SpecialScheme::None;
};

/// \param input  well-formed UTF-8
/// \param encoding  of a document's queries
/// \return nothing: failure
/// https://url.spec.whatwg.org/#concept-basic-url-parser, without a state override
std::optional<Url> parse_url(std::string_view input, const Url* base = nullptr,
                             ValidationErrors* errors = nullptr, Encoding encoding = Encoding::Utf8);

enum class ExcludeFragment : bool { No, Yes };

/// https://url.spec.whatwg.org/#concept-url-serializer
std::string serialize(const Url& url, ExcludeFragment exclude_fragment = ExcludeFragment::No);

/// https://url.spec.whatwg.org/#concept-url-equals
bool equals(const Url& a, const Url& b, ExcludeFragment exclude_fragments = ExcludeFragment::No);

/// https://html.spec.whatwg.org/multipage/browsers.html#concept-origin, as far as URLs have one: a tuple
/// origin without a domain. An empty optional is an opaque origin, of which each is the same as itself only.
struct TupleOrigin {
  std::string scheme;
  Host host;
  std::optional<std::uint16_t> port;
  friend bool operator==(const TupleOrigin&, const TupleOrigin&) = default;
};

/// That of a blob URL is that of the URL in its path, as if it had no blob URL entry.
/// https://url.spec.whatwg.org/#concept-url-origin
std::optional<TupleOrigin> origin_of(const Url& url);

/// "null" for an opaque one.
/// https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin
std::string serialize(const std::optional<TupleOrigin>& origin);

}  // namespace orrery::web
