#include "webidl/quota_exceeded_error.h"

#include "vm/errors/error_object.h"
#include "vm/objects/platform_cell.h"
#include "vm/objects/realm_interface.h"
#include "webidl/conversions.h"
#include "webidl/dom_exception.h"

namespace orrery::webidl {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

namespace {

/// What such an error has beside its name and message.
class Quota final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "Quota";
  explicit Quota(const QuotaExceededErrorOptions& options)
      : PlatformCell(vm::k_platform_cell_type<Quota>), options_(options) {}
  const QuotaExceededErrorOptions& options() const { return options_; }
  void visit(gc::Visitor&) {}

 private:
  QuotaExceededErrorOptions options_;
};

vm::ErrorObject* make(Agent& agent, vm::Shape* shape, vm::String* message,
                      const QuotaExceededErrorOptions& options, vm::Object* above) {
  auto* quota = agent.heap().make<Quota>(0, options);
  vm::String* name = vm::intern(agent, "QuotaExceededError");
  auto* description = agent.heap().make<vm::ErrorDescription>(0, name, message, quota);
  return make_exception_object(agent, shape, description, above);
}

Completion<QuotaExceededErrorOptions> read_options(Agent& agent, Value value) {
  const DictionaryReader reader =
      TRY(DictionaryReader::of(agent, value, "Failed to construct 'QuotaExceededError': parameter 2"));
  QuotaExceededErrorOptions options;
  if (const Value quota = TRY(reader.get(agent, "quota")); !quota.is_undefined())
    options.quota = TRY(convert_double(agent, quota, "options.quota"));
  if (const Value requested = TRY(reader.get(agent, "requested")); !requested.is_undefined())
    options.requested = TRY(convert_double(agent, requested, "options.requested"));
  return options;
}

/// https://webidl.spec.whatwg.org/#dom-quotaexceedederror-quotaexceedederror
Completion<Value> construct(Agent& agent, NativeFrame& frame) {
  vm::String* message = vm::empty_string(agent);
  if (!frame.argument(0).is_undefined()) message = TRY(convert_dom_string(agent, frame.argument(0)));
  const QuotaExceededErrorOptions options = TRY(read_options(agent, frame.argument(1)));
  // 3. - 5.
  if (options.quota.value_or(0) < 0) return agent.throw_range_error("options.quota must not be negative");
  if (options.requested.value_or(0) < 0)
    return agent.throw_range_error("options.requested must not be negative");
  if (options.quota && options.requested && *options.requested < *options.quota)
    return agent.throw_range_error("options.requested must not be less than options.quota");
  // 1. 2. 6.
  const Value data = static_cast<vm::NativeFunction*>(frame.callee())->data();
  vm::Shape* shape =
      TRY(static_cast<vm::RealmInterface*>(data.as_cell())->shape_for_new(agent, frame.new_target()));
  return make(agent, shape, message, options, frame.callee());
}

Completion<const QuotaExceededErrorOptions*> this_quota(Agent& agent, const NativeFrame& frame) {
  const vm::ErrorObject* error = as_dom_exception(frame.this_value());
  const QuotaExceededErrorOptions* options = error == nullptr ? nullptr : quota_options(error);
  if (options == nullptr) return vm::throw_illegal_invocation(agent, k_quota_exceeded_error.name);
  return options;
}

// https://webidl.spec.whatwg.org/#dom-quotaexceedederror-quota
Completion<Value> get_quota(Agent& agent, NativeFrame& frame) {
  return to_value(agent, TRY(this_quota(agent, frame))->quota);
}
// https://webidl.spec.whatwg.org/#dom-quotaexceedederror-requested
Completion<Value> get_requested(Agent& agent, NativeFrame& frame) {
  return to_value(agent, TRY(this_quota(agent, frame))->requested);
}

constexpr vm::BuiltinRow k_members[] = {
    vm::attribute("quota", get_quota),
    vm::attribute("requested", get_requested),
};

}  // namespace

constinit const vm::Interface k_quota_exceeded_error = {
    .name = "QuotaExceededError",
    .parent = &k_dom_exception,
    .constructor = construct,
    .members = k_members,
    .object_kind = vm::CellKind::Error,
};

const QuotaExceededErrorOptions* quota_options(const vm::ErrorObject* exception) {
  vm::PlatformCell* extension = exception->description()->extension();
  const Quota* quota = extension == nullptr ? nullptr : vm::as_platform_cell<Quota>(Value::cell(extension));
  return quota == nullptr ? nullptr : &quota->options();
}

vm::ErrorObject* make_quota_exceeded_error(Agent& agent, vm::Realm& realm, vm::String* message,
                                           const QuotaExceededErrorOptions& options) {
  vm::Shape* shape = vm::RealmInterface::of(agent, realm, k_quota_exceeded_error).instance_shape(agent);
  return make(agent, shape, message, options, nullptr);
}

vm::Thrown throw_quota_exceeded_error(Agent& agent, std::string_view message,
                                      const QuotaExceededErrorOptions& options) {
  return agent.throw_value(make_quota_exceeded_error(
      agent, agent.realm(), MUST(vm::make_string_from_utf8(agent, message)), options));
}

}  // namespace orrery::webidl
