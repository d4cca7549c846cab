#include "host/operations/input_operations.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>
#include <unistd.h>

#include "host/live_door.h"

namespace orrery::host {
namespace {

/// Takes lines that begin with a letter.
class InputOperation final : public loop::Operation {
 public:
  std::string_view kind() const override { return "input"; }
  void perform() override { ADD_FAILURE() << "nobody performs it"; }
  bool awaits_input() const override { return true; }
  std::string describe() const override { return "input"; }
  std::string answer_text() const override { return text_; }
  bool set_answer_text(std::string_view text) override {
    text_ = text;
    return !text.empty() && text.front() != '#';
  }

 private:
  std::string text_;
};

class InputOfADoor : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(::pipe(ends_), 0);
    door_->read_input_from(ends_[0]);
  }
  void TearDown() override {
    door_ = nullptr;
    ::close(ends_[0]);
    ::close(ends_[1]);
  }
  void begin(loop::OperationId id) { door_->begin_operation(id, std::make_unique<InputOperation>()); }
  void write(std::string_view bytes) const {
    ASSERT_EQ(::write(ends_[1], bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
  }
  /// "1 text"; empty: none
  std::string take() {
    const auto completed = door_->take_completion();
    return completed ? std::to_string(completed->id) + ' ' + completed->operation->answer_text() : "";
  }
  std::string wait_and_take() {
    std::string taken = take();
    while (taken.empty()) {
      door_->wait_until(loop::AsynchronousDoor::k_never);
      taken = take();
    }
    return taken;
  }

  int ends_[2] = {-1, -1};
  std::unique_ptr<LiveDoor> door_ = *LiveDoor::create();
};

TEST_F(InputOfADoor, CompletesInOrder) {
  begin(1);
  begin(2);
  EXPECT_EQ(take(), "");
  write("a\nb");
  EXPECT_EQ(wait_and_take(), "1 a");
  EXPECT_EQ(take(), "");
  write("c\nd\n");
  EXPECT_EQ(wait_and_take(), "2 bc");
  // Nobody waits for it yet.
  EXPECT_EQ(take(), "");
  begin(3);
  EXPECT_EQ(wait_and_take(), "3 d");
}

TEST_F(InputOfADoor, WhatIsNotUnderstoodIsPassedOver) {
  begin(1);
  write("#\n\n" + std::string(InputOperations::k_longest_line + 1, 'x') + "\na\n");
  EXPECT_EQ(wait_and_take(), "1 a");
}

TEST_F(InputOfADoor, CanBeCancelled) {
  begin(1);
  begin(2);
  door_->cancel_operation(1);
  write("a\n");
  EXPECT_EQ(wait_and_take(), "2 a");
}

TEST_F(InputOfADoor, EndsWhileItIsReadFrom) {
  begin(1);
}

}  // namespace
}  // namespace orrery::host
