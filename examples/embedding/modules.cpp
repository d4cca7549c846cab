// A program that runs a module and what it imports, from files that another thread reads meanwhile.
// docs/embedding.md explains it.

#include <condition_variable>
#include <cstdio>
#include <deque>
#include <fstream>
#include <map>
#include <mutex>
#include <optional>
#include <sstream>
#include <string>
#include <thread>
#include <utility>

#include <orrery/orrery.h>
#include <orrery/system_door.h>

namespace {

// A queue from one thread to another.
template <typename T>
class Channel {
 public:
  void send(T item) {
    {
      const std::lock_guard lock(mutex_);
      items_.push_back(std::move(item));
    }
    changed_.notify_one();
  }
  T receive() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !items_.empty(); });
    T item = std::move(items_.front());
    items_.pop_front();
    return item;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<T> items_;
};

// Reads files on a thread of its own. It knows nothing of agents and values.
class FileReader {
 public:
  struct File {
    std::string path;
    std::optional<std::string> text;  // nothing: it cannot be read
  };

  FileReader() : thread_([this] { run(); }) {}
  ~FileReader() {
    wanted_.send(std::nullopt);
    thread_.join();
  }
  void want(std::string path) { wanted_.send(std::move(path)); }
  File next() { return read_.receive(); }

 private:
  void run() {
    while (const std::optional<std::string> path = wanted_.receive()) {
      std::ifstream stream(*path, std::ios::binary);
      std::ostringstream text;
      text << stream.rdbuf();
      read_.send({*path, stream ? std::optional(text.str()) : std::nullopt});
    }
  }

  Channel<std::optional<std::string>> wanted_;
  Channel<File> read_;
  std::thread thread_;  // last: it uses the others
};

// Finds modules in a folder.
class FolderLoader final : public orrery::ModuleLoader {
 public:
  explicit FolderLoader(std::string folder) : folder_(std::move(folder)) {}

  void load(const orrery::ModuleRequest& request) override {
    const std::string& specifier = request.specifier();
    if (!specifier.starts_with("./")) {
      static_cast<void>(request.fail(orrery::Error::type_error("no module '" + specifier + "'").error()));
      return;
    }
    const std::string path = folder_ + specifier.substr(1);
    if (const auto known = modules_.find(path); known != modules_.end()) {
      static_cast<void>(request.finish(known->second));  // the same module each time
      return;
    }
    const bool is_first = waiting_.find(path) == waiting_.end();
    waiting_.emplace(path, request);  // to be answered later
    if (is_first) files_.want(path);
  }

  orrery::Result<void> fill_import_meta(const orrery::Module& module,
                                        const orrery::Value& import_meta) override {
    return import_meta.set("isMain", module.name() == folder_ + "/main.js");
  }

  bool is_waiting() const { return !waiting_.empty(); }

  // Waits for a file, and answers all who asked for it.
  void answer_next() {
    const FileReader::File file = files_.next();
    while (true) {
      const auto found = waiting_.find(file.path);
      if (found == waiting_.end()) return;
      const orrery::ModuleRequest request = found->second;
      waiting_.erase(found);
      const orrery::Result<void> answered = answer(request, file);
      if (!answered) std::printf("ended: %s\n", answered.error().message.c_str());
    }
  }

 private:
  orrery::Result<void> answer(const orrery::ModuleRequest& request, const FileReader::File& file) {
    if (!file.text) return request.fail(orrery::Error::type_error("no file " + request.specifier()).error());
    auto known = modules_.find(file.path);
    if (known == modules_.end()) {
      const orrery::Result<orrery::Module> module = request.realm().compile_module(*file.text, file.path);
      if (!module) return request.fail(module.error());  // a SyntaxError
      known = modules_.emplace(file.path, *module).first;
    }
    return request.finish(known->second);
  }

  std::string folder_;
  std::map<std::string, orrery::Module> modules_;
  std::multimap<std::string, orrery::ModuleRequest> waiting_;
  FileReader files_;
};

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count != 2) return 2;
  orrery::SystemDoor door;
  FolderLoader loader(arguments[1]);
  const auto agent = orrery::Agent::create(door, {.modules = &loader});
  if (agent == nullptr) return 1;

  // As import("./main.js") does in a script.
  const orrery::Result<orrery::Value> promise = agent->realm().import_module("./main.js");
  if (!promise) return 1;
  while (true) {
    if (!agent->run_jobs()) return 1;
    if (!loader.is_waiting()) break;
    loader.answer_next();
  }
  const orrery::Value result = promise->promise_result();
  if (promise->promise_state() != orrery::Value::PromiseState::Fulfilled) {
    std::printf("failed: %s\n", result.describe().c_str());
    return 1;
  }
  const orrery::Result<orrery::Value> greeting = result.get("greeting");  // an export
  if (!greeting) return 1;
  std::puts(greeting->to_string().value_or("?").c_str());
  return 0;
}
