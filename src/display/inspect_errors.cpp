// Errors: their stack, with the class where it says no more than `Error`, and what they have besides.

#include <algorithm>
#include <ranges>
#include <utility>

#include <fmt/format.h>

#include "display/inspector.h"
#include "display/stack_repetition.h"
#include "vm/agent.h"
#include "vm/errors/error_object.h"
#include "vm/errors/inspection.h"
#include "vm/objects/internal_methods.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/operations/value_operations.h"
#include "vm/strings/string.h"

namespace orrery::display {

using vm::CellKind;
using vm::Completion;
using vm::Object;
using vm::PropertyKey;
using vm::Value;

namespace {

constexpr std::string_view k_first_frame = "\n    at";

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    lines.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return lines;
}

bool starts_with_name(std::string_view stack, std::string_view name) {
  if (!stack.starts_with(name)) return false;
  stack.remove_prefix(name.size());
  return stack.empty() || stack.front() == ':' || stack.front() == '\n';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// What seems to be the name at the start of a stack; empty if nothing does.
std::string_view name_in(std::string_view stack) {
  const auto length_of = [&](std::string_view others) {
    const auto is_part = [&](char c) { return is_letter(c) || is_digit(c) || others.contains(c); };
    return static_cast<std::size_t>(std::ranges::find_if_not(stack, is_part) - stack.begin());
  };
  // `Name: …`, or `Name` with frames; a name may have brackets and spaces in it.
  const std::size_t end = length_of("_ []()-");
  const std::string_view rest = stack.substr(end);
  if (end > 1 && stack.front() >= 'A' && stack.front() <= 'Z' &&
      (rest.starts_with(':') || rest.starts_with(k_first_frame)))
    return stack.substr(0, end);
  return length_of("_-") == stack.size() && stack.ends_with("Error") ? stack : "";
}

}  // namespace

bool Inspector::is_error(Object* object) const {
  if (object->kind() == CellKind::Error) return true;
  const Object* wanted = agent_.realm().made_intrinsic(vm::Intrinsic::ErrorPrototype);
  if (wanted == nullptr) return false;
  while (object != nullptr && object->kind() != CellKind::Proxy) {
    object = object->prototype();
    if (object == wanted) return true;
  }
  return false;
}

/// `String(error)`, as Error.prototype.toString makes it.
Completion<std::string> Inspector::text_of_error(Object* error) {
  if (reading_ == Reading::Looking) return vm::error_text(agent_, error)->to_wtf8();
  const auto part = [&](PropertyKey key, std::string_view otherwise) -> Completion<std::string> {
    const Value value = TRY(vm::get(agent_, error, key));
    if (value.is_undefined()) return std::string(otherwise);
    return TRY(vm::to_string(agent_, value))->to_wtf8();
  };
  std::string name = TRY(part(agent_.names().name, "Error"));
  const std::string message = TRY(part(agent_.names().message, ""));
  if (name.empty()) return message;
  return message.empty() ? name : name + ": " + message;
}

/// Whether the stack has no text yet.
bool Inspector::has_unseen_stack(Object* error) {
  return error->kind() == CellKind::Error &&
         static_cast<vm::ErrorObject*>(error)->stack().is_cell_of(CellKind::StackTrace);
}

Completion<std::string> Inspector::stack_of(Object* error) {
  Value stack = Value::undefined();
  if (reading_ == Reading::Looking) {
    if (vm::String* seen = vm::seen_stack(agent_, error)) stack = seen;
  } else if (has_unseen_stack(error) && !TRY(has_own(error, agent_.names().stack)) &&
             !vm::prepares_stacks(agent_)) {
    // Its first line is what the error says of itself now; who reads `stack` gets that without script code.
    const std::string header = TRY(text_of_error(error));
    const std::string expected = vm::error_text(agent_, error)->to_wtf8();
    auto* object = static_cast<vm::ErrorObject*>(error);
    std::string text = vm::error_stack(agent_, object)->to_wtf8();
    if (header == expected || !text.starts_with(expected)) return text;
    text.replace(0, expected.size(), header);
    object->set_stack(TRY(vm::make_string_from_utf8(agent_, text)));
    return text;
  } else {
    stack = TRY(read_if_it_goes(error, agent_.names().stack));
  }
  if (stack.is_empty() || !vm::to_boolean(stack)) return text_of_error(error);
  if (stack.is_string()) return stack.as_string()->to_wtf8();
  around_.items().push_back(error);
  indentation_ += 4;
  Completion<std::string> text = value(stack, k_unknown_level);
  indentation_ -= 4;
  around_.items().pop_back();
  return TRY(text_of_error(error)) + "\n    " + TRY(std::move(text));
}

/// Properties that the stack shows already are left out; the cause and the errors of an AggregateError are
/// worth showing although they are not enumerable.
Completion<void> Inspector::choose_error_keys(Subject& subject, std::string_view stack, Value message,
                                              Value name) {
  std::vector<PropertyKey>& keys = subject.keys.items();
  const vm::WellKnown& names = agent_.names();
  if (!options_.shows_hidden) {
    const auto is_told = [&](Value value) {
      return !value.is_string() || stack.contains(value.as_string()->to_wtf8());
    };
    std::erase(keys, names.stack);
    if (!message.is_empty() && is_told(message)) std::erase(keys, names.message);
    if (!name.is_empty() && is_told(name)) std::erase(keys, names.name);
  }
  if (TRY(has_own(subject.object, names.cause)) && std::ranges::find(keys, names.cause) == keys.end())
    keys.push_back(names.cause);
  const Value errors = TRY(read_if_it_goes(subject.object, names.errors));
  if (errors.is_cell_of(CellKind::Array) && TRY(has_own(subject.object, names.errors)) &&
      std::ranges::find(keys, names.errors) == keys.end())
    keys.push_back(names.errors);
  return {};
}

/// The text of the stack, with the class of the error where it says no more than `Error` or the like.
Completion<std::string> Inspector::named_stack(const Subject& subject, std::string stack, Value name) {
  const auto class_name = [&](std::string_view fallback) {
    std::string text = prefix(subject, fallback);
    text.pop_back();
    return text;
  };
  const bool is_text = name.is_string();
  const std::string name_text = TRY(text_of(name));
  if (!is_text) {
    if (const std::size_t place = stack.find(name_text); place != std::string::npos)
      stack.insert(place + name_text.size(), fmt::format(" [{}]", class_name("Error")));
  }
  const bool has_class = subject.constructor.has_value();
  if (has_class && !(is_text && name_text.ends_with("Error") && starts_with_name(stack, name_text)))
    return stack;
  const std::string_view found = has_class ? std::string_view(name_text) : name_in(stack);
  const std::string shown = class_name(has_class || found.empty() ? "Error" : found);
  if (is_text && name_text == shown) return stack;
  if (!shown.contains(name_text))
    return fmt::format("{} [{}]{}", shown, name_text, stack.substr(found.size()));
  return found.empty() ? fmt::format("{}: {}", shown, stack) : shown + stack.substr(found.size());
}

/// The frames, without those that the cause has, too, and those that repeat themselves.
Completion<std::vector<std::string>> Inspector::stack_lines(Object* error, std::string_view frames) {
  std::vector<std::string> lines = lines_of(frames);
  const auto replace = [&](std::size_t start, std::size_t count, const std::string& note) {
    const auto first = lines.begin() + static_cast<std::ptrdiff_t>(start);
    *first = styled(Style::Undefined, note);
    lines.erase(first + 1, first + static_cast<std::ptrdiff_t>(count));
  };
  const Value cause = TRY(read_if_it_goes(error, agent_.names().cause));
  if (cause.is_object() && is_error(cause.as_object())) {
    const std::string cause_stack = TRY(stack_of(cause.as_object()));
    if (const std::size_t first = cause_stack.find(k_first_frame); first != std::string::npos) {
      const SharedFrames shared =
          shared_frames(lines, lines_of(std::string_view(cause_stack).substr(first + 1)));
      if (shared.length > 0)
        replace(shared.start + 1, shared.length - 2,
                fmt::format("    ... {} lines matching cause stack trace ...", shared.length - 2));
    }
  }
  constexpr std::size_t k_short = 10;
  if (lines.size() <= k_short) return lines;
  std::vector<RepeatedFrames> repeated = repeated_frames(lines);
  for (const auto& [start, length, count] : std::views::reverse(repeated)) {
    const std::string what = count > 1 ? fmt::format("{} lines {} times...", length, count) : "lines ...";
    replace(start, length * count,
            fmt::format("    ... collapsed {} duplicate lines matching above {}", length * count, what));
  }
  return lines;
}

/// V8, whose notation this is, has `stack` as an accessor of each error, whether it was assigned or not.
Completion<void> Inspector::add_stack(Subject& subject) {
  const auto property = TRY(own(subject.object, agent_.names().stack));
  if (property && (!property->value || !property->enumerable.value_or(false))) {
    TRY(add_entry(
        subject, TRY(this->property(subject.object, agent_.names().stack, subject.level + 1, Sort::Object))));
    return {};
  }
  const bool is_called =
      reading_ == Reading::Running && (options_.getters == InspectOptions::Getters::All ||
                                       options_.getters == InspectOptions::Getters::WithSetter);
  std::string text = styled(Style::Special, "[Getter/Setter]");
  if (is_called) {
    const Value stack =
        property ? *property->value : vm::error_stack(agent_, static_cast<vm::ErrorObject*>(subject.object));
    indentation_ += 2;
    text = fmt::format("{} {}{}", styled(Style::Special, "[Getter/Setter:"), primitive(stack),
                       styled(Style::Special, "]"));
    indentation_ -= 2;
  }
  TRY(add_entry(subject, "[stack]: " + text));
  return {};
}

Completion<std::string> Inspector::error_base(Subject& subject) {
  Object* error = subject.object;
  if (options_.shows_hidden && error->kind() == CellKind::Error) {
    std::vector<PropertyKey>& keys = subject.keys.items();
    std::erase(keys, agent_.names().stack);
    keys.insert(std::ranges::find_if_not(keys, &PropertyKey::is_array_index), agent_.names().stack);
  }
  Completion<std::string> seen = stack_of(error);
  if (seen.is_thrown()) {
    if (agent_.is_terminating()) return vm::Thrown{};
    agent_.take_exception();
    const std::string_view kind = error->kind() == CellKind::Error ? "Error" : "Object";
    return fmt::format("[object {}]", subject.tag.empty() ? kind : subject.tag);
  }
  const Value message = TRY(read_if_it_goes(error, agent_.names().message));
  Value name = TRY(read_if_it_goes(error, agent_.names().name));
  TRY(choose_error_keys(subject, seen.value(), message, name));
  if (name.is_nullish() || name.is_empty()) name = agent_.names().Error.as_atom();
  std::string stack = TRY(named_stack(subject, seen.release(), name));

  // What looks like a frame in the message is none.
  std::size_t behind_message = 0;
  if (message.is_string() && !message.as_string()->is_empty()) {
    const std::string text = message.as_string()->to_wtf8();
    const std::size_t place = stack.find(text);
    if (place != std::string::npos && place != 0) behind_message = place + text.size();
  }
  const std::size_t first_frame = stack.find(k_first_frame, behind_message);
  if (first_frame == std::string::npos) {
    stack = "[" + stack + "]";
  } else {
    const std::vector<std::string> lines =
        TRY(stack_lines(error, std::string_view(stack).substr(first_frame + 1)));
    stack.resize(first_frame);
    for (const std::string& line : lines) stack += "\n" + line;
  }
  return indentation_ == 0 ? stack : with_indented_lines(stack, indentation_);
}

}  // namespace orrery::display
