#include "display/inspector.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "base/unicode/utf.h"
#include "display/inspect.h"
#include "vm/agent.h"
#include "vm/errors/inspection.h"
#include "vm/functions/calls.h"
#include "vm/objects/internal_methods.h"
#include "vm/objects/proxy.h"
#include "vm/operations/conversions.h"
#include "vm/operations/object_operations.h"
#include "vm/strings/string.h"

namespace orrery::display {

using vm::CellKind;
using vm::Completion;
using vm::Object;
using vm::PropertyKey;
using vm::Value;

namespace {

/// The text that objects at one indentation may take together before only names are shown.
constexpr std::size_t k_budget = std::size_t{1} << 27;

}  // namespace

Inspector::Inspector(vm::Agent& agent, const InspectOptions& options, Reading reading)
    : agent_(agent),
      options_(options),
      reading_(reading),
      depth_(options.depth),
      loop_(agent),
      around_(agent.heap()),
      referred_to_(agent.heap()) {}

Completion<GrowingText> Inspector::value(Value value, double level, bool is_in_typed_array) {
  if (!value.is_object()) return GrowingText(primitive(value));
  TRY(loop_.next_round());
  Object* context = value.as_object();
  if (context->kind() != CellKind::Proxy) {
    if (options_.calls_custom && reading_ == Reading::Running) {
      if (std::optional<std::string> text = TRY(custom(context, context, level)))
        return GrowingText(*std::move(text));
    }
    if (options_.calls_custom) {
      if (std::optional<std::string> text = TRY(platform_object(context, level)))
        return GrowingText(*std::move(text));
    }
    return known_object(context, level, is_in_typed_array);
  }
  const bool stands_for_target = static_cast<vm::Proxy*>(context)->stands_for_target();
  if (options_.shows_proxy && !stands_for_target) return proxy(context, level);
  Object* target = context;
  std::size_t proxies = 0;
  while (target != nullptr && target->kind() == CellKind::Proxy) {
    TRY(loop_.next_round());
    target = static_cast<vm::Proxy*>(target)->target();
    proxies++;
  }
  std::string text;
  if (target == nullptr) {
    // The innermost has no target any more.
    proxies--;
    text = styled(Style::Special, "<Revoked Proxy>");
  } else {
    if (options_.calls_custom && reading_ == Reading::Running) {
      if (std::optional<std::string> made = TRY(custom(target, context, level)))
        return GrowingText(*std::move(made));
    }
    if (reading_ == Reading::Looking || stands_for_target)
      return known_object(target, level, is_in_typed_array);
    text = TRY(known_object(target, level, is_in_typed_array)).take();
  }
  if (reading_ == Reading::Looking || stands_for_target) return GrowingText(std::move(text));
  std::string result;
  for (std::size_t i = 0; i < proxies; i++) result += styled(Style::Special, "Proxy(");
  result += text;
  for (std::size_t i = 0; i < proxies; i++) result += styled(Style::Special, ")");
  return GrowingText(std::move(result));
}

/// `Proxy [ target, handler ]`
Completion<GrowingText> Inspector::proxy(Object* object, double level) {
  auto* proxy = static_cast<vm::Proxy*>(object);
  if (proxy->target() == nullptr) return GrowingText(styled(Style::Special, "<Revoked Proxy>"));
  if (is_too_deep(level)) return GrowingText(styled(Style::Special, "Proxy [Array]"));
  const vm::NativeEntry entry(agent_);
  TRY(entry.check());
  std::vector<GrowingText> entries;
  entries.push_back(TRY(indented_value(proxy->target(), level + 1)));
  entries.push_back(TRY(indented_value(proxy->handler(), level + 1)));
  return laid_out(entries, "", "Proxy [", "]", true, level + 1, nullptr);
}

/// What the object's own method `[nodejs.util.inspect.custom](depth, options, inspect)` makes of it:
/// https://nodejs.org/api/util.html#custom-inspection-functions-on-objects
/// \param object   the target, if `context` is a proxy
Completion<std::optional<std::string>> Inspector::custom(Object* object, Object* context, double level) {
  if (custom_symbol_ == nullptr) {
    vm::String* name = vm::intern(agent_, "nodejs.util.inspect.custom");
    custom_symbol_ = agent_.symbol_registry().symbol_for(agent_, name);
  }
  const Value method = TRY(vm::get(agent_, object, PropertyKey::symbol(custom_symbol_)));
  if (!vm::is_callable(method)) return std::optional<std::string>();
  if (options_.functions != nullptr && method.as_object() == options_.functions->inspect())
    return std::optional<std::string>();
  // A prototype has the method for its instances.
  const auto constructor = TRY(own(object, agent_.names().constructor));
  if (constructor && constructor->value && constructor->value->is_object()) {
    const Value prototype = TRY(vm::get(agent_, constructor->value->as_object(), agent_.names().prototype));
    if (prototype.is_object() && prototype.as_object() == object) return std::optional<std::string>();
  }
  bool is_foreign = context != object;
  if (!is_foreign) {
    Object* top = object;
    for (Object* each = object; each != nullptr; TRY(go_to_prototype(each))) {
      TRY(loop_.next_round());
      top = each;
    }
    is_foreign = top != agent_.intrinsic(vm::Intrinsic::ObjectPrototype);
  }
  Object* options = TRY(make_options_object(agent_, options_, depth_, is_foreign));
  const Value left = std::isnan(depth_) ? Value::null() : Value::number(depth_ - level);
  const Value inspect =
      options_.functions != nullptr ? Value(options_.functions->inspect()) : Value::undefined();
  const Value arguments[] = {left, options, inspect};
  const Value result = TRY(vm::call(agent_, method, context, arguments));
  if (result.is_object() && result.as_object() == context) return std::optional<std::string>();
  if (!result.is_string()) {
    // One that gives a new object each time goes on until the stack ends.
    const vm::NativeEntry entry(agent_);
    TRY(entry.check());
    return std::optional(TRY(value(result, level, false)).take());
  }
  return std::optional(with_indented_lines(result.as_string()->to_wtf8(), indentation_));
}

/// An object that is no proxy and has nothing to say itself.
Completion<GrowingText> Inspector::known_object(Object* object, double level, bool is_in_typed_array) {
  std::vector<Object*>& around = around_.items();
  if (std::ranges::find(around, object) != around.end()) {
    std::vector<Object*>& referred_to = referred_to_.items();
    const auto number =
        static_cast<std::size_t>(std::ranges::find(referred_to, object) - referred_to.begin()) + 1;
    if (number > referred_to.size()) referred_to.push_back(object);
    return GrowingText(styled(Style::Special, fmt::format("[Circular *{}]", number)));
  }
  Subject subject(agent_, object, level);
  subject.is_in_typed_array = is_in_typed_array;
  return put_together(subject);
}

Completion<GrowingText> Inspector::put_together(Subject& subject) {
  const vm::NativeEntry entry(agent_);
  if (entry.check().is_thrown()) {
    if (agent_.is_terminating()) return vm::Thrown{};
    agent_.take_exception();
    const std::string name = vm::constructor_name(agent_, subject.object);
    return GrowingText(styled(
        Style::Special,
        fmt::format("[{}: Inspection interrupted prematurely. Maximum call stack size exceeded.]", name)));
  }
  TRY(name_class(subject));
  TRY(begin(subject));
  if (subject.is_done) return GrowingText(std::move(subject.base));
  if (is_too_deep(subject.level)) {
    std::string name = general_prefix(subject);
    name.pop_back();
    return GrowingText(styled(Style::Special, subject.constructor ? fmt::format("[{}]", name) : name));
  }
  const double inner_level = subject.level + 1;
  deepest_ = inner_level;
  around_.items().push_back(subject.object);
  const Completion<void> added = add_entries(subject);
  around_.items().pop_back();
  if (added.is_thrown()) return vm::Thrown{};

  const std::vector<Object*>& referred_to = referred_to_.items();
  const auto referred = std::ranges::find(referred_to, subject.object);
  if (referred != referred_to.end()) {
    const std::string mark =
        styled(Style::Special, fmt::format("<ref *{}>", referred - referred_to.begin() + 1));
    if (options_.compact == InspectOptions::k_compact) {
      subject.opening = mark + " " + subject.opening;
    } else {
      subject.base = subject.base.empty() ? mark : mark + " " + subject.base;
    }
  }
  if (options_.is_sorted) TRY(sort_entries(subject));
  // Entries are copied, but for one that is alone.
  const std::size_t kept = subject.entries.size() == 1 ? subject.entries.front().size() : 0;
  GrowingText text = laid_out(subject.entries, subject.base, subject.opening, subject.closing,
                              subject.is_list, inner_level, subject.object);
  constexpr std::size_t k_bytes_in_a_round = 64;
  TRY(loop_.next_rounds((text.size() - std::min(kept, text.size())) / k_bytes_in_a_round));
  if (budget_.size() <= indentation_) budget_.resize(indentation_ + 1);
  std::size_t& budget = budget_[indentation_];
  budget += text.size();
  if (budget > k_budget) depth_ = -1;
  return text;
}

Completion<void> Inspector::add_entries(Subject& subject) {
  TRY(add_contents(subject));
  const Sort sort = subject.is_list ? Sort::List : Sort::Object;
  const bool is_error = options_.shows_hidden && subject.contents == Contents::Error;
  for (const PropertyKey key : subject.keys) {
    if (is_error && key == agent_.names().stack && subject.object->kind() == CellKind::Error) {
      TRY(add_stack(subject));
    } else {
      TRY(add_entry(subject, TRY(property(subject.object, key, subject.level + 1, sort))));
    }
  }
  std::ranges::move(subject.prototype_properties, std::back_inserter(subject.entries));
  return {};
}

Completion<void> Inspector::add_entry(Subject& subject, GrowingText text) {
  constexpr std::size_t k_short = 64;
  if (text.size() > k_short) {
    // Once more for the text that the entries are put together to.
    if (!subject.memory.try_resize(subject.memory.bytes() + 2 * text.size()))
      return agent_.throw_range_error("Out of memory: there is no room for the text of this object");
  }
  subject.entries.push_back(std::move(text));
  return {};
}

/// All entries of an object; of a list the properties behind its elements.
Completion<void> Inspector::sort_entries(Subject& subject) {
  std::vector<GrowingText>& entries = subject.entries;
  std::size_t first = 0;
  if (subject.is_list) {
    if (subject.keys.size() <= 1) return {};
    first = entries.size() - std::min(entries.size(), subject.keys.size());
  }
  if (options_.comparator == nullptr) {
    std::sort(entries.begin() + static_cast<std::ptrdiff_t>(first), entries.end(),
              [](const GrowingText& left, const GrowingText& right) {
                return base::utf16_from_wtf8(left.view()) < base::utf16_from_wtf8(right.view());
              });
    return {};
  }
  // A script's function may contradict itself, so an insertion sort, which minds nothing: binary, and stable.
  for (std::size_t i = first + 1; i < entries.size(); i++) {
    std::size_t low = first;
    std::size_t high = i;
    const Value moved = TRY(make_string_from_wtf8(agent_, entries[i].view()));
    while (low < high) {
      TRY(loop_.next_round());
      const std::size_t middle = low + (high - low) / 2;
      const Value arguments[] = {moved, TRY(make_string_from_wtf8(agent_, entries[middle].view()))};
      const Value order = TRY(
          vm::to_number(agent_, TRY(vm::call(agent_, options_.comparator, Value::undefined(), arguments))));
      if (order.as_number() < 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    const auto begin = entries.begin();
    std::rotate(begin + static_cast<std::ptrdiff_t>(low), begin + static_cast<std::ptrdiff_t>(i),
                begin + static_cast<std::ptrdiff_t>(i + 1));
  }
  return {};
}

Completion<GrowingText> Inspector::indented_value(Value inner, double level, std::size_t columns) {
  indentation_ += columns;
  Completion<GrowingText> text = value(inner, level, false);
  indentation_ -= columns;
  return text;
}

}  // namespace orrery::display
