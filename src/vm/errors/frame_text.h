#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "vm/errors/error_object.h"

namespace orrery::vm {

class Agent;
class ScriptSource;

// What there is to say of one frame of a StackTrace, in V8's words. Nothing here runs script code.

/// What eval_file_name() begins with.
constexpr std::string_view k_eval_prefix = "eval at ";

/// How files are named: what programs see, and what people are shown.
enum class FileNames : std::uint8_t {
  Full,   // full_file_name()
  Shown,  // as the source is named: as the program's own file was on the command line
};

/// Where in its source the entry, which has one, is, in bytes; nothing if nobody knows.
std::optional<std::uint32_t> frame_source_offset(const StackTrace::Entry& entry);
/// What the function is called in a stack trace; empty if it has no name.
std::string frame_function_name(Agent& agent, const StackTrace::Entry& entry);
/// Is it called as a function, rather than as a method of something?
bool is_top_level_frame(const StackTrace::Entry& entry);
/// What stands before a method's name: the class of what it was called on, of static methods too.
std::string frame_type_name(Agent& agent, const StackTrace::Entry& entry);
/// The name under which what it was called on has the method; empty if it has none, or several.
std::string frame_method_name(Agent& agent, const StackTrace::Entry& entry);
/// As Node has it: the absolute path of a script's file, the URL of a module's; of an eval, what it was
/// called in is named so. What is no file is named as it is.
std::string full_file_name(const ScriptSource& source);
/// "file:line:column", both counted from 1, columns in UTF-16 code units.
std::string frame_location(const StackTrace::Entry& entry, FileNames names);
/// A line, without "at".
std::string frame_text(Agent& agent, const StackTrace::Entry& entry, FileNames names);

}  // namespace orrery::vm
