#include "web/html/navigator.h"

#include <string_view>

#include "vm/objects/array.h"
#include "vm/operations/object_operations.h"
#include "vm/strings/string.h"

namespace orrery::web {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

#if defined(__x86_64__)
#define ORRERY_MACHINE " x86_64"
#elif defined(__aarch64__)
#define ORRERY_MACHINE " aarch64"
#else
#define ORRERY_MACHINE ""
#endif

constexpr char k_app_code_name[] = "Mozilla";
constexpr char k_app_name[] = "Netscape";
constexpr char k_product[] = "Gecko";
constexpr char k_vendor[] = "";
constexpr char k_user_agent[] = "Orrery/" ORRERY_VERSION;
/// INTEROP: engines have the system and the machine here, as `uname` says them.
constexpr char k_platform[] = "Linux" ORRERY_MACHINE;
/// https://html.spec.whatwg.org/multipage/system-state.html#dom-navigator-language: that of all texts there
/// are.
constexpr char k_language[] = "en-US";

/// An attribute that is the same text everywhere.
template <const char* text>
Completion<Value> get_text(Agent& agent, NativeFrame& frame) {
  TRY(vm::this_platform_object<Navigator>(agent, frame));
  return vm::intern(agent, text);
}

// https://html.spec.whatwg.org/multipage/system-state.html#dom-navigator-languages
Completion<Value> get_languages(Agent& agent, NativeFrame& frame) {
  return TRY(TRY(vm::this_platform_object<Navigator>(agent, frame))->languages(agent));
}

// https://html.spec.whatwg.org/multipage/workers.html#dom-navigator-hardwareconcurrency
Completion<Value> get_hardware_concurrency(Agent& agent, NativeFrame& frame) {
  Navigator* self = TRY(vm::this_platform_object<Navigator>(agent, frame));
  return Value::number(static_cast<double>(self->port().hardware_concurrency()));
}

constexpr vm::BuiltinRow k_members[] = {
    vm::attribute("hardwareConcurrency", get_hardware_concurrency),
    vm::attribute("language", get_text<k_language>),
    vm::attribute("languages", get_languages),
    vm::attribute("userAgent", get_text<k_user_agent>),
    vm::attribute("platform", get_text<k_platform>),
};

// https://html.spec.whatwg.org/multipage/system-state.html#client-identification
constexpr vm::LazyRow k_page_members[] = {
    vm::lazy_builtin(vm::attribute("appCodeName", get_text<k_app_code_name>)),
    vm::lazy_builtin(vm::attribute("appName", get_text<k_app_name>)),
    vm::lazy_builtin(vm::attribute("appVersion", get_text<k_user_agent>)),
    vm::lazy_builtin(vm::attribute("product", get_text<k_product>)),
    vm::lazy_builtin(vm::attribute("vendor", get_text<k_vendor>)),
    vm::lazy_builtin(vm::attribute("vendorSub", get_text<k_vendor>)),
};

Value make_navigator_interface(Agent& agent, vm::Realm& realm) {
  return vm::platform_state<NavigatorState>(agent, realm).interface_object(agent, realm);
}

constexpr vm::LazyRow k_navigator_rows[] = {
    vm::lazy_value("Navigator", make_navigator_interface),
};

}  // namespace

constinit const vm::Interface Navigator::k_interface = {
    .name = "Navigator",
    .exposure = vm::Exposure::k_window,
    .members = k_members,
    .visit_state = vm::visit_state_of<Navigator>,
};

Navigator* Navigator::navigator(Agent& agent) {
  vm::Realm& realm = agent.realm();
  return vm::platform_state<NavigatorState>(agent, realm).navigator(agent, realm);
}

Completion<vm::Object*> Navigator::languages(Agent& agent) {
  if (languages_) return languages_.get();
  const Value items[] = {vm::intern(agent, k_language)};
  vm::Object* array = TRY(vm::create_array_from_list(agent, items));
  TRY(vm::set_integrity_level(agent, array, vm::IntegrityLevel::Frozen));
  languages_.set(this, array);
  return array;
}

vm::RealmInterface& NavigatorState::interface(Agent& agent, vm::Realm& realm) {
  vm::RealmInterface& interface = vm::RealmInterface::of(agent, realm, Navigator::k_interface);
  if (profile_ == NavigatorProfile::Page && !is_prototype_complete_) {
    is_prototype_complete_ = true;
    vm::add_lazy_rows(agent, realm, interface.prototype(agent), k_page_members);
  }
  return interface;
}

Navigator* NavigatorState::navigator(Agent& agent, vm::Realm& realm) {
  if (!navigator_) {
    vm::Shape* shape = interface(agent, realm).instance_shape(agent);
    navigator_.set(this, agent.heap().make<Navigator>(0, shape, port_));
  }
  return navigator_.get();
}

void add_navigator(Agent& agent, vm::Realm& realm, NavigatorPort& port, NavigatorProfile profile) {
  vm::add_global_rows(agent, realm, k_navigator_rows);
  vm::add_global_rows(agent, realm, Navigator::k_global_rows);
  vm::platform_state<NavigatorState>(agent, realm).set(port, profile);
}

}  // namespace orrery::web
