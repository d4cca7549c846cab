#include "web/url/url_search_params.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "vm/objects/platform_errors.h"
#include "vm/objects/realm_interface.h"
#include "vm/strings/string.h"
#include "web/encoding/strings.h"
#include "web/url/form_urlencoded.h"
#include "web/url/percent_encoding.h"
#include "web/url/url_class.h"

namespace orrery::web {

using vm::Agent;
using vm::Completion;

// https://url.spec.whatwg.org/#dom-urlsearchparams-urlsearchparams
Completion<URLSearchParams*> URLSearchParams::construct(Agent& agent, const vm::NativeFrame& frame,
                                                        const Init& init) {
  auto* params = TRY(vm::construct_platform_object<URLSearchParams>(agent, frame, nullptr));
  // 2. https://url.spec.whatwg.org/#urlsearchparams-initialize
  if (const auto* pairs = std::get_if<0>(&init)) {
    for (std::uint32_t i = 0; i < pairs->size(); i++) {
      const webidl::Sequence<vm::String*> pair = (*pairs)[i];
      if (pair.size() != 2)
        return vm::throw_platform_error(
            agent, vm::ErrorType::TypeError, "ERR_INVALID_TUPLE",
            "Failed to construct 'URLSearchParams': Sequence initializer must only contain pair elements");
      params->add(agent, pair[0], pair[1]);
    }
  } else if (const auto* record = std::get_if<1>(&init)) {
    for (std::uint32_t i = 0; i < record->size(); i++) params->add(agent, record->key(i), record->value(i));
  } else {
    // 1.
    const Utf8Text text = utf8_text_of(std::get<2>(init));
    std::string_view query = text;
    if (query.starts_with('?')) query.remove_prefix(1);
    TRY(params->refill(agent, query));
  }
  return params;
}

void URLSearchParams::visit_state(gc::Visitor& visitor) {
  visitor.visit(list_);
  visitor.visit(url_);
}

void URLSearchParams::add(Agent& agent, vm::String* name, vm::String* value) {
  if (!list_) list_.set(this, vm::ValueList::make(agent.heap()));
  list_->append(agent.heap(), vm::Value(name));
  list_->append(agent.heap(), vm::Value(value));
}

void URLSearchParams::truncate(std::uint32_t count) {
  while (size() > count) {
    list_->pop();
    list_->pop();
  }
}

Completion<void> URLSearchParams::refill(Agent& agent, std::string_view query) {
  list_.clear();
  for (const auto& [name, value] : parse_form_urlencoded(query)) {
    vm::String* made = TRY(vm::make_string_from_utf8(agent, name));
    add(agent, made, TRY(vm::make_string_from_utf8(agent, value)));
  }
  return {};
}

bool URLSearchParams::is_at(std::uint32_t index, vm::String* name, std::optional<vm::String*> value) const {
  return name_at(index)->equals(name) && (!value || value_at(index)->equals(*value));
}

// https://url.spec.whatwg.org/#dom-urlsearchparams-append
Completion<void> URLSearchParams::append(Agent& agent, vm::String* name, vm::String* value) {
  add(agent, name, value);
  update();
  return {};
}

// https://url.spec.whatwg.org/#dom-urlsearchparams-delete
Completion<void> URLSearchParams::delete_(Agent&, vm::String* name, std::optional<vm::String*> value) {
  std::uint32_t kept = 0;
  const std::uint32_t count = size();
  for (std::uint32_t i = 0; i < count; i++) {
    if (is_at(i, name, value)) continue;
    if (kept != i) {
      list_->set(2 * kept, list_->at(2 * i));
      list_->set(2 * kept + 1, list_->at(2 * i + 1));
    }
    kept++;
  }
  truncate(kept);
  update();
  return {};
}

// https://url.spec.whatwg.org/#dom-urlsearchparams-get
vm::String* URLSearchParams::get(Agent&, vm::String* name) const {
  for (std::uint32_t i = 0; i < size(); i++) {
    if (is_at(i, name, {})) return value_at(i);
  }
  return nullptr;
}

// https://url.spec.whatwg.org/#dom-urlsearchparams-getall
webidl::Sequence<vm::String*> URLSearchParams::get_all(Agent& agent, vm::String* name) const {
  webidl::Sequence<vm::String*> values(agent);
  for (std::uint32_t i = 0; i < size(); i++) {
    if (is_at(i, name, {})) values.append(agent, value_at(i));
  }
  return values;
}

// https://url.spec.whatwg.org/#dom-urlsearchparams-has
bool URLSearchParams::has(Agent&, vm::String* name, std::optional<vm::String*> value) const {
  for (std::uint32_t i = 0; i < size(); i++) {
    if (is_at(i, name, value)) return true;
  }
  return false;
}

// https://url.spec.whatwg.org/#dom-urlsearchparams-set
Completion<void> URLSearchParams::set(Agent& agent, vm::String* name, vm::String* value) {
  bool is_set = false;
  std::uint32_t kept = 0;
  const std::uint32_t count = size();
  for (std::uint32_t i = 0; i < count; i++) {
    const bool is_it = is_at(i, name, {});
    if (is_it && is_set) continue;
    const vm::Value kept_name = list_->at(2 * i);
    const vm::Value kept_value = is_it ? vm::Value(value) : list_->at(2 * i + 1);
    is_set = is_set || is_it;
    list_->set(2 * kept, kept_name);
    list_->set(2 * kept + 1, kept_value);
    kept++;
  }
  truncate(kept);
  if (!is_set) add(agent, name, value);
  update();
  return {};
}

// https://url.spec.whatwg.org/#dom-urlsearchparams-sort
Completion<void> URLSearchParams::sort(Agent&) {
  // The list keeps the strings alive meanwhile: comparing may flatten them.
  struct Pair {
    vm::String* name;
    vm::String* value;
    std::uint32_t index;
  };
  std::vector<Pair> pairs;
  pairs.reserve(size());
  for (std::uint32_t i = 0; i < size(); i++) pairs.push_back({name_at(i), value_at(i), i});
  std::ranges::sort(pairs, [](const Pair& a, const Pair& b) {
    const int order = a.name->compare(b.name);
    return order != 0 ? order < 0 : a.index < b.index;
  });
  for (std::uint32_t i = 0; i < pairs.size(); i++) {
    list_->set(2 * i, vm::Value(pairs[i].name));
    list_->set(2 * i + 1, vm::Value(pairs[i].value));
  }
  update();
  return {};
}

// https://url.spec.whatwg.org/#concept-urlencoded-serializer
std::string URLSearchParams::serialize() const {
  std::string output;
  for (std::uint32_t i = 0; i < size(); i++) {
    if (i > 0) output += '&';
    append_form_urlencoded(output, utf8_text_of(name_at(i)));
    output += '=';
    append_form_urlencoded(output, utf8_text_of(value_at(i)));
  }
  return output;
}

// https://url.spec.whatwg.org/#concept-urlsearchparams-update
void URLSearchParams::update() {
  if (url_) url_->set_query_stale();
}

// https://url.spec.whatwg.org/#urlsearchparams-stringification-behavior
Completion<vm::String*> URLSearchParams::to_string(Agent& agent) const {
  return make_string_of_ascii(agent, serialize());
}

Completion<vm::ObjectDescription> URLSearchParams::describe(Agent& agent) const {
  vm::ValueList* items = vm::ValueList::make(agent.heap());
  if (list_) items->append(agent.heap(), list_->values());
  return vm::ObjectDescription{vm::ObjectDescription::Form::Pairs, items};
}

bool URLSearchParams::pair_at(Agent&, std::uint32_t index, webidl::IteratedPair* pair) const {
  if (index >= size()) return false;
  *pair = {vm::Value(name_at(index)), vm::Value(value_at(index))};
  return true;
}

}  // namespace orrery::web
