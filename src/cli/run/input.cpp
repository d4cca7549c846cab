#include "cli/run/input.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/json_value.h"
#include "base/unicode/utf.h"
#include "builtins/structured_data/json_parser.h"
#include "vm/objects/realm_interface.h"
#include "web/dom/custom_event.h"
#include "web/input/keyboard_event.h"
#include "web/input/pointer_event.h"
#include "web/messaging/message_event.h"

namespace orrery::cli {

using base::JsonValue;
using vm::Agent;
using vm::Completion;

namespace {

constexpr std::size_t k_longest_type = 1000;

std::string text_of(const JsonValue& line, std::string_view name) {
  const JsonValue* value = line.find(name);
  return value != nullptr && value->is_string() ? value->string : "";
}

bool flag_of(const JsonValue& line, std::string_view name) {
  const JsonValue* value = line.find(name);
  return value != nullptr && value->kind == JsonValue::Kind::Boolean && value->boolean;
}

double number_of(const JsonValue& line, std::string_view name, double least, double most) {
  const JsonValue* value = line.find(name);
  if (value == nullptr || value->kind != JsonValue::Kind::Number) return 0;
  return value->number >= least && value->number <= most ? value->number : 0;
}

template <typename T>
bool is_one_of(const T& names, std::string_view type) {
  return std::ranges::find(names, type) != std::end(names);
}

/// https://w3c.github.io/pointerevents/#pointer-event-types and #the-click-auxclick-and-contextmenu-events
constexpr std::string_view k_pointer_types[] = {"click",     "auxclick",    "contextmenu",
                                                "pointerup", "pointerdown", "pointermove"};
/// https://w3c.github.io/uievents/#events-mouse-types
constexpr std::string_view k_mouse_types[] = {"dblclick", "mousedown", "mousemove", "mouseup"};
constexpr std::string_view k_key_types[] = {"keydown", "keyup"};

/// Events of the user's doing bubble and can be canceled.
void set_flags(web::EventInit& init) {
  init.bubbles = init.cancelable = init.composed = true;
}

void set_modifiers(web::EventModifierInit& init, const Input& input) {
  init.ctrl_key = input.control;
  init.shift_key = input.shift;
  init.alt_key = input.alt;
  init.meta_key = input.meta;
}

void set_place(web::MouseEventInit& init, const Input& input) {
  init.client_x = init.screen_x = input.x;
  init.client_y = init.screen_y = input.y;
  init.detail = input.type == "dblclick" ? 2 : input.type == "click" ? 1 : 0;
}

template <typename EventClass, typename Init>
web::Event* make(Agent& agent, vm::String* type, const Init& init) {
  return vm::make_platform_object<EventClass>(agent, agent.realm(), web::start_event(agent, type, init),
                                              init);
}

web::Event* make_pointer_event(Agent& agent, vm::String* type, const Input& input) {
  web::PointerEventInit init = web::default_pointer_event_init(agent);
  set_flags(init);
  set_modifiers(init, input);
  set_place(init, input);
  init.pointer_id = 1;
  init.is_primary = true;
  init.pointer_type = vm::intern(agent, "mouse");
  if (input.type == "auxclick") init.button = 1;
  if (input.type == "contextmenu") init.button = 2;
  return make<web::PointerEvent>(agent, type, init);
}

web::Event* make_mouse_event(Agent& agent, vm::String* type, const Input& input) {
  web::MouseEventInit init = web::default_mouse_event_init(agent);
  set_flags(init);
  set_modifiers(init, input);
  set_place(init, input);
  return make<web::MouseEvent>(agent, type, init);
}

Completion<web::Event*> make_keyboard_event(Agent& agent, vm::String* type, const Input& input) {
  web::KeyboardEventInit init = web::default_keyboard_event_init(agent);
  set_flags(init);
  set_modifiers(init, input);
  init.key = TRY(vm::make_string_from_utf8(agent, input.key));
  init.code = TRY(vm::make_string_from_utf8(agent, input.code));
  return make<web::KeyboardEvent>(agent, type, init);
}

Completion<web::Event*> make_message_event(Agent& agent, vm::String* type, vm::Value data) {
  web::MessageEventInit init = web::default_message_event_init(agent);
  init.data = data;
  return static_cast<web::Event*>(vm::make_platform_object<web::MessageEvent>(
      agent, agent.realm(), web::start_event(agent, type, init), init, nullptr));
}

}  // namespace

std::optional<Input> Input::read(std::string_view line) {
  if (!base::is_valid_utf8(line)) return std::nullopt;
  const auto json = base::parse_json(line);
  if (!json || !json->is_object()) return std::nullopt;
  Input input;
  if (json->find("keepsRunning") != nullptr) {
    input.keeps_running = flag_of(*json, "keepsRunning");
    return input;
  }
  constexpr double k_most_targets = 0x1p53;
  constexpr double k_most = 0x7fff'ffff;
  input.target = static_cast<std::uint64_t>(number_of(*json, "target", 1, k_most_targets));
  input.type = base::utf8_from_wtf8(text_of(*json, "type"));
  if (input.target == 0 || input.type.size() > k_longest_type) return std::nullopt;
  input.key = base::utf8_from_wtf8(text_of(*json, "key"));
  input.code = base::utf8_from_wtf8(text_of(*json, "code"));
  input.control = flag_of(*json, "ctrlKey");
  input.shift = flag_of(*json, "shiftKey");
  input.alt = flag_of(*json, "altKey");
  input.meta = flag_of(*json, "metaKey");
  input.x = static_cast<std::int32_t>(number_of(*json, "x", -k_most, k_most));
  input.y = static_cast<std::int32_t>(number_of(*json, "y", -k_most, k_most));
  if (const JsonValue* data = json->find("data")) input.data = base::utf8_from_wtf8(base::to_json(*data));
  return input;
}

Completion<web::Event*> make_input_event(Agent& agent, const Input& input) {
  vm::String* type = TRY(vm::make_string_from_utf8(agent, input.type));
  if (is_one_of(k_pointer_types, input.type)) return make_pointer_event(agent, type, input);
  if (is_one_of(k_mouse_types, input.type)) return make_mouse_event(agent, type, input);
  if (is_one_of(k_key_types, input.type)) return make_keyboard_event(agent, type, input);
  vm::Value data = vm::Value::null();
  if (input.data) data = TRY(builtins::parse_json(agent, TRY(vm::make_string_from_utf8(agent, *input.data))));
  if (input.type == "message") return make_message_event(agent, type, data);
  if (!input.data)
    return static_cast<web::Event*>(
        vm::make_platform_object<web::Event>(agent, agent.realm(), web::start_event(agent, type, {})));
  return static_cast<web::Event*>(vm::make_platform_object<web::CustomEvent>(
      agent, agent.realm(), web::start_event(agent, type, {}), data));
}

}  // namespace orrery::cli
