#include "host/operations/signal_operations.h"

#include <gtest/gtest.h>
#include <signal.h>

#include "host/live_door.h"

namespace orrery::host {
namespace {

class SignalOperation final : public loop::Operation {
 public:
  explicit SignalOperation(int signal) : signal_(signal) {}
  std::string_view kind() const override { return "signal"; }
  void perform() override { ADD_FAILURE() << "nobody performs it"; }
  int awaited_signal() const override { return signal_; }
  std::string describe() const override { return "signal"; }
  std::string answer_text() const override { return ""; }
  bool set_answer_text(std::string_view) override { return true; }

 private:
  int signal_;
};

class Signals : public testing::Test {
 protected:
  void begin(loop::OperationId id, int signal) {
    door_->begin_operation(id, std::make_unique<SignalOperation>(signal));
  }
  /// 0: none
  loop::OperationId take() {
    const auto completed = door_->take_completion();
    return completed ? completed->id : 0;
  }

  std::unique_ptr<LiveDoor> door_ = *LiveDoor::create();
};

int signals_heard = 0;
void hear(int) {
  signals_heard++;
}

TEST_F(Signals, AreCompletedOncePerSignal) {
  begin(1, SIGUSR1);
  EXPECT_EQ(take(), 0U);
  ::raise(SIGUSR1);
  ::raise(SIGUSR1);
  door_->wait_until(loop::AsynchronousDoor::k_never);  // is woken
  EXPECT_EQ(take(), 1U);
  EXPECT_EQ(take(), 0U);
  begin(2, SIGUSR1);
  EXPECT_EQ(take(), 2U);
  begin(3, SIGUSR1);
  EXPECT_EQ(take(), 0U);
}

TEST_F(Signals, GiveTheSignalBackWhenTheLastIsCancelled) {
  ::signal(SIGUSR1, hear);
  begin(1, SIGUSR1);
  begin(2, SIGUSR2);
  ::raise(SIGUSR1);
  EXPECT_EQ(signals_heard, 0);
  EXPECT_EQ(take(), 1U);
  // Although it was completed.
  door_->cancel_operation(1);
  ::raise(SIGUSR1);
  EXPECT_EQ(signals_heard, 1);
  ::raise(SIGUSR2);
  door_->cancel_operation(2);
  EXPECT_EQ(take(), 0U);
  ::signal(SIGUSR1, SIG_DFL);
}

TEST_F(Signals, AreNotCancelledByOthers) {
  begin(5, SIGUSR1);
  door_->cancel_operation(4);
  ::raise(SIGUSR1);
  EXPECT_EQ(take(), 5U);
}

}  // namespace
}  // namespace orrery::host
