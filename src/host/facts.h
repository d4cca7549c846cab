#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace orrery::host {

/// What the machine says about the process and its surroundings, of what is named:
///
///   variable NAME      of the environment
///   variables          the names of all, each with a zero byte behind it
///   working directory  its path
///   executable         the path of the program that runs
///   process id, parent process id
///   start              when the process began, by the monotonic clock, in nanoseconds
///   resident memory    bytes
///   memory limit       bytes that the process may have, as a group of processes says; 0: nobody says
///   user ids           real and effective, of the user and of the group; groups: all of the user's groups
///   resource usage     what getrusage(2) says, in the order of process.resourceUsage(); resource usage of
///   the
///                      thread
///   processors         how many the process may use
///   descriptor N       what descriptor N is: "terminal", "pipe" (or a socket) or "file"
///   terminal N         what descriptor N is, as "COLUMNSxROWS"; nothing if it is no terminal
///
/// Nothing: there is no such thing. Behind the doors (Door::fact()).
/// \param start_ns  for "start"
std::optional<std::string> read_fact(std::string_view name, std::uint64_t start_ns);

/// What facts in virtual time depend on.
struct VirtualMoment {
  std::uint64_t start_ns;   // when the process began, by the virtual clock
  std::uint64_t now_ns;     // by that clock
  std::uint64_t worked_ns;  // how much of it the program was at work
  std::int64_t process_id;
  std::int64_t parent_process_id;
};

/// What is said in virtual time, where a program must do the same in each run and on each machine. Nothing:
/// what read_fact() says.
std::optional<std::string> virtual_fact(std::string_view name, const VirtualMoment& now);

/// Whether it is the value of a variable of the environment.
inline bool is_of_environment(std::string_view name) {
  return name.starts_with("variable ");
}

}  // namespace orrery::host
