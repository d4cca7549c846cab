#pragma once

#include <string>
#include <string_view>

#include "vm/value.h"

namespace orrery::vm {
class Agent;
}  // namespace orrery::vm

namespace orrery::node {

class Resolver;

// What Node adds to errors of programs that mix ES modules with CommonJS.

/// Of a name that an ES module imports of a CommonJS module, which is not among what can be known of its
/// exports before it runs: how to get it nevertheless.
/// \param source  the line that imports it, from that name on
std::string describe_missing_export(std::string_view specifier, std::string_view name,
                                    std::string_view source);

/// If the exception that has ended an ES module says that `require`, or what else CommonJS modules have, is
/// not defined: says in its message why that is so.
/// \param path  of the module's file
/// \param awaits  whether it awaits at its top, which CommonJS modules cannot do
void explain_commonjs_global(vm::Agent& agent, Resolver& resolver, vm::Value exception,
                             const std::string& path, bool awaits);

}  // namespace orrery::node
