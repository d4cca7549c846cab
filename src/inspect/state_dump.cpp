#include "inspect/state_dump.h"

#include <algorithm>

#include "base/json_text.h"
#include "base/output_buffer.h"
#include "inspect/trace/looking.h"
#include "loop/pending.h"
#include "vm/agent.h"
#include "vm/execution/frame.h"

namespace orrery::inspect {

StateDump dump_state(vm::Agent& agent, loop::EventLoop& loop) {
  StateDump dump;
  for (vm::FrameIterator frame(agent); !frame.is_at_end(); frame.next())
    dump.stack.push_back(name_of(frame.callee()));
  std::ranges::reverse(dump.stack);
  const loop::PendingList pending = loop.pending(0);
  dump.microtasks = pending.microtasks;
  dump.ticks = pending.ticks;
  for (std::size_t i = 0; i < loop::k_task_source_count; ++i)
    dump.sources[i] = pending.count(static_cast<loop::TaskSource>(i)).all;
  return dump;
}

std::string StateDump::to_json() const {
  std::string text;
  {
    base::OutputBuffer output([&](std::string_view part) { text += part; });
    output.append("{\"stack\":[");
    for (std::size_t i = 0; i < stack.size(); ++i) {
      if (i > 0) output.append(",");
      base::append_json_string(output, stack[i]);
    }
    output.append("],\"microtasks\":" + std::to_string(microtasks) + ",\"ticks\":" + std::to_string(ticks));
    output.append(",\"sources\":{");
    bool is_first = true;
    for (std::size_t i = 0; i < sources.size(); ++i) {
      if (sources[i] == 0) continue;
      if (!is_first) output.append(",");
      is_first = false;
      base::append_json_string(output, loop::name_of(static_cast<loop::TaskSource>(i)));
      output.append(":" + std::to_string(sources[i]));
    }
    output.append("}}");
  }
  return text;
}

}  // namespace orrery::inspect
