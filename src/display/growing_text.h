#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace orrery::display {

/// A text that grows at both ends without being copied each time: those of objects within objects grow by a
/// line in front and one behind at every level.
class GrowingText {
 public:
  GrowingText() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): it is that text
  GrowingText(std::string text) : room_and_text_(std::move(text)) {}

  std::string_view view() const { return std::string_view(room_and_text_).substr(room_); }
  std::size_t size() const { return room_and_text_.size() - room_; }
  /// It is empty then.
  std::string take() {
    room_and_text_.erase(0, std::exchange(room_, 0));
    return std::exchange(room_and_text_, {});
  }

  void append(std::string_view text) { room_and_text_ += text; }
  void prepend(std::string_view text) {
    if (room_ < text.size()) make_room(text.size());
    room_ -= text.size();
    std::ranges::copy(text, room_and_text_.begin() + static_cast<std::ptrdiff_t>(room_));
  }

 private:
  /// As much as there is of text, so that each character is moved a few times at most.
  void make_room(std::size_t least) {
    const std::size_t room = std::max(least, size());
    std::string larger;
    larger.reserve(room + size() + size() / 2);
    larger.append(room, ' ').append(view());
    room_and_text_ = std::move(larger);
    room_ = room;
  }

  std::string room_and_text_;
  std::size_t room_ = 0;  // in front, of no meaning
};

}  // namespace orrery::display
