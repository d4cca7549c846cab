#include "web/urlpattern/url_pattern.h"

#include <string>

#include "vm/functions/native_loop.h"
#include "vm/objects/array.h"
#include "vm/objects/platform_errors.h"
#include "vm/objects/realm_interface.h"
#include "vm/operations/object_operations.h"
#include "web/encoding/strings.h"

namespace orrery::web {

using vm::Agent;
using vm::Completion;
using vm::Value;

namespace {

constexpr std::string_view k_names[] = {"protocol", "username", "password", "hostname",
                                        "port",     "pathname", "search",   "hash"};
static_assert(std::size(k_names) == k_pattern_component_count);

/// The members of the dictionary in the order of PatternComponent.
std::array<std::optional<vm::String*>, k_pattern_component_count> members_of(const URLPatternInit& init) {
  return {init.protocol, init.username, init.password, init.hostname,
          init.port,     init.pathname, init.search,   init.hash};
}

PatternInit to_pattern_init(const URLPatternInit& init) {
  const auto text_of = [](std::optional<vm::String*> member) {
    return member ? std::optional(std::string(utf8_text_of(*member).view())) : std::nullopt;
  };
  PatternInit result;
  const auto members = members_of(init);
  for (std::size_t i = 0; i < members.size(); i++) result.components[i] = text_of(members[i]);
  result.base_url = text_of(init.base_url);
  return result;
}

/// Calls `use` with the input as the record has it, and a base URL.
template <typename Use>
auto with_input(const URLPattern::Input& input, std::optional<vm::String*> base_url, Use use) {
  const auto with_base = [&](std::optional<std::string_view> base) {
    if (const auto* init = std::get_if<URLPatternInit>(&input))
      return use(PatternInput(to_pattern_init(*init)), base);
    const Utf8Text text = utf8_text_of(std::get<vm::String*>(input));
    return use(PatternInput(text.view()), base);
  };
  if (!base_url) return with_base({});
  const Utf8Text base = utf8_text_of(*base_url);
  return with_base(base.view());
}

Completion<URLPattern*> make(Agent& agent, const vm::NativeFrame& frame, const URLPattern::Input& input,
                             std::optional<vm::String*> base_url, const URLPatternOptions& options) {
  auto record = with_input(input, base_url, [&](const PatternInput& pattern, auto base) {
    return UrlPatternRecord::create(pattern, base, options.ignore_case);
  });
  if (!record) {
    return vm::throw_platform_error(agent, vm::ErrorType::TypeError, "ERR_INVALID_URL_PATTERN",
                                    "Failed to construct 'URLPattern': " + record.error().message);
  }
  auto* cell = agent.heap().make<UrlPatternCell>(0, agent, std::move(*record));
  return vm::construct_platform_object<URLPattern>(agent, frame, cell);
}

// Results ---------------------------------------------------------------------------------------------------

vm::Object* make_object(Agent& agent) {
  return vm::ordinary_object_create(agent, agent.intrinsic(vm::Intrinsic::ObjectPrototype));
}

void add(Agent& agent, vm::Object* object, std::string_view name, Value value) {
  MUST(vm::create_data_property(agent, object, vm::PropertyKey::atom(vm::intern(agent, name)), value));
}

/// The dictionary as an object again.
vm::Object* to_object(Agent& agent, const URLPatternInit& init) {
  vm::Object* object = make_object(agent);
  const auto add_member = [&](std::string_view name, std::optional<vm::String*> member) {
    if (member) add(agent, object, name, Value(*member));
  };
  // In lexicographical order: https://webidl.spec.whatwg.org/#js-dictionary
  add_member("baseURL", init.base_url);
  add_member("hash", init.hash);
  add_member("hostname", init.hostname);
  add_member("password", init.password);
  add_member("pathname", init.pathname);
  add_member("port", init.port);
  add_member("protocol", init.protocol);
  add_member("search", init.search);
  add_member("username", init.username);
  return object;
}

/// https://urlpattern.spec.whatwg.org/#create-a-component-match-result
Completion<vm::Object*> make_component_result(Agent& agent, const CompiledComponent& component,
                                              const std::string& input, const PatternCaptures& captures) {
  vm::Object* groups = make_object(agent);
  vm::String* text = TRY(make_string_of_ascii(agent, input));
  const std::vector<std::string>& names = component.group_names();
  for (std::size_t i = 0; i < names.size(); i++) {
    const regexp::Capture capture = captures[i + 1];
    const Value value = capture.is_set()
                            ? Value(vm::substring(agent, text, static_cast<std::uint32_t>(capture.start),
                                                  static_cast<std::uint32_t>(capture.end)))
                            : Value::undefined();
    vm::String* name = TRY(vm::make_string_from_utf8(agent, names[i]));
    MUST(vm::create_data_property(agent, groups, vm::to_key(agent, name), value));
  }
  vm::Object* result = make_object(agent);
  add(agent, result, "groups", groups);
  add(agent, result, "input", text);
  return result;
}

Value make_inputs(Agent& agent, const URLPattern::Input& input, std::optional<vm::String*> base_url) {
  const auto* init = std::get_if<URLPatternInit>(&input);
  const Value items[] = {
      init != nullptr ? Value(to_object(agent, *init)) : Value(std::get<vm::String*>(input)),
      base_url ? Value(*base_url) : Value::undefined()};
  return MUST(vm::create_array_from_list(agent, std::span(items).first(base_url ? 2 : 1)));
}

}  // namespace

UrlPatternCell::UrlPatternCell(Agent& agent, UrlPatternRecord record)
    : PlatformCell(vm::k_platform_cell_type<UrlPatternCell>),
      record_(std::move(record)),
      memory_(agent.heap(), record_.memory_size()) {}

// https://urlpattern.spec.whatwg.org/#dom-urlpattern-urlpattern
Completion<URLPattern*> URLPattern::construct(Agent& agent, const vm::NativeFrame& frame, const Input& input,
                                              vm::String* base_url, const URLPatternOptions& options) {
  return make(agent, frame, input, base_url, options);
}

// https://urlpattern.spec.whatwg.org/#dom-urlpattern-urlpattern-input-options
Completion<URLPattern*> URLPattern::construct(Agent& agent, const vm::NativeFrame& frame, const Input& input,
                                              const URLPatternOptions& options) {
  return make(agent, frame, input, {}, options);
}

Completion<vm::String*> URLPattern::text(Agent& agent, PatternComponent component) const {
  return vm::make_string_from_utf8(agent, pattern_->record().component(component).pattern_string());
}

Completion<bool> URLPattern::match(Agent& agent, const Input& input, std::optional<vm::String*> base_url,
                                   bool wants_captures, PatternMatch& result) const {
  // 12.1 of https://urlpattern.spec.whatwg.org/#url-pattern-match
  if (base_url && std::holds_alternative<URLPatternInit>(input))
    return vm::throw_platform_error(agent, vm::ErrorType::TypeError, "ERR_OPERATION_FAILED",
                                    "A base URL beside components belongs among them, as `baseURL`");
  const regexp::Interrupter interrupter{
      .must_stop =
          [](void* context) { return vm::check_interrupt(*static_cast<Agent*>(context)).is_thrown(); },
      .context = &agent};
  const regexp::MatchResult found = with_input(input, base_url, [&](const PatternInput& text, auto base) {
    return pattern_->record().match(text, base, wants_captures, result, interrupter);
  });
  switch (found) {
    case regexp::MatchResult::NoMatch:
      return false;
    case regexp::MatchResult::Match:
      return true;
    case regexp::MatchResult::Interrupted:
      return vm::Thrown{};
    case regexp::MatchResult::OutOfMemory:
      return agent.throw_range_error("Out of memory: the URL pattern backtracks too much");
  }
  std::unreachable();
}

// https://urlpattern.spec.whatwg.org/#dom-urlpattern-test
Completion<bool> URLPattern::test(Agent& agent, const Input& input,
                                  std::optional<vm::String*> base_url) const {
  PatternMatch result;
  return match(agent, input, base_url, /*wants_captures=*/false, result);
}

// https://urlpattern.spec.whatwg.org/#dom-urlpattern-exec
Completion<std::optional<vm::Object*>> URLPattern::exec(Agent& agent, const Input& input,
                                                        std::optional<vm::String*> base_url) const {
  PatternMatch found;
  if (!TRY(match(agent, input, base_url, /*wants_captures=*/true, found)))
    return std::optional<vm::Object*>();
  vm::Object* result = make_object(agent);
  const auto add_component = [&](PatternComponent which) -> Completion<void> {
    const auto i = static_cast<std::size_t>(which);
    add(agent, result, k_names[i],
        TRY(make_component_result(agent, pattern_->record().component(which), found.inputs[i],
                                  found.captures[i])));
    return {};
  };
  // In lexicographical order.
  TRY(add_component(PatternComponent::Hash));
  TRY(add_component(PatternComponent::Hostname));
  add(agent, result, "inputs", make_inputs(agent, input, base_url));
  for (const PatternComponent which :
       {PatternComponent::Password, PatternComponent::Pathname, PatternComponent::Port,
        PatternComponent::Protocol, PatternComponent::Search, PatternComponent::Username}) {
    TRY(add_component(which));
  }
  return std::optional(result);
}

}  // namespace orrery::web
