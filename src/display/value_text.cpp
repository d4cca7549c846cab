#include "display/value_text.h"

#include "display/inspector.h"
#include "vm/agent.h"

namespace orrery::display {

std::string value_text(vm::Agent& agent, vm::Value value, const InspectOptions& options) {
  Inspector inspector(agent, options, Reading::Looking);
  vm::Completion<std::string> text = inspector.value(value);
  if (!text.is_thrown()) return text.release();
  // What cannot be looked at (too much memory, say); nothing of it is to stay behind.
  if (!agent.is_terminating()) agent.take_exception();
  return "";
}

}  // namespace orrery::display
