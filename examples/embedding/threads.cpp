// Agents on several threads, and memory that they share. docs/embedding.md explains it.

#include <array>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <string>
#include <thread>

#include <orrery/orrery.h>
#include <orrery/system_door.h>

namespace {

constexpr std::size_t k_workers = 3;

// Counts the primes of a part of the numbers, adds them up in shared memory, and says so.
constexpr const char* k_worker = R"(
  const cells = new Int32Array(shared);
  let primes = 0;
  for (let n = first; n < first + 1000; n++) {
    let divisor = 2;
    while (divisor * divisor <= n && n % divisor !== 0) divisor++;
    if (n > 1 && divisor * divisor > n) primes++;
  }
  Atomics.add(cells, 0, primes);
  Atomics.add(cells, 1, 1);
  Atomics.notify(cells, 1);
)";

// Waits, without blocking, until all workers are done.
constexpr const char* k_main = R"(
  const cells = new Int32Array(shared);
  var primes;
  (async () => {
    for (let done; (done = Atomics.load(cells, 1)) < workers;) await Atomics.waitAsync(cells, 1, done).value;
    primes = Atomics.load(cells, 0);
  })();
)";

// An agent with the memory as its global variable `shared`, and a number.
bool prepare(const orrery::Realm& realm, const orrery::SharedBuffer& memory, const char* name,
             double number) {
  const orrery::Result<orrery::Value> shared = realm.shared_array_buffer(memory);
  return shared && realm.global().set("shared", *shared) && realm.global().set(name, number);
}

void work(const orrery::SharedBuffer& memory, std::size_t index) {
  orrery::SystemDoor door;
  const auto agent = orrery::Agent::create(door);
  if (!prepare(agent->realm(), memory, "first", static_cast<double>(index) * 1000)) return;
  const orrery::Result<orrery::Value> result = agent->realm().evaluate(k_worker, "worker.js");
  if (!result) std::puts(result.error().stack.c_str());
}

// What a thread sleeps on while its agent has nothing to do.
class Bell {
 public:
  void ring() {
    {
      const std::lock_guard lock(mutex_);
      rang_ = true;
    }
    changed_.notify_one();
  }
  void wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return rang_; });
    rang_ = false;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool rang_ = false;
};

}  // namespace

int main() {
  const std::optional<orrery::SharedBuffer> memory = orrery::SharedBuffer::make(8);
  if (!memory) return 1;
  std::array<std::thread, k_workers> threads;
  for (std::size_t i = 0; i < k_workers; i++) threads[i] = std::thread([&memory, i] { work(*memory, i); });

  Bell bell;
  orrery::SystemDoor door;
  const auto agent = orrery::Agent::create(door, {.on_wake = [&bell] { bell.ring(); }});
  const orrery::Realm realm = agent->realm();
  bool is_well = prepare(realm, *memory, "workers", k_workers) && realm.evaluate(k_main, "main.js");
  while (is_well) {
    is_well = agent->run_jobs().has_value();
    if (const orrery::Result<orrery::Value> primes = realm.global().get("primes");
        primes && primes->is_number())
      break;
    bell.wait();
  }
  for (std::thread& thread : threads) thread.join();
  if (!is_well) return 1;
  std::printf("%s primes below 3000\n", realm.global().get("primes")->describe().c_str());
  return 0;
}
