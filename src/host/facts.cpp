#include "host/facts.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <system_error>

#include <sched.h>
#include <sys/ioctl.h>
#include <unistd.h>

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

/// As its affinity says, where there is such a thing.
std::string processors() {
#ifdef __linux__
  cpu_set_t set;
  if (::sched_getaffinity(0, sizeof(set), &set) == 0) return std::to_string(CPU_COUNT(&set));
#endif
  return std::to_string(std::max(::sysconf(_SC_NPROCESSORS_ONLN), 1L));
}

std::optional<std::string> terminal(int descriptor) {
  winsize size{};
  if (::isatty(descriptor) == 0 || ::ioctl(descriptor, TIOCGWINSZ, &size) != 0) return std::nullopt;
  return std::to_string(size.ws_col) + "x" + std::to_string(size.ws_row);
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
  if (name == "processors") return processors();
  if (name == "terminal 0") return terminal(STDIN_FILENO);
  if (name == "terminal 1") return terminal(STDOUT_FILENO);
  if (name == "terminal 2") return terminal(STDERR_FILENO);
  return std::nullopt;
}

}  // namespace orrery::host
