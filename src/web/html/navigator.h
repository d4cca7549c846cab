#pragma once

#include <span>

#include "vm/objects/realm_interface.h"
#include "web/html/globals.h"

namespace orrery::web {

/// https://html.spec.whatwg.org/multipage/system-state.html#the-navigator-object, as far as it wants nothing
/// that is not there (plugins, protocol handlers, cookies).
class Navigator final : public vm::PlatformObject {
 public:
  /// With what Node's has; a page's prototype gets more (NavigatorState).
  static const vm::Interface k_interface;
  static const std::span<const vm::LazyRow> k_global_rows;
  /// https://html.spec.whatwg.org/multipage/system-state.html#dom-navigator
  static Navigator* navigator(vm::Agent& agent);

  Navigator(vm::Shape* shape, NavigatorPort* port) : PlatformObject(shape, k_interface), port_(port) {}

  NavigatorPort& port() { return *port_; }
  /// A frozen array, always the same.
  vm::Completion<vm::Object*> languages(vm::Agent& agent);

  void visit_state(gc::Visitor& visitor) { visitor.visit(languages_); }

 private:
  NavigatorPort* port_;
  gc::Field<vm::Object> languages_;
};

/// What a realm has of it.
class NavigatorState final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "NavigatorState";

  NavigatorState(vm::Agent&, vm::Realm&) : PlatformCell(vm::k_platform_cell_type<NavigatorState>) {}
  void set(NavigatorPort& port, NavigatorProfile profile) {
    port_ = &port;
    profile_ = profile;
  }
  vm::Object* interface_object(vm::Agent& agent, vm::Realm& realm) {
    return interface(agent, realm).interface_object(agent);
  }
  Navigator* navigator(vm::Agent& agent, vm::Realm& realm);
  void visit(gc::Visitor& visitor) { visitor.visit(navigator_); }

 private:
  vm::RealmInterface& interface(vm::Agent& agent, vm::Realm& realm);

  NavigatorPort* port_ = nullptr;
  NavigatorProfile profile_ = NavigatorProfile::Node;
  bool is_prototype_complete_ = false;
  gc::Field<Navigator> navigator_;
};

/// Adds `Navigator` and `navigator` to the realm's global object.
/// \param port  to live as long as the realm
void add_navigator(vm::Agent& agent, vm::Realm& realm, NavigatorPort& port, NavigatorProfile profile);

}  // namespace orrery::web
