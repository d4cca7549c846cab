#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <iterator>

#include "vm/completion.h"
#include "vm/functions/native_loop.h"

namespace orrery::builtins {

/// Looks for a word in a text in linear time and without memory of its own, however hostile the two are:
/// Crochemore and Perrin, "Two-way string-matching", Journal of the ACM 38 (1991). Slower for ordinary texts
/// than looking for the first unit.
///
/// \tparam Text, Word  random access iterators over code units, forwards or backwards
template <typename Text, typename Word>
class TwoWaySearch {
 public:
  /// \param length  of the word, greater than zero
  static vm::Completion<TwoWaySearch> prepare(vm::Agent& agent, const Word& word, std::size_t length) {
    TwoWaySearch search(agent, word, length);
    const Suffix smaller = TRY(search.maximal_suffix(std::less<char16_t>()));
    const Suffix greater = TRY(search.maximal_suffix(std::greater<char16_t>()));
    const Suffix best = smaller.start > greater.start ? smaller : greater;
    search.cut_ = best.start;
    search.period_ = best.period;
    search.is_periodic_ =
        best.start + best.period <= length && std::equal(word, at(word, best.start), at(word, best.period));
    if (!search.is_periodic_) search.period_ = std::max(best.start, length - best.start) + 1;
    return search;
  }

  /// Where the word begins first in `text`, from `from` on. \return `text_length` if nowhere
  vm::Completion<std::size_t> find(const Text& text, std::size_t text_length, std::size_t from) {
    std::size_t known = 0;  // so much of the word's beginning is known to match
    std::size_t position = from;
    while (length_ <= text_length && position <= text_length - length_) {
      TRY(loop_.next_round());
      std::size_t i = std::max(cut_, known);
      for (; i < length_ && matches(text, position, i); i++) TRY(loop_.next_round());
      if (i < length_) {
        position += i - cut_ + 1;
        known = 0;
        continue;
      }
      i = cut_;
      for (; i > known && matches(text, position, i - 1); i--) TRY(loop_.next_round());
      if (i <= known) return position;
      position += period_;
      known = is_periodic_ ? length_ - period_ : 0;
    }
    return text_length;
  }

 private:
  struct Suffix {
    std::size_t start;
    std::size_t period;
  };

  TwoWaySearch(vm::Agent& agent, const Word& word, std::size_t length)
      : word_(word), length_(length), loop_(agent) {}

  template <typename Iterator>
  static Iterator at(const Iterator& start, std::size_t index) {
    return start + static_cast<std::iter_difference_t<Iterator>>(index);
  }
  char16_t unit(std::size_t index) const { return *at(word_, index); }
  bool matches(const Text& text, std::size_t position, std::size_t index) const {
    return static_cast<char16_t>(*at(text, position + index)) == unit(index);
  }

  /// The suffix of the word that is the greatest in the order that `is_less` gives, and its period.
  template <typename Less>
  vm::Completion<Suffix> maximal_suffix(Less is_less) {
    Suffix best{0, 1};
    std::size_t candidate = 1;
    std::size_t equal = 0;  // so many units of both are alike
    while (candidate + equal < length_) {
      TRY(loop_.next_round());
      const char16_t of_candidate = unit(candidate + equal);
      const char16_t of_best = unit(best.start + equal);
      if (is_less(of_candidate, of_best)) {
        candidate += equal + 1;
        equal = 0;
        best.period = candidate - best.start;
      } else if (of_candidate != of_best) {
        best = {candidate, 1};
        candidate++;
        equal = 0;
      } else if (equal + 1 == best.period) {
        candidate += best.period;
        equal = 0;
      } else {
        equal++;
      }
    }
    return best;
  }

  Word word_;
  std::size_t length_;
  vm::NativeLoop loop_;
  std::size_t cut_ = 0;  // the word is compared from here to its end first
  std::size_t period_ = 1;
  bool is_periodic_ = false;
};

}  // namespace orrery::builtins
