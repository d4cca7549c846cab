#include "inspect/state_recorder.h"

#include <utility>

#include <fmt/format.h>

#include "base/json_text.h"

namespace orrery::inspect {

void StateRecorder::note_output(bool is_error, std::string_view text) {
  pieces_++;
  output_.append(is_error ? R"({"stream":2,"text":)" : R"({"stream":1,"text":)");
  base::append_json_string(output_, text);
  output_.append("}\n");
}

void StateRecorder::write(std::string_view event) {
  StateDump dump = dump_state(agent_, loop_);
  if (is_leaving_ && dump.stack.size() == depth_ + 1) dump.stack.pop_back();
  std::string state = fmt::format("{{{},\"output\":{}}}", dump.to_json(), pieces_);
  output_.append(fmt::format(R"({{"at":{},"event":"{}")", at_++, event));
  if (state != last_) {
    output_.append(fmt::format(",\"state\":{}", state));
    last_ = std::move(state);
  }
  if (event == "Statement") output_.append(fmt::format(",\"context\":{}", dump_context(agent_).to_json()));
  output_.append("}\n");
}

}  // namespace orrery::inspect
