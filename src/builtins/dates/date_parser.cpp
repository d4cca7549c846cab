#include "builtins/dates/date_parser.h"

#include <array>

#include "vm/dates/calendar.h"

namespace orrery::builtins {

using Kind = DateToken::Kind;

namespace {

constexpr bool is_between(std::int32_t number, std::int32_t least, std::int32_t most) {
  return least <= number && number <= most;
}
constexpr bool is_month(std::int32_t number) {
  return is_between(number, 1, 12);
}
constexpr bool is_day(std::int32_t number) {
  return is_between(number, 1, 31);
}
constexpr bool is_hour(std::int32_t number) {
  return is_between(number, 0, 23);
}
constexpr bool is_minute(std::int32_t number) {
  return is_between(number, 0, 59);
}
constexpr bool is_second(std::int32_t number) {
  return is_between(number, 0, 59);
}
constexpr bool is_millisecond(std::int32_t number) {
  return is_between(number, 0, 999);
}

/// The digits behind a point as milliseconds: the first three.
std::int32_t milliseconds_of(const DateToken& digits) {
  std::int32_t value = digits.value;
  std::uint32_t length = std::min(digits.length, DateToken::k_significant_digits);
  for (; length < 3; length++) value *= 10;
  for (; length > 3; length--) value /= 10;
  return value;
}

/// The numbers of a day, whose order shows in the end.
class DayNumbers {
 public:
  bool is_empty() const { return count_ == 0; }
  bool add(std::int32_t number) {
    if (count_ == numbers_.size()) return false;
    numbers_[count_++] = number;
    return true;
  }
  void set_month(std::int32_t month) { month_ = month; }

  /// Of the standard's format: year, month and day. \return days since 1970, or NaN
  double in_standard_order() const { return days(numbers_[0], numbers_[1], numbers_[2]); }
  /// The same for other formats. What is missing is 1, also as a year (2001).
  double in_likely_order() const {
    if (is_empty()) return vm::k_not_a_time;
    const auto& [first, second, third] = numbers_;
    if (month_)
      return is_day(first) ? days(full_year(second), *month_, first)
                           : days(full_year(first), *month_, second);
    return is_day(first) ? days(full_year(third), first, second) : days(full_year(first), second, third);
  }

 private:
  static constexpr std::int32_t k_max_year = 999'999;

  static std::int32_t full_year(std::int32_t year) {
    if (is_between(year, 0, 49)) return year + 2000;
    return is_between(year, 50, 99) ? year + 1900 : year;
  }
  static double days(std::int32_t year, std::int32_t month, std::int32_t day) {
    // The largest year that digits can say is far beyond what a Date can hold.
    if (!is_month(month) || !is_day(day) || !is_between(year, -k_max_year, k_max_year))
      return vm::k_not_a_time;
    return static_cast<double>(vm::days_from_calendar({.year = year,
                                                       .month = static_cast<std::uint8_t>(month - 1),
                                                       .day = static_cast<std::uint8_t>(day)}));
  }

  std::array<std::int32_t, 3> numbers_ = {1, 1, 1};
  std::size_t count_ = 0;
  std::optional<std::int32_t> month_;
};

/// Hours, minutes, seconds and milliseconds, as far as they came.
class TimeNumbers {
 public:
  bool is_empty() const { return count_ == 0; }
  /// Whether `number` may go on with the time. Hours are known by their colon.
  bool expects(std::int32_t number) const {
    return (count_ == 1 && is_minute(number)) || (count_ == 2 && is_second(number)) ||
           (count_ == 3 && is_millisecond(number));
  }
  bool add(std::int32_t number) {
    if (count_ == numbers_.size()) return false;
    numbers_[count_++] = number;
    return true;
  }
  /// The same, and the time is complete.
  void add_last(std::int32_t number) {
    add(number);
    count_ = numbers_.size();
  }
  /// AM or PM, by the hours to be added.
  void set_half_day(std::int32_t hours) { half_day_ = hours; }

  /// \return milliseconds, or NaN
  double milliseconds() const {
    auto [hour, minute, second, millisecond] = numbers_;
    if (half_day_) {
      if (!is_between(hour, 0, 12)) return vm::k_not_a_time;
      hour = hour % 12 + *half_day_;
    }
    const bool ends_day = hour == 24 && minute == 0 && second == 0 && millisecond == 0;
    const bool is_within_day =
        is_hour(hour) && is_minute(minute) && is_second(second) && is_millisecond(millisecond);
    if (!ends_day && !is_within_day) return vm::k_not_a_time;
    return ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
  }

 private:
  std::array<std::int32_t, 4> numbers_{};
  std::size_t count_ = 0;
  std::optional<std::int32_t> half_day_;
};

/// The zone, by its distance from UTC.
class ZoneNumbers {
 public:
  void set_hours(std::int32_t hours) {
    sign_ = hours < 0 ? -1 : 1;
    hours_ = hours * *sign_;
    minutes_ = 0;
  }
  void set_sign(std::int32_t sign) { sign_ = sign; }
  void set_distance(std::int32_t hours, std::optional<std::int32_t> minutes) {
    hours_ = hours;
    minutes_ = minutes;
  }
  void set_minutes(std::int32_t minutes) { minutes_ = minutes; }
  bool is_empty() const { return !hours_; }
  bool is_utc() const { return hours_ == 0 && minutes_ == 0; }
  /// Whether `number` may be the minutes behind hh and a colon.
  bool expects(std::int32_t number) const { return hours_ && !minutes_ && is_minute(number); }

  /// INTEROP: the bound is generous; beyond it V8 reads anything, or nothing.
  bool is_on_earth() const { return hours_.value_or(0) < 500'000; }
  std::optional<std::int64_t> seconds() const {
    if (!sign_) return std::nullopt;
    return *sign_ * (std::int64_t{hours_.value_or(0)} * 3600 + std::int64_t{minutes_.value_or(0)} * 60);
  }

 private:
  std::optional<std::int32_t> sign_;
  std::optional<std::int32_t> hours_;
  std::optional<std::int32_t> minutes_;
};

class DateParser {
 public:
  explicit DateParser(DateCharacters text) : tokens_(text) {}

  std::optional<ParsedDate> date() {
    const Outcome outcome = read_standard_format();
    if (outcome == Outcome::Invalid) return std::nullopt;
    const bool is_standard = outcome == Outcome::Complete;
    if (!is_standard && !read_other_formats()) return std::nullopt;
    const double time =
        vm::make_date(is_standard ? day_.in_standard_order() : day_.in_likely_order(), time_.milliseconds());
    if (std::isnan(time) || !zone_.is_on_earth()) return std::nullopt;
    return ParsedDate{.time = time, .offset_seconds = zone_.seconds()};
  }

 private:
  enum class Outcome : std::uint8_t {
    Complete,  // all of the text is a date
    Other,     // it goes on, or begins, in another way
    Invalid,
  };

  // The standard's format -----------------------------------------------------------------------------------

  /// https://tc39.es/ecma262/#sec-date-time-string-format
  Outcome read_standard_format() {
    if (!read_standard_year()) return Outcome::Other;
    if (tokens_.skip('-')) {
      if (!read_standard_day_number(is_month)) return Outcome::Other;
      if (tokens_.skip('-') && !read_standard_day_number(is_day)) return Outcome::Other;
    }
    if (tokens_.peek().is(Kind::Separator)) {
      tokens_.take();
      if (!read_standard_time() || !read_standard_zone()) return Outcome::Invalid;
      return tokens_.peek().is(Kind::End) ? Outcome::Complete : Outcome::Invalid;
    }
    if (!tokens_.peek().is(Kind::End)) return Outcome::Other;
    // Without a time it is a day of UTC.
    zone_.set_hours(0);
    return Outcome::Complete;
  }

  /// YYYY, +YYYYYY or -YYYYYY, but not -000000.
  bool read_standard_year() {
    if (!tokens_.peek().is(Kind::Sign)) return read_day_number(4);
    pending_ = tokens_.take();
    if (!tokens_.peek().is_number_of(6)) return false;
    const std::int32_t year = tokens_.take().value * (pending_->is_symbol('-') ? -1 : 1);
    // INTEROP: what was no year before is no number at all afterwards.
    if (year == 0 && pending_->is_symbol('-')) return false;
    pending_.reset();
    return day_.add(year);
  }
  bool read_standard_day_number(bool (*is_valid)(std::int32_t)) {
    return is_valid(tokens_.peek().value) && read_day_number(2);
  }
  bool read_day_number(std::uint32_t digits) {
    return tokens_.peek().is_number_of(digits) && day_.add(tokens_.take().value);
  }

  /// HH:mm, HH:mm:ss or HH:mm:ss.sss, up to 24:00.
  bool read_standard_time() {
    const auto is_up_to_24 = [](std::int32_t number) { return is_between(number, 0, 24); };
    if (!read_time_number(is_up_to_24) || !tokens_.skip(':') || !read_time_number(is_minute)) return false;
    if (!tokens_.skip(':')) return true;
    if (!read_time_number(is_second)) return false;
    if (!tokens_.skip('.')) return true;
    return tokens_.peek().is(Kind::Number) && time_.add(milliseconds_of(tokens_.take()));
  }
  bool read_time_number(bool (*is_valid)(std::int32_t)) {
    return tokens_.peek().is_number_of(2) && is_valid(tokens_.peek().value) &&
           time_.add(tokens_.take().value);
  }

  /// Z, +HH:mm, -HH:mm or nothing; and without the colon.
  bool read_standard_zone() {
    if (tokens_.peek().is_z()) {
      tokens_.take();
      zone_.set_hours(0);
      return true;
    }
    if (!tokens_.peek().is(Kind::Sign)) return true;
    zone_.set_sign(tokens_.take().is_symbol('-') ? -1 : 1);
    std::int32_t hours = 0;
    std::int32_t minutes = 0;
    if (tokens_.peek().is_number_of(4)) {
      const std::int32_t number = tokens_.take().value;
      hours = number / 100;
      minutes = number % 100;
    } else {
      if (!tokens_.peek().is_number_of(2)) return false;
      hours = tokens_.take().value;
      if (!tokens_.skip(':') || !tokens_.peek().is_number_of(2)) return false;
      minutes = tokens_.take().value;
    }
    zone_.set_distance(hours, minutes);
    return is_hour(hours) && is_minute(minutes);
  }

  // Other formats -------------------------------------------------------------------------------------------

  /// From where the standard's format left off.
  bool read_other_formats() {
    has_number_ = !day_.is_empty();
    for (DateToken token = next(); !token.is(Kind::End); token = next()) {
      if (!read_token(token)) return false;
    }
    return true;
  }
  DateToken next() {
    if (!pending_) return tokens_.take();
    const DateToken token = *pending_;
    pending_.reset();
    return token;
  }

  bool read_token(const DateToken& token) {
    switch (token.kind) {
      case Kind::Number:
        has_number_ = true;
        return read_number(token.value);
      case Kind::Month:
        day_.set_month(token.value);
        tokens_.skip('-');
        return true;
      case Kind::HalfDay:
        if (time_.is_empty()) return read_word();
        time_.set_half_day(token.value);
        return true;
      case Kind::Zone:
        if (!has_number_) return read_word();
        zone_.set_hours(token.value);
        return true;
      case Kind::Separator:
      case Kind::Word:
        return read_word();
      case Kind::Sign:
        if (zone_.is_utc() || !time_.is_empty()) return read_offset(token.is_symbol('-') ? -1 : 1);
        return !has_number_;
      case Kind::Symbol:
        return !token.is_symbol(')') || !has_number_;
      case Kind::Space:
      case Kind::Other:
      case Kind::End:
        return true;
    }
    return false;
  }

  bool read_number(std::int32_t number) {
    if (tokens_.skip(':')) {
      // "10::" leaves out the minutes.
      if (tokens_.skip(':')) return time_.is_empty() && time_.add(number) && time_.add(0);
      if (!time_.add(number)) return false;
      tokens_.skip('.');
      return true;
    }
    if (tokens_.skip('.') && time_.expects(number)) {
      time_.add(number);
      if (!tokens_.peek().is(Kind::Number)) return false;
      time_.add_last(milliseconds_of(tokens_.take()));
      return true;
    }
    if (zone_.expects(number)) {
      zone_.set_minutes(number);
      return true;
    }
    if (time_.expects(number)) {
      time_.add_last(number);
      const DateToken& after = tokens_.peek();
      return after.is(Kind::End) || after.is(Kind::Space) || after.is(Kind::Sign) || after.is_z();
    }
    if (!day_.add(number)) return false;
    tokens_.skip('-');
    return true;
  }

  /// One that says nothing: a week day, in front of all numbers and apart from them.
  bool read_word() const { return !has_number_ && !tokens_.peek().is(Kind::Number); }

  /// What follows a sign: hh, hhmm or hh:mm, of which the minutes come later; or nothing.
  bool read_offset(std::int32_t sign) {
    zone_.set_sign(sign);
    has_number_ = true;
    DateToken number;
    if (tokens_.peek().is(Kind::Number)) number = tokens_.take();
    if (tokens_.peek().is_symbol(':')) {
      zone_.set_distance(number.value, std::nullopt);
    } else if (number.length == 1 || number.length == 2) {
      zone_.set_distance(number.value, 0);
    } else if (number.length == 3 || number.length == 4) {
      zone_.set_distance(number.value / 100, number.value % 100);
    } else {
      return false;
    }
    return true;
  }

  DateTokens tokens_;
  /// A sign that is no year's.
  std::optional<DateToken> pending_;
  DayNumbers day_;
  TimeNumbers time_;
  ZoneNumbers zone_;
  bool has_number_ = false;
};

}  // namespace

std::optional<ParsedDate> parse_date(DateCharacters text) {
  return DateParser(text).date();
}

}  // namespace orrery::builtins
