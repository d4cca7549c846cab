#include "web/url/url_class.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "vm/objects/platform_errors.h"
#include "vm/objects/realm_interface.h"
#include "vm/operations/object_operations.h"
#include "web/encoding/strings.h"
#include "web/file/blob_url_store.h"
#include "web/url/url_api.h"
#include "webidl/descriptions.h"

namespace orrery::web {

using vm::Agent;
using vm::Completion;

namespace {

/// https://url.spec.whatwg.org/#api-url-parser
std::optional<Url> parse_api_url(vm::String* url, std::optional<vm::String*> base) {
  if (!base) return parse_url(utf8_text_of(url));
  const std::optional<Url> parsed_base = parse_url(utf8_text_of(*base));
  if (!parsed_base) return {};
  return parse_url(utf8_text_of(url), &*parsed_base);
}

/// INTEROP: Node's has its code, and what was not valid, beside a stack like any other's.
vm::Thrown throw_invalid_url(Agent& agent, vm::String* input, std::optional<vm::String*> base) {
  const vm::Thrown thrown = agent.throw_type_error("Invalid URL");
  if (agent.is_terminating() || !vm::have_platform_errors_codes(agent)) return thrown;
  const vm::Value error = agent.take_exception();
  const auto add = [&](std::string_view name, vm::String* value) {
    MUST(vm::create_data_property(agent, error.as_object(), vm::PropertyKey::atom(vm::intern(agent, name)),
                                  vm::Value(value)));
  };
  add("code", vm::intern(agent, "ERR_INVALID_URL"));
  add("input", input);
  if (base) add("base", *base);
  return agent.throw_value(error);
}

/// The serialization as a string; `given` itself, if it is that text already.
Completion<vm::String*> make_href(Agent& agent, const std::string& text, vm::String* given) {
  const std::span bytes(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  if (given != nullptr && given->is_flat() && given->is_latin1() && given->length() == bytes.size() &&
      std::ranges::equal(given->latin1(), bytes))
    return given;
  return make_string_of_ascii(agent, text);
}

}  // namespace

// https://url.spec.whatwg.org/#dom-url-url
Completion<URL*> URL::construct(Agent& agent, const vm::NativeFrame& frame, vm::String* url,
                                std::optional<vm::String*> base) {
  // 1. 2.
  const std::optional<Url> parsed = parse_api_url(url, base);
  if (!parsed) return throw_invalid_url(agent, url, base);
  // 3. https://url.spec.whatwg.org/#url-initialize
  UrlLayout layout;
  vm::String* href = TRY(make_href(agent, serialize(*parsed, layout), url));
  return vm::construct_platform_object<URL>(agent, frame, href, layout);
}

// https://url.spec.whatwg.org/#dom-url-parse
Completion<std::optional<URL*>> URL::parse(Agent& agent, vm::String* url, std::optional<vm::String*> base) {
  const std::optional<Url> parsed = parse_api_url(url, base);
  if (!parsed) return std::optional<URL*>();
  UrlLayout layout;
  vm::String* href = TRY(make_href(agent, serialize(*parsed, layout), url));
  return std::optional(vm::make_platform_object<URL>(agent, agent.realm(), href, layout));
}

vm::String* URL::create_object_url(vm::Agent& agent, Blob* blob) {
  return BlobUrlStore::of(agent).add(agent, blob);
}

void URL::revoke_object_url(vm::Agent& agent, vm::String* url) {
  // 1.
  const std::optional<Url> record = parse_url(url->to_wtf8());
  // 2. What is no URL of a Blob is not in the store. 3. to 5.
  if (record) BlobUrlStore::of(agent).remove(serialize(*record, ExcludeFragment::Yes));
}

// https://url.spec.whatwg.org/#dom-url-canparse
bool URL::can_parse(Agent&, vm::String* url, std::optional<vm::String*> base) {
  return parse_api_url(url, base).has_value();
}

std::string_view URL::text() const {
  const std::span<const std::uint8_t> units = href_->latin1();
  return {reinterpret_cast<const char*>(units.data()), units.size()};
}

Completion<void> URL::set_record(Agent& agent, const Url& url) {
  UrlLayout layout;
  vm::String* href = TRY(make_href(agent, serialize(url, layout), href_.get()));
  href_.set(this, href);
  layout_ = layout;
  is_query_stale_ = false;
  return {};
}

Completion<void> URL::change(Agent& agent, vm::String* value, void (*setter)(Url&, std::string_view)) {
  TRY(settle(agent));
  Url url = record();
  setter(url, utf8_text_of(value));
  return set_record(agent, url);
}

Completion<void> URL::refill_query_object(Agent& agent) {
  if (!query_object_) return {};
  return query_object_->refill(agent, record().query.value_or(""));
}

// Attributes ------------------------------------------------------------------------------------------------

// https://url.spec.whatwg.org/#dom-url-href
Completion<void> URL::set_href(Agent& agent, vm::String* value) {
  const std::optional<Url> parsed = parse_url(utf8_text_of(value));
  if (!parsed) return throw_invalid_url(agent, value, {});
  TRY(set_record(agent, *parsed));
  return refill_query_object(agent);
}

// https://url.spec.whatwg.org/#dom-url-origin
Completion<vm::String*> URL::origin(Agent& agent) {
  TRY(settle(agent));
  return make_string_of_ascii(agent, web::serialize(origin_of(record())));
}

Completion<void> URL::set_protocol(Agent& agent, vm::String* value) {
  return change(agent, value, [](Url& url, std::string_view text) { web::set_protocol(url, text); });
}

Completion<void> URL::set_username(Agent& agent, vm::String* value) {
  return change(agent, value, web::set_username);
}

Completion<void> URL::set_password(Agent& agent, vm::String* value) {
  return change(agent, value, web::set_password);
}

Completion<void> URL::set_host(Agent& agent, vm::String* value) {
  return change(agent, value, web::set_host);
}

Completion<void> URL::set_hostname(Agent& agent, vm::String* value) {
  return change(agent, value, web::set_hostname);
}

Completion<void> URL::set_port(Agent& agent, vm::String* value) {
  return change(agent, value, web::set_port);
}

Completion<void> URL::set_pathname(Agent& agent, vm::String* value) {
  return change(agent, value, web::set_pathname);
}

// https://url.spec.whatwg.org/#dom-url-search
Completion<void> URL::set_search(Agent& agent, vm::String* value) {
  TRY(change(agent, value, web::set_search));
  return refill_query_object(agent);
}

// https://url.spec.whatwg.org/#dom-url-searchparams
Completion<URLSearchParams*> URL::search_params(Agent& agent) {
  if (!query_object_) {
    auto* made = vm::make_platform_object<URLSearchParams>(agent, agent.realm(), this);
    TRY(made->refill(agent, record().query.value_or("")));
    query_object_.set(this, made);
  }
  return query_object_.get();
}

Completion<void> URL::set_hash(Agent& agent, vm::String* value) {
  return change(agent, value, web::set_hash);
}

// https://url.spec.whatwg.org/#dom-url-hash
Completion<vm::String*> URL::hash(Agent& agent) {
  TRY(settle(agent));
  return slice(agent, hash_part(layout_, href_->length()));
}

// https://url.spec.whatwg.org/#concept-urlsearchparams-update, steps 2 to 4
Completion<void> URL::take_query(Agent& agent) {
  Url url = record();
  std::string query = query_object_->serialize();
  url.query = query.empty() ? std::nullopt : std::optional(std::move(query));
  return set_record(agent, url);
}

// As Node shows it.
Completion<vm::ObjectDescription> URL::describe(Agent& agent) {
  return webidl::describe_properties(agent, {{"href", TRY(href(agent))},
                                             {"origin", TRY(origin(agent))},
                                             {"protocol", TRY(protocol(agent))},
                                             {"username", TRY(username(agent))},
                                             {"password", TRY(password(agent))},
                                             {"host", TRY(host(agent))},
                                             {"hostname", TRY(hostname(agent))},
                                             {"port", TRY(port(agent))},
                                             {"pathname", TRY(pathname(agent))},
                                             {"search", TRY(search(agent))},
                                             {"searchParams", TRY(search_params(agent))},
                                             {"hash", TRY(hash(agent))}});
}

}  // namespace orrery::web
