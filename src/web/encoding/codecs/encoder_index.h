#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace orrery::web {

/// An index turned around, for encoders; made when it is first asked. 128 KiB.
class EncoderIndex {
 public:
  /// Pointers from `excluded_first` to before `excluded_end` are left out.
  explicit EncoderIndex(std::u16string_view index, std::size_t excluded_first = 0,
                        std::size_t excluded_end = 0)
      : index_(index), excluded_first_(excluded_first), excluded_end_(excluded_end) {}

  /// The first one.
  /// https://encoding.spec.whatwg.org/#index-pointer
  std::optional<std::uint32_t> pointer_of(char32_t code_point);

 private:
  void build();

  std::u16string_view index_;
  std::size_t excluded_first_;
  std::size_t excluded_end_;
  std::vector<std::uint16_t> pointers_;  // plus 1; 0: none
};

}  // namespace orrery::web
