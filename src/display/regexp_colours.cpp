// The colours of a regular expression: each nesting level has its own, and what is special on a level
// (quantifiers, alternatives, names) that of another. As in util.inspect.styles.regexp, it is a walk over the
// text that needs no correct pattern.

#include <algorithm>
#include <array>

#include "display/style.h"

namespace orrery::display {

namespace {

/// util.inspect.styles.regexp.colors: green, red, yellow, cyan, magenta
constexpr std::array<std::string_view, 5> k_palette{"\x1b[32m", "\x1b[31m", "\x1b[33m", "\x1b[36m",
                                                    "\x1b[35m"};
constexpr std::string_view k_end = "\x1b[39m";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

class RegExpPainter {
 public:
  explicit RegExpPainter(std::string_view text) : text_(text) {}

  std::string paint() {
    write("/", 0);
    depth_++;
    place_ = 1;
    while (place_ < text_.size()) {
      const char c = text_[place_];
      if (is_in_class_) {
        class_part(c);
      } else if (c == '/') {
        break;  // the closing one
      } else {
        part(c);
      }
    }
    write("/", -1);
    place_++;
    if (place_ < text_.size()) write(text_.substr(place_), 0);
    return std::move(result_);
  }

 private:
  char at(std::size_t place) const { return place < text_.size() ? text_[place] : '\0'; }

  /// In the colour of a level that lies `further` away from the current one.
  void write(std::string_view text, int further) {
    const auto count = static_cast<int>(k_palette.size());
    const int remainder = (depth_ + further) % count;
    result_ += k_palette[static_cast<std::size_t>(std::max(remainder, 0))];
    result_ += text;
    result_ += k_end;
  }
  /// The whole character at place_.
  std::string_view take_character() {
    std::size_t end = place_ + 1;
    while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0) == 0x80) end++;
    const std::string_view character = text_.substr(place_, end - place_);
    place_ = end;
    return character;
  }
  std::string_view take_digits() {
    const std::size_t start = place_;
    while (is_digit(at(place_))) place_++;
    return text_.substr(start, place_ - start);
  }

  /// `\p{…}`, `\k<…>`: what is between the braces stands out.
  void braced(std::string_view start, char end, int shallower) {
    const std::size_t inner = ++place_;
    const std::size_t close = std::min(text_.find(end, inner), text_.size());
    if (close == text_.size()) {
      // Not closed: only its start is written.
      place_ = inner;
      write(start, 1);
      return;
    }
    depth_ -= shallower;
    write(start, 0);
    write(text_.substr(inner, close - inner), 1);
    place_ = close + 1;
    write(std::string_view(&text_[close], 1), 0);
    depth_ += shallower;
  }

  void class_part(char c) {
    const std::size_t start = place_;
    if (c == '\\') {
      place_++;
      if (place_ < text_.size()) {
        const char next = text_[place_];
        take_character();
        if ((next == 'u' || next == 'p' || next == 'P') && at(place_) == '{')
          return braced(text_.substr(start, 3), '}', 0);
        if (next == 'x') place_ = std::min(place_ + 2, text_.size());
      }
      write(text_.substr(start, place_ - start), 0);
    } else if (c == ']') {
      depth_--;
      write("]", 0);
      place_++;
      is_in_class_ = false;
    } else if (c == '-' && text_[place_ - 1] != '[' && place_ + 1 < text_.size() &&
               text_[place_ + 1] != ']') {
      write("-", 1);
      place_++;
    } else {
      write(take_character(), 0);
    }
  }

  void part(char c) {
    switch (c) {
      case '[':
        write("[", 0);
        depth_++;
        place_++;
        is_in_class_ = true;
        return;
      case '(':
        return group();
      case ')':
        depth_--;
        write(")", 0);
        place_++;
        return;
      case '\\':
        return escape();
      case '{':
        return quantifier();
      case '.':
        write(".", 2);
        place_++;
        return;
      default:
        write(take_character(), std::string_view("|+*?,^$").contains(c) ? 3 : 1);
    }
  }

  void group() {
    write("(", 0);
    depth_++;
    place_++;
    if (at(place_) != '?') return;
    place_++;
    const char a = at(place_);
    const char b = at(place_ + 1);
    if (a == ':' || a == '=' || a == '!') {
      write(text_.substr(place_ - 1, 2), -1);
      place_++;
    } else if (a == '<' && (b == '=' || b == '!')) {
      write(text_.substr(place_ - 1, 3), -1);
      place_ += 2;
    } else if (a == '<') {
      const std::size_t start = ++place_;
      place_ = std::min(text_.find('>', start), text_.size());
      const std::string_view name = text_.substr(start, place_ - start);
      write("?<", -1);
      if (place_ == text_.size()) return write(name, 0);
      write(name, 0);
      write(">", -1);
      place_++;
    } else {
      write("?", 0);
    }
  }

  void escape() {
    const std::size_t start = place_++;
    if (place_ < text_.size()) {
      const char next = text_[place_];
      take_character();
      if (next == 'u' && at(place_) == '{') return braced(text_.substr(start, 3), '}', 0);
      if (next == 'k' && at(place_) == '<') return braced(text_.substr(start, 3), '>', 1);
      if ((next == 'p' || next == 'P') && at(place_) == '{') return braced(text_.substr(start, 3), '}', 0);
      if (next == 'x') place_ = std::min(place_ + 2, text_.size());
      if (is_digit(next)) take_digits();
    }
    write(text_.substr(start, place_ - start), 1);
  }

  void quantifier() {
    place_++;
    const std::string_view least = take_digits();
    if (!least.empty()) {
      write("{", 0);
      depth_++;
      write(least, 1);
    }
    if (at(place_) == ',') {
      if (least.empty()) {
        write("{", 0);
        depth_++;
      }
      write(",", 0);
      place_++;
    } else if (least.empty() && place_ < text_.size()) {
      return write("{", 1);
    }
    const std::string_view most = take_digits();
    if (!most.empty()) write(most, 1);
    if (at(place_) == '}') {
      depth_--;
      write("}", 0);
      place_++;
    }
    if (at(place_) == '?') {
      write("?", 3);
      place_++;
    }
  }

  std::string_view text_;
  std::string result_;
  std::size_t place_ = 0;
  int depth_ = 0;
  bool is_in_class_ = false;
};

}  // namespace

std::string coloured_regexp(std::string_view text) {
  return RegExpPainter(text).paint();
}

}  // namespace orrery::display
