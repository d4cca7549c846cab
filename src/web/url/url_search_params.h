#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "vm/objects/platform_object.h"
#include "vm/value_list.h"
#include "webidl/iterables.h"
#include "webidl/sequences.h"

namespace orrery::web {

class URL;

/// https://url.spec.whatwg.org/#interface-urlsearchparams
class URLSearchParams final : public vm::PlatformObject {
 public:
  static const vm::Interface k_interface;
  static const vm::Interface k_iterator_interface;
  using Init =
      std::variant<webidl::Sequence<webidl::Sequence<vm::String*>>, webidl::Record<vm::String*>, vm::String*>;

  static vm::Completion<URLSearchParams*> construct(vm::Agent& agent, const vm::NativeFrame& frame,
                                                    const Init& init);
  /// \param url  null: it is nobody's query object
  URLSearchParams(vm::Shape* shape, URL* url) : PlatformObject(shape, k_interface), url_(url) {}

  std::uint32_t size() const { return list_ ? list_->size() / 2 : 0; }
  vm::Completion<void> append(vm::Agent& agent, vm::String* name, vm::String* value);
  vm::Completion<void> delete_(vm::Agent& agent, vm::String* name, std::optional<vm::String*> value);
  vm::String* get(vm::Agent& agent, vm::String* name) const;
  webidl::Sequence<vm::String*> get_all(vm::Agent& agent, vm::String* name) const;
  bool has(vm::Agent& agent, vm::String* name, std::optional<vm::String*> value) const;
  vm::Completion<void> set(vm::Agent& agent, vm::String* name, vm::String* value);
  vm::Completion<void> sort(vm::Agent& agent);
  vm::Completion<vm::String*> to_string(vm::Agent& agent) const;
  bool pair_at(vm::Agent& agent, std::uint32_t index, webidl::IteratedPair* pair) const;

  vm::String* name_at(std::uint32_t index) const { return list_->at(2 * index).as_string(); }
  vm::String* value_at(std::uint32_t index) const { return list_->at(2 * index + 1).as_string(); }
  /// Makes the list what `query` says (https://url.spec.whatwg.org/#concept-urlencoded-string-parser).
  vm::Completion<void> refill(vm::Agent& agent, std::string_view query);

  /// https://url.spec.whatwg.org/#concept-urlencoded-serializer
  std::string serialize() const;

  vm::Completion<vm::ObjectDescription> describe(vm::Agent& agent) const;
  void visit_state(gc::Visitor& visitor);

 private:
  void add(vm::Agent& agent, vm::String* name, vm::String* value);
  void truncate(std::uint32_t count);
  bool is_at(std::uint32_t index, vm::String* name, std::optional<vm::String*> value) const;
  void update();

  gc::Field<vm::ValueList> list_;  // names and values by turns; null: empty
  gc::Field<URL> url_;             // the URL object; null: none
};

}  // namespace orrery::web
