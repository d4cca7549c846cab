#include "host/facts.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <memory>
#include <system_error>
#include <vector>

#include <pwd.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>
#include <uv.h>

// NOLINTNEXTLINE(readability-redundant-declaration): POSIX has it declared by whoever uses it
extern char** environ;

namespace orrery::host {

namespace {

std::string variable_names() {
  std::string names;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; entry++) {
    const std::string_view text(*entry);
    const std::size_t end = text.find('=');
    if (end == 0 || end == std::string_view::npos) continue;
    names += text.substr(0, end);
    names += '\0';
  }
  return names;
}

/// Of the process: the second number of /proc/self/statm, which are pages.
std::optional<std::string> resident_memory() {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen("/proc/self/statm", "r"),
                                                             std::fclose);
  unsigned long long total = 0;
  unsigned long long resident = 0;
  if (file == nullptr || std::fscanf(file.get(), "%llu %llu", &total, &resident) != 2) return std::nullopt;
  return std::to_string(resident * static_cast<unsigned long long>(::sysconf(_SC_PAGESIZE)));
}

std::optional<std::string> terminal(int descriptor) {
  winsize size{};
  if (::isatty(descriptor) == 0 || ::ioctl(descriptor, TIOCGWINSZ, &size) != 0) return std::nullopt;
  return std::to_string(size.ws_col) + "x" + std::to_string(size.ws_row);
}

std::optional<std::string> sort_of_descriptor(int descriptor) {
  struct stat status{};
  if (::fstat(descriptor, &status) != 0) return std::nullopt;
  if (::isatty(descriptor) != 0) return "terminal";
  return S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode) ? "pipe" : "file";
}

/// Of the system: its name, the machine's, release, version, architecture.
std::optional<std::string> system_names() {
  utsname names{};
  if (::uname(&names) != 0) return std::nullopt;
  std::string text;
  for (const char* name : {names.sysname, names.nodename, names.release, names.version, names.machine})
    text += std::string(name) + '\n';
  return text;
}

std::optional<std::string> first_line(const char* path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path, "r"), std::fclose);
  char line[256];
  if (file == nullptr || std::fgets(line, sizeof(line), file.get()) == nullptr) return std::nullopt;
  return line;
}

/// Of the machine, in bytes: all of it, and what programs can have.
std::optional<std::string> memory() {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen("/proc/meminfo", "r"), std::fclose);
  if (file == nullptr) return std::nullopt;
  unsigned long long total = 0;
  unsigned long long available = 0;
  char line[256];
  while (std::fgets(line, sizeof(line), file.get()) != nullptr) {
    unsigned long long kibibytes = 0;
    if (std::sscanf(line, "MemTotal: %llu", &kibibytes) == 1) total = kibibytes;
    if (std::sscanf(line, "MemAvailable: %llu", &kibibytes) == 1) available = kibibytes;
  }
  return std::to_string(total * 1024) + '\n' + std::to_string(available * 1024);
}

/// How many the process may use: as its affinity says, where there is such a thing.
long processor_count() {
#ifdef __linux__
  cpu_set_t set;
  if (::sched_getaffinity(0, sizeof(set), &set) == 0) return CPU_COUNT(&set);
#endif
  return std::max(::sysconf(_SC_NPROCESSORS_ONLN), 1L);
}

/// How many the process may use, the model of the first, and its speed in MHz.
std::optional<std::string> processors() {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen("/proc/cpuinfo", "r"), std::fclose);
  std::string model;
  std::string speed;
  char line[1024];
  while (file != nullptr && (model.empty() || speed.empty()) &&
         std::fgets(line, sizeof(line), file.get()) != nullptr) {
    const std::string_view text(line);
    const std::size_t start = std::min(text.find(": "), text.size());
    const std::string value(text.substr(std::min(start + 2, text.size())));
    if (text.starts_with("model name") && model.empty()) model = value.substr(0, value.find('\n'));
    if (text.starts_with("cpu MHz") && speed.empty()) speed = value.substr(0, value.find('.'));
  }
  return std::to_string(processor_count()) + '\n' + model + '\n' + speed;
}

/// Of whom the process is: its ids, name, home and shell.
std::optional<std::string> user() {
  passwd entry{};
  passwd* found = nullptr;
  char text[4096];
  (void)::getpwuid_r(::getuid(), &entry, text, sizeof(text), &found);
  std::string fields = std::to_string(::getuid()) + '\n' + std::to_string(::getgid());
  if (found == nullptr) return fields;
  for (const char* field : {found->pw_name, found->pw_dir, found->pw_shell})
    fields += std::string("\n") + field;
  return fields;
}

/// Real and effective, of the user and of the group.
std::string user_ids() {
  return std::to_string(::getuid()) + ' ' + std::to_string(::geteuid()) + ' ' + std::to_string(::getgid()) +
         ' ' + std::to_string(::getegid());
}

/// Of the user, with that of the process, which need not be one of them.
std::optional<std::string> groups() {
  std::vector<gid_t> ids(static_cast<std::size_t>(std::max(::getgroups(0, nullptr), 0)));
  const int count = ::getgroups(static_cast<int>(ids.size()), ids.data());
  if (count < 0) return std::nullopt;
  ids.resize(static_cast<std::size_t>(count));
  if (std::ranges::find(ids, ::getegid()) == ids.end()) ids.push_back(::getegid());
  std::string text;
  for (const gid_t id : ids) text += std::to_string(id) + ' ';
  return text;
}

/// In the order of Node's process.resourceUsage(). \param who  RUSAGE_SELF and its kin
std::optional<std::string> resource_usage(int who) {
  rusage usage{};
  if (::getrusage(who, &usage) != 0) return std::nullopt;
  constexpr long k_microseconds = 1'000'000;
  const long numbers[] = {usage.ru_utime.tv_sec * k_microseconds + usage.ru_utime.tv_usec,
                          usage.ru_stime.tv_sec * k_microseconds + usage.ru_stime.tv_usec,
                          usage.ru_maxrss,
                          usage.ru_ixrss,
                          usage.ru_idrss,
                          usage.ru_isrss,
                          usage.ru_minflt,
                          usage.ru_majflt,
                          usage.ru_nswap,
                          usage.ru_inblock,
                          usage.ru_oublock,
                          usage.ru_msgsnd,
                          usage.ru_msgrcv,
                          usage.ru_nsignals,
                          usage.ru_nvcsw,
                          usage.ru_nivcsw};
  std::string text;
  for (const long number : numbers) text += std::to_string(number) + ' ';
  return text;
}

/// In the last minute, five minutes, and a quarter of an hour.
std::optional<std::string> load() {
  double averages[3] = {};
  if (::getloadavg(averages, 3) != 3) return std::nullopt;
  std::string text;
  for (const double average : averages) text += std::to_string(average) + '\n';
  return text;
}

std::optional<std::string> resource_usage_of_thread() {
#ifdef RUSAGE_THREAD
  return resource_usage(RUSAGE_THREAD);
#else
  return std::nullopt;
#endif
}

std::optional<std::string> system_uptime() {
  std::optional<std::string> line = first_line("/proc/uptime");
  if (line) line->resize(std::min(line->find(' '), line->size()));
  return line;
}

std::optional<std::string> path_text(const std::filesystem::path& path, const std::error_code& error) {
  if (error) return std::nullopt;
  return path.string();
}

constexpr std::string_view k_variable = "variable ";

std::optional<std::string> working_directory() {
  std::error_code error;
  const std::filesystem::path path = std::filesystem::current_path(error);
  return path_text(path, error);
}

std::optional<std::string> executable() {
  std::error_code error;
  const std::filesystem::path path = std::filesystem::read_symlink("/proc/self/exe", error);
  return path_text(path, error);
}

// Virtual time ----------------------------------------------------------------------------------------------

/// What a fact is for programs that run in virtual time: somebody has to have decided that.
class InVirtualTime {
 public:
  using ByClock = std::string (*)(const VirtualMoment& now);

  /// As it is, for it belongs to what the program is given: environment, terminal, user, machine.
  static consteval InVirtualTime as_it_is() { return {nullptr, nullptr}; }
  static consteval InVirtualTime always(const char* text) { return {text, nullptr}; }
  static consteval InVirtualTime by_clock(ByClock text) { return {nullptr, text}; }

  /// Nothing: as it is.
  std::optional<std::string> text(const VirtualMoment& now) const {
    if (by_clock_ != nullptr) return by_clock_(now);
    if (constant_ != nullptr) return std::string(constant_);
    return std::nullopt;
  }

 private:
  consteval InVirtualTime(const char* constant, ByClock by_clock)
      : constant_(constant), by_clock_(by_clock) {}

  const char* constant_;
  ByClock by_clock_;
};

std::string virtual_process_id(const VirtualMoment& now) {
  return std::to_string(now.process_id);
}

std::string virtual_parent_process_id(const VirtualMoment& now) {
  return std::to_string(now.parent_process_id);
}

std::string virtual_start(const VirtualMoment& now) {
  return std::to_string(now.start_ns);
}

/// All of the time in which the program was at work was the user's.
std::string virtual_resource_usage(const VirtualMoment& now) {
  constexpr std::uint64_t k_microsecond = 1'000;
  return std::to_string(now.worked_ns / k_microsecond) + " 0 65536 0 0 0 0 0 0 0 0 0 0 0 0 0 ";
}

/// Of a machine that was started when the monotonic clock was.
std::string virtual_system_uptime(const VirtualMoment& now) {
  constexpr std::uint64_t k_centisecond = 10'000'000;
  const std::uint64_t whole = now.now_ns / k_centisecond;
  const std::string rest = std::to_string(whole % 100);
  return std::to_string(whole / 100) + (rest.size() == 1 ? ".0" : ".") + rest;
}

using Text = std::optional<std::string>;

struct Fact {
  std::string_view name;
  Text (*read)(std::uint64_t start_ns);
  InVirtualTime in_virtual_time;
};

constexpr Fact k_facts[] = {
    {"variables", [](std::uint64_t) -> Text { return variable_names(); }, InVirtualTime::as_it_is()},
    {"working directory", [](std::uint64_t) -> Text { return working_directory(); },
     InVirtualTime::as_it_is()},
    {"executable", [](std::uint64_t) -> Text { return executable(); }, InVirtualTime::as_it_is()},
    {"process id", [](std::uint64_t) -> Text { return std::to_string(::getpid()); },
     InVirtualTime::by_clock(virtual_process_id)},
    {"parent process id", [](std::uint64_t) -> Text { return std::to_string(::getppid()); },
     InVirtualTime::by_clock(virtual_parent_process_id)},
    {"start", [](std::uint64_t start_ns) -> Text { return std::to_string(start_ns); },
     InVirtualTime::by_clock(virtual_start)},
    {"resident memory", [](std::uint64_t) -> Text { return resident_memory(); },
     InVirtualTime::always("67108864")},
    {"system", [](std::uint64_t) -> Text { return system_names(); }, InVirtualTime::as_it_is()},
    {"memory", [](std::uint64_t) -> Text { return memory(); },
     InVirtualTime::always("8589934592\n4294967296")},
    {"processors", [](std::uint64_t) -> Text { return processors(); },
     InVirtualTime::always("4\nvirtual processor\n1000")},
    {"user", [](std::uint64_t) -> Text { return user(); }, InVirtualTime::as_it_is()},
    {"user ids", [](std::uint64_t) -> Text { return user_ids(); }, InVirtualTime::as_it_is()},
    {"groups", [](std::uint64_t) -> Text { return groups(); }, InVirtualTime::as_it_is()},
    {"resource usage", [](std::uint64_t) -> Text { return resource_usage(RUSAGE_SELF); },
     InVirtualTime::by_clock(virtual_resource_usage)},
    {"resource usage of the thread", [](std::uint64_t) -> Text { return resource_usage_of_thread(); },
     InVirtualTime::by_clock(virtual_resource_usage)},
    {"memory limit", [](std::uint64_t) -> Text { return std::to_string(uv_get_constrained_memory()); },
     InVirtualTime::always("0")},
    {"load", [](std::uint64_t) -> Text { return load(); },
     InVirtualTime::always("0.000000\n0.000000\n0.000000\n")},
    {"system uptime", [](std::uint64_t) -> Text { return system_uptime(); },
     InVirtualTime::by_clock(virtual_system_uptime)},
    {"descriptor 1", [](std::uint64_t) -> Text { return sort_of_descriptor(STDOUT_FILENO); },
     InVirtualTime::as_it_is()},
    {"descriptor 2", [](std::uint64_t) -> Text { return sort_of_descriptor(STDERR_FILENO); },
     InVirtualTime::as_it_is()},
    {"terminal 0", [](std::uint64_t) -> Text { return terminal(STDIN_FILENO); }, InVirtualTime::as_it_is()},
    {"terminal 1", [](std::uint64_t) -> Text { return terminal(STDOUT_FILENO); }, InVirtualTime::as_it_is()},
    {"terminal 2", [](std::uint64_t) -> Text { return terminal(STDERR_FILENO); }, InVirtualTime::as_it_is()},
};

const Fact* find_fact(std::string_view name) {
  const auto* found = std::ranges::find(k_facts, name, &Fact::name);
  return found == std::end(k_facts) ? nullptr : found;
}

}  // namespace

std::optional<std::string> read_fact(std::string_view name, std::uint64_t start_ns) {
  if (is_of_environment(name)) {
    const char* value = std::getenv(std::string(name.substr(k_variable.size())).c_str());
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
  }
  const Fact* fact = find_fact(name);
  return fact == nullptr ? std::nullopt : fact->read(start_ns);
}

std::optional<std::string> virtual_fact(std::string_view name, const VirtualMoment& now) {
  const Fact* fact = find_fact(name);
  return fact == nullptr ? std::nullopt : fact->in_virtual_time.text(now);
}

}  // namespace orrery::host
