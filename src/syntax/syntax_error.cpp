#include "syntax/syntax_error.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/line_map.h"
#include "base/terminal_text.h"
#include "base/unicode/utf.h"

namespace orrery::syntax {

namespace {

using base::LineColumn;
using base::ShownCharacter;

/// How much of a line is shown, in columns of the terminal.
constexpr std::uint32_t k_window = 100;
/// At least so much of it comes before the range, if there is so much.
constexpr std::uint32_t k_context = 40;
/// The longest message; names in it may be of any length.
constexpr std::size_t k_message_window = 300;

// What SGR sequences (ECMA-48, 8.3.117) the parts are shown in.
constexpr std::string_view k_error_style = "\x1B[1;31m";
constexpr std::string_view k_note_style = "\x1B[1;36m";
constexpr std::string_view k_message_style = "\x1B[1m";
constexpr std::string_view k_frame_style = "\x1B[34m";
constexpr std::string_view k_end_style = "\x1B[0m";

/// Cells that are counted for the character at `at`. A tab takes at most 8.
std::uint32_t cells_at(const char* at) {
  return *at == '\t' ? 8 : ShownCharacter(at).cells();
}

std::uint32_t length_at(const char* at) {
  return ShownCharacter(at).source_bytes();
}

const char* previous_character(const char* at) {
  do --at;
  while ((*at & 0xC0) == 0x80);
  return at;
}

/// The part of a line that is shown, and in it the part that is underlined.
struct Excerpt {
  const char* begin;
  const char* end;
  const char* range_begin;
  const char* range_end;
  bool cut_before;
  bool cut_behind;
};

/// Goes `cells` columns to the left of `from`, but not beyond `limit`.
const char* go_left(const char* from, const char* limit, std::uint32_t cells) {
  while (from > limit) {
    const char* previous = previous_character(from);
    const std::uint32_t needed = cells_at(previous);
    if (needed > cells) break;
    cells -= needed;
    from = previous;
  }
  return from;
}

/// Goes `cells` columns to the right of `from`, but not beyond `limit`; says how many are left.
const char* go_right(const char* from, const char* limit, std::uint32_t& cells) {
  while (from < limit) {
    const std::uint32_t needed = cells_at(from);
    if (needed > cells) break;
    cells -= needed;
    from += length_at(from);
  }
  return from;
}

/// Never looks at more of the line than it shows: the line may be the whole of a large file.
Excerpt choose_excerpt(std::string_view line, std::uint32_t range_start, std::uint32_t range_end) {
  const char* line_begin = line.data();
  const char* line_end = line_begin + line.size();
  Excerpt excerpt{};
  excerpt.range_begin = line_begin + std::min<std::size_t>(range_start, line.size());
  excerpt.range_end = line_begin + std::min<std::size_t>(range_end, line.size());

  std::uint32_t unused = k_window;
  go_right(excerpt.range_begin, line_end, unused);
  excerpt.begin = go_left(excerpt.range_begin, line_begin, std::max(unused, k_context));
  std::uint32_t rest = k_window;
  excerpt.end = go_right(excerpt.begin, line_end, rest);
  excerpt.range_end = std::min(excerpt.range_end, excerpt.end);
  excerpt.cut_before = excerpt.begin > line_begin;
  excerpt.cut_behind = excerpt.end < line_end;
  return excerpt;
}

class Description {
 public:
  Description(const SyntaxError& error, const SourceText& source, bool colour)
      : error_(error), source_(source), colour_(colour) {}

  std::string write() {
    std::uint32_t last_line = locate(error_.range).line;
    if (!error_.note.empty()) last_line = std::max(last_line, locate(error_.note_range).line);
    gutter_ = fmt::formatted_size("{}", last_line);

    styled(k_error_style, "SyntaxError");
    styled(k_message_style, ": " + shown_message(error_.message));
    write_place(error_.range, k_error_style);
    if (!error_.note.empty()) {
      write_frame("");
      result_ += '\n';
      styled(k_note_style, "note");
      styled(k_message_style, ": " + shown_message(error_.note));
      write_place(error_.note_range, k_note_style);
    }
    return std::move(result_);
  }

 private:
  LineColumn locate(SourceRange range) const { return source_.line_map().locate(range.start); }

  /// Names in messages may be long: the beginning and the end of the message say what it is about.
  static std::string shown_message(std::string_view message) {
    constexpr std::size_t k_tail = 60;
    if (message.size() <= k_message_window) return base::shown_text(message);
    const char* tail = message.data() + message.size() - k_tail;
    while ((*tail & 0xC0) == 0x80) ++tail;
    return base::shown_text(message, k_message_window - k_tail) +
           base::shown_text({tail, message.data() + message.size()});
  }

  /// A file's name may be any bytes.
  std::string shown_name() const { return base::shown_text(base::replace_invalid_utf8(source_.name())); }

  void styled(std::string_view style, std::string_view text) {
    if (colour_) result_ += style;
    result_ += text;
    if (colour_) result_ += k_end_style;
  }

  /// The left margin of a line, with a line number or blank.
  void write_frame(std::string_view number) {
    styled(k_frame_style, fmt::format(" {:>{}} |", number, gutter_));
  }

  void write_place(SourceRange range, std::string_view style) {
    const LineColumn place = locate(range);
    result_ += '\n';
    styled(k_frame_style, fmt::format("{:>{}}--> ", "", gutter_ + 1));
    const LineColumn told = source_.origin().tell(place);
    result_ += fmt::format("{}:{}:{}\n", shown_name(), static_cast<std::int32_t>(told.line),
                           static_cast<std::int32_t>(told.column_code_points + 1));

    const std::uint32_t line_start = source_.line_map().line_start(place.line);
    const Excerpt excerpt = choose_excerpt(source_.line_map().line_text(place.line), range.start - line_start,
                                           std::max(range.start, range.end) - line_start);
    write_frame("");
    result_ += '\n';
    write_frame(fmt::format("{}", static_cast<std::int32_t>(told.line)));
    write_source(excerpt);
    write_frame("");
    write_underline(excerpt, style);
  }

  void write_source(const Excerpt& excerpt) {
    if (excerpt.begin < excerpt.end || excerpt.cut_before) result_ += excerpt.cut_before ? " …" : " ";
    for (const char* at = excerpt.begin; at < excerpt.end;) {
      const ShownCharacter character(at);
      result_ += *at == '\t' ? std::string_view("\t") : character.text();
      at += character.source_bytes();
    }
    result_ += excerpt.cut_behind ? "…\n" : "\n";
  }

  void write_underline(const Excerpt& excerpt, std::string_view style) {
    result_ += excerpt.cut_before ? "  " : " ";
    for (const char* at = excerpt.begin; at < excerpt.range_begin; at += length_at(at)) {
      if (*at == '\t') {
        result_ += '\t';
      } else {
        result_.append(cells_at(at), ' ');
      }
    }
    styled(style, carets(excerpt));
    result_ += '\n';
  }

  static std::string carets(const Excerpt& excerpt) {
    std::string carets;
    for (const char* at = excerpt.range_begin; at < excerpt.range_end; at += length_at(at)) {
      // How wide the tab is nobody knows, but another one below it has the same width.
      if (*at == '\t') {
        carets += '\t';
      } else {
        carets.append(cells_at(at), '^');
      }
    }
    return carets.contains('^') ? carets : "^";
  }

  const SyntaxError& error_;
  const SourceText& source_;
  const bool colour_;
  std::size_t gutter_ = 1;
  std::string result_;
};

}  // namespace

std::string describe(const SyntaxError& error, const SourceText& source, bool colour) {
  return Description(error, source, colour).write();
}

}  // namespace orrery::syntax
