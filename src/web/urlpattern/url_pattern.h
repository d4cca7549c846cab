#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <variant>

#include "gc/external_memory.h"
#include "vm/objects/platform_cell.h"
#include "vm/objects/platform_object.h"
#include "web/urlpattern/url_pattern_bindings.h"
#include "web/urlpattern/url_pattern_record.h"

namespace orrery::web {

/// The C++ state of a URLPattern, which has a destructor.
class UrlPatternCell final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "UrlPattern";

  UrlPatternCell(vm::Agent& agent, UrlPatternRecord record);
  const UrlPatternRecord& record() const { return record_; }
  void visit(gc::Visitor&) {}

 private:
  UrlPatternRecord record_;
  gc::ExternalMemory memory_;
};

/// https://urlpattern.spec.whatwg.org/#urlpattern-class
class URLPattern final : public vm::PlatformObject {
 public:
  static const vm::Interface k_interface;
  /// URLPatternInput
  using Input = std::variant<vm::String*, URLPatternInit>;

  static vm::Completion<URLPattern*> construct(vm::Agent& agent, const vm::NativeFrame& frame,
                                               const Input& input, vm::String* base_url,
                                               const URLPatternOptions& options);
  static vm::Completion<URLPattern*> construct(vm::Agent& agent, const vm::NativeFrame& frame,
                                               const Input& input, const URLPatternOptions& options);
  URLPattern(vm::Shape* shape, UrlPatternCell* pattern)
      : PlatformObject(shape, k_interface), pattern_(pattern) {}

  vm::Completion<bool> test(vm::Agent& agent, const Input& input, std::optional<vm::String*> base_url) const;
  /// \return a URLPatternResult
  vm::Completion<std::optional<vm::Object*>> exec(vm::Agent& agent, const Input& input,
                                                  std::optional<vm::String*> base_url) const;
  vm::Completion<vm::String*> protocol(vm::Agent& agent) const {
    return text(agent, PatternComponent::Protocol);
  }
  vm::Completion<vm::String*> username(vm::Agent& agent) const {
    return text(agent, PatternComponent::Username);
  }
  vm::Completion<vm::String*> password(vm::Agent& agent) const {
    return text(agent, PatternComponent::Password);
  }
  vm::Completion<vm::String*> hostname(vm::Agent& agent) const {
    return text(agent, PatternComponent::Hostname);
  }
  vm::Completion<vm::String*> port(vm::Agent& agent) const { return text(agent, PatternComponent::Port); }
  vm::Completion<vm::String*> pathname(vm::Agent& agent) const {
    return text(agent, PatternComponent::Pathname);
  }
  vm::Completion<vm::String*> search(vm::Agent& agent) const { return text(agent, PatternComponent::Search); }
  vm::Completion<vm::String*> hash(vm::Agent& agent) const { return text(agent, PatternComponent::Hash); }
  bool has_reg_exp_groups(vm::Agent&) const { return pattern_->record().has_regexp_groups(); }

  void visit_state(gc::Visitor& visitor) { visitor.visit(pattern_); }

 private:
  vm::Completion<vm::String*> text(vm::Agent& agent, PatternComponent component) const;
  vm::Completion<bool> match(vm::Agent& agent, const Input& input, std::optional<vm::String*> base_url,
                             bool wants_captures, PatternMatch& result) const;

  gc::Field<UrlPatternCell> pattern_;
};

}  // namespace orrery::web
