#pragma once

#include <optional>

#include "vm/objects/platform_object.h"
#include "vm/strings/string.h"
#include "web/url/url_layout.h"
#include "web/url/url_search_params.h"

namespace orrery::web {

class Blob;

/// https://url.spec.whatwg.org/#url-class
///
/// Its URL is kept as its serialization and a layout: most URLs are made, and one or two parts of them are
/// read, which are slices of it. A setter makes a record of them, changes it, and serializes it anew.
class URL final : public vm::PlatformObject {
 public:
  static const vm::Interface k_interface;

  static vm::Completion<URL*> construct(vm::Agent& agent, const vm::NativeFrame& frame, vm::String* url,
                                        std::optional<vm::String*> base);
  static vm::Completion<std::optional<URL*>> parse(vm::Agent& agent, vm::String* url,
                                                   std::optional<vm::String*> base);
  /// https://w3c.github.io/FileAPI/#dfn-createObjectURL
  static vm::String* create_object_url(vm::Agent& agent, Blob* blob);
  /// https://w3c.github.io/FileAPI/#dfn-revokeObjectURL
  static void revoke_object_url(vm::Agent& agent, vm::String* url);
  static bool can_parse(vm::Agent& agent, vm::String* url, std::optional<vm::String*> base);
  URL(vm::Shape* shape, vm::String* href, const UrlLayout& layout)
      : PlatformObject(shape, k_interface), layout_(layout), href_(href) {}

  vm::Completion<vm::String*> href(vm::Agent& agent) {
    TRY(settle(agent));
    return href_.get();
  }
  vm::Completion<void> set_href(vm::Agent& agent, vm::String* value);
  vm::Completion<vm::String*> origin(vm::Agent& agent);
  vm::Completion<vm::String*> protocol(vm::Agent& agent) { return part(agent, protocol_part); }
  vm::Completion<void> set_protocol(vm::Agent& agent, vm::String* value);
  vm::Completion<vm::String*> username(vm::Agent& agent) { return part(agent, username_part); }
  vm::Completion<void> set_username(vm::Agent& agent, vm::String* value);
  vm::Completion<vm::String*> password(vm::Agent& agent) { return part(agent, password_part); }
  vm::Completion<void> set_password(vm::Agent& agent, vm::String* value);
  vm::Completion<vm::String*> host(vm::Agent& agent) { return part(agent, host_part); }
  vm::Completion<void> set_host(vm::Agent& agent, vm::String* value);
  vm::Completion<vm::String*> hostname(vm::Agent& agent) { return part(agent, hostname_part); }
  vm::Completion<void> set_hostname(vm::Agent& agent, vm::String* value);
  vm::Completion<vm::String*> port(vm::Agent& agent) { return part(agent, port_part); }
  vm::Completion<void> set_port(vm::Agent& agent, vm::String* value);
  vm::Completion<vm::String*> pathname(vm::Agent& agent) { return part(agent, pathname_part); }
  vm::Completion<void> set_pathname(vm::Agent& agent, vm::String* value);
  vm::Completion<vm::String*> search(vm::Agent& agent) { return part(agent, search_part); }
  vm::Completion<void> set_search(vm::Agent& agent, vm::String* value);
  vm::Completion<URLSearchParams*> search_params(vm::Agent& agent);
  vm::Completion<vm::String*> hash(vm::Agent& agent);
  vm::Completion<void> set_hash(vm::Agent& agent, vm::String* value);
  vm::Completion<vm::String*> to_json(vm::Agent& agent) { return href(agent); }

  /// What the query object's update steps do to the URL
  /// (https://url.spec.whatwg.org/#concept-urlsearchparams-update).
  /// OPTIMIZATION: not before somebody looks at the URL, for a program may change many parameters.
  void set_query_stale() { is_query_stale_ = true; }

  vm::Completion<vm::ObjectDescription> describe(vm::Agent& agent);
  void visit_state(gc::Visitor& visitor) {
    visitor.visit(href_);
    visitor.visit(query_object_);
  }

 private:
  std::string_view text() const;
  /// To be called before anything looks at `href_` and `layout_`.
  vm::Completion<void> settle(vm::Agent& agent) {
    if (!is_query_stale_) [[likely]]
      return {};
    return take_query(agent);
  }
  vm::Completion<void> take_query(vm::Agent& agent);
  vm::Completion<vm::String*> part(vm::Agent& agent, UrlPart (*place)(const UrlLayout&)) {
    TRY(settle(agent));
    return slice(agent, place(layout_));
  }
  vm::String* slice(vm::Agent& agent, UrlPart part) const {
    return vm::substring(agent, href_.get(), part.start, part.end);
  }
  /// The URL record, of one that is settled.
  Url record() const { return url_of(text(), layout_); }
  vm::Completion<void> set_record(vm::Agent& agent, const Url& url);
  vm::Completion<void> change(vm::Agent& agent, vm::String* value, void (*setter)(Url&, std::string_view));
  vm::Completion<void> refill_query_object(vm::Agent& agent);

  UrlLayout layout_;
  gc::Field<vm::String> href_;               // flat, Latin-1
  gc::Field<URLSearchParams> query_object_;  // null: nobody has asked for it
  bool is_query_stale_ = false;              // it was changed, and the URL not yet
};

}  // namespace orrery::web
