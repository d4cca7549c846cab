#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "vm/agent.h"
#include "vm/binary_data/data_block.h"
#include "vm/execution/frame.h"
#include "vm/realm.h"

namespace orrery::cli {

class ChildAgent;

/// The concurrent agents that a test starts with `$262.agent.start`
/// (https://github.com/tc39/test262/blob/main/INTERPRETING.md#host-defined-functions), each on a thread of
/// its own, and what they and the test tell each other.
class Test262Agents {
 public:
  /// \param options  that each of them is made with
  Test262Agents(const vm::AgentOptions& options, vm::MachineCodeUse machine_code);
  /// Ends those that still run.
  ~Test262Agents();
  Test262Agents(const Test262Agents&) = delete;
  Test262Agents& operator=(const Test262Agents&) = delete;

  /// What the test finds as `$262.agent`.
  vm::Object* make_object(vm::Agent& agent, vm::Realm* realm);
  bool is_empty() const { return children_.empty(); }

 private:
  friend class ChildAgent;

  struct Broadcast {
    std::shared_ptr<vm::SharedDataBlock> block;
    std::optional<std::size_t> max_byte_length;
    double id = 0;
    bool has_bigint_id = false;
  };

  static Test262Agents& of(vm::NativeFrame& frame);
  static vm::Completion<vm::Value> start(vm::Agent& agent, vm::NativeFrame& frame);
  static vm::Completion<vm::Value> broadcast(vm::Agent& agent, vm::NativeFrame& frame);
  static vm::Completion<vm::Value> get_report(vm::Agent& agent, vm::NativeFrame& frame);
  bool have_all_received() const;

  vm::AgentOptions options_;
  vm::MachineCodeUse machine_code_;
  std::vector<std::unique_ptr<ChildAgent>> children_;

  // Shared by all threads.
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> reports_;  // the oldest first
  Broadcast message_;
  std::uint64_t broadcasts_ = 0;  // how many messages there have been
};

}  // namespace orrery::cli
