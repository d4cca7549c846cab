#include "host/facts.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
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

std::optional<std::string> system_uptime() {
  std::optional<std::string> line = first_line("/proc/uptime");
  if (line) line->resize(std::min(line->find(' '), line->size()));
  return line;
}

std::optional<std::string> path_text(const std::filesystem::path& path, const std::error_code& error) {
  if (error) return std::nullopt;
  return path.string();
}

}  // namespace

std::optional<std::string> read_fact(std::string_view name, std::uint64_t start_ns) {
  constexpr std::string_view k_variable = "variable ";
  if (name.starts_with(k_variable)) {
    const char* value = std::getenv(std::string(name.substr(k_variable.size())).c_str());
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
  }
  std::error_code error;
  if (name == "variables") return variable_names();
  if (name == "working directory") {
    const std::filesystem::path path = std::filesystem::current_path(error);
    return path_text(path, error);
  }
  if (name == "executable") {
    const std::filesystem::path path = std::filesystem::read_symlink("/proc/self/exe", error);
    return path_text(path, error);
  }
  if (name == "process id") return std::to_string(::getpid());
  if (name == "parent process id") return std::to_string(::getppid());
  if (name == "start") return std::to_string(start_ns);
  if (name == "resident memory") return resident_memory();
  if (name == "system") return system_names();
  if (name == "memory") return memory();
  if (name == "processors") return processors();
  if (name == "user") return user();
  if (name == "user ids") return user_ids();
  if (name == "groups") return groups();
  if (name == "resource usage") return resource_usage(RUSAGE_SELF);
#ifdef RUSAGE_THREAD
  if (name == "resource usage of the thread") return resource_usage(RUSAGE_THREAD);
#endif
  if (name == "memory limit") return std::to_string(uv_get_constrained_memory());
  if (name == "load") return load();
  if (name == "system uptime") return system_uptime();
  if (name == "descriptor 1") return sort_of_descriptor(STDOUT_FILENO);
  if (name == "descriptor 2") return sort_of_descriptor(STDERR_FILENO);
  if (name == "terminal 0") return terminal(STDIN_FILENO);
  if (name == "terminal 1") return terminal(STDOUT_FILENO);
  if (name == "terminal 2") return terminal(STDERR_FILENO);
  return std::nullopt;
}

}  // namespace orrery::host
