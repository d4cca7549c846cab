#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "vm/agent.h"
#include "vm/completion.h"
#include "web/dom/event.h"

namespace orrery::cli {

/// What somebody has done at the input pad: a line of JSON, `{"target": 3, "type": "keydown", "key": "a"}` or
/// `{"keepsRunning": true}`.
struct Input {
  std::uint64_t target = 0;  // as InputPad counts them
  std::string type;          // of the event
  // Of what events of its sort have to tell; what is not given is as nobody does anything with it.
  std::string key;
  std::string code;
  bool control = false;
  bool shift = false;
  bool alt = false;
  bool meta = false;
  std::int32_t x = 0;
  std::int32_t y = 0;
  std::optional<std::string> data;  // a JSON text
  /// Instead of an event: whether the run goes on for input from now on.
  std::optional<bool> keeps_running;

  /// Nothing: it is none.
  static std::optional<Input> read(std::string_view line);
};

/// The event that a user agent fires for it, of the interface that the standards give to events of this type:
/// UI Events (https://w3c.github.io/uievents/), Pointer Events (https://w3c.github.io/pointerevents/), HTML's
/// MessageEvent; of others a CustomEvent if there is data, or else an Event. Throws where the data is no
/// JSON.
vm::Completion<web::Event*> make_input_event(vm::Agent& agent, const Input& input);

}  // namespace orrery::cli
