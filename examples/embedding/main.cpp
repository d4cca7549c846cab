// A program that runs a script of its user, with a function and a class of its own, and a time limit.
// docs/embedding.md explains it.

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include <orrery/orrery.h>
#include <orrery/system_door.h>

namespace {

// print(...): each argument as a string, in one line.
orrery::Result<orrery::Value> print(orrery::Call& call) {
  std::string line;
  for (const orrery::Value& argument : call.arguments()) {
    const orrery::Result<std::string> text = argument.to_string();  // may run the script's toString()
    if (!text) return std::unexpected(text.error());                // and that may throw
    line += (line.empty() ? "" : " ") + *text;
  }
  std::puts(line.c_str());
  return orrery::Value();
}

// A class whose objects have data of their own in C++.
struct Account {
  double balance = 0;
};

orrery::Result<orrery::Value> deposit(orrery::Call& call) {
  auto* account = call.this_value().native<Account>();
  if (account == nullptr) return orrery::Error::type_error("deposit() is for accounts");
  const orrery::Result<double> amount = call.argument(0).to_number();
  if (!amount) return std::unexpected(amount.error());
  if (!(*amount > 0)) return orrery::Error::range_error("an amount must be positive");
  account->balance += *amount;
  return account->balance;
}

orrery::Result<orrery::Value> balance(orrery::Call& call) {
  auto* account = call.this_value().native<Account>();
  if (account == nullptr) return orrery::Error::type_error("balance is of accounts");
  return account->balance;
}

orrery::ClassDefinition account_class() {
  orrery::ClassDefinition definition;
  definition.name = "Account";
  definition.constructor = [](orrery::Call& call) -> orrery::Result<orrery::Value> {
    call.set_native(std::make_unique<Account>());
    return orrery::Value();
  };
  definition.methods.push_back({"deposit", 1, deposit});
  definition.accessors.push_back({"balance", balance, {}});
  return definition;
}

// Ends what the agent runs if it takes too long.
class TimeLimit {
 public:
  TimeLimit(orrery::Agent& agent, std::chrono::milliseconds limit)
      : thread_([this, &agent, limit] {
          std::unique_lock lock(mutex_);
          if (!ended_.wait_for(lock, limit, [this] { return has_ended_; }))
            agent.request_interrupt(orrery::Termination::TimeLimit);
        }) {}
  ~TimeLimit() {
    {
      const std::lock_guard lock(mutex_);
      has_ended_ = true;
    }
    ended_.notify_one();
    thread_.join();
  }

 private:
  std::mutex mutex_;
  std::condition_variable ended_;
  bool has_ended_ = false;
  std::thread thread_;  // last: it uses the others
};

// The script, and then its promise jobs. Says whether all went well.
bool run(orrery::Agent& agent, const char* source) {
  const TimeLimit limit(agent, std::chrono::milliseconds(200));
  const orrery::Result<orrery::Value> result = agent.realm().evaluate(source, "example.js");
  if (!result) {
    std::printf("%s: %s\n", result.error().is_termination() ? "ended" : "failed",
                result.error().message.c_str());
    return false;
  }
  const orrery::Result<std::size_t> jobs = agent.run_jobs();
  if (!jobs) std::printf("ended: %s\n", jobs.error().message.c_str());
  return jobs.has_value();
}

constexpr const char* k_accounts = R"(
  const account = new Account();
  account.deposit(40);
  Promise.resolve(2).then(amount => {
    account.deposit(amount);
    print('balance:', account.balance);
  });
  try {
    account.deposit(-1);
  } catch (error) {
    print(error);
  }
)";

}  // namespace

// What the shared library of the example exports, and main() calls.
extern "C" [[gnu::visibility("default")]] int run_example() {
  orrery::SystemDoor door;
  const auto agent = orrery::Agent::create(door, {.heap_limit = std::size_t{64} << 20});
  if (agent == nullptr) return 1;
  const orrery::Realm realm = agent->realm();
  if (!realm.define_function("print", 0, print) || !realm.define_class(account_class())) return 1;

  const bool ran = run(*agent, k_accounts);
  const bool failed = !run(*agent, "null.x");
  const bool ended = !run(*agent, "try { for (;;); } finally { print('never') }");
  return ran && failed && ended ? 0 : 1;
}

#ifndef EXAMPLE_IS_LIBRARY
int main() {
  return run_example();
}
#endif
