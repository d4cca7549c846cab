#include "vm/objects/platform_errors.h"

#include <string>

#include "vm/errors/error_object.h"
#include "vm/objects/platform_object.h"
#include "vm/objects/realm_interface.h"
#include "vm/realm.h"
#include "vm/strings/string.h"

namespace orrery::vm {

namespace {

/// A realm has one if its errors have codes.
class ErrorCodes final : public PlatformCell {
 public:
  static constexpr std::string_view k_name = "ErrorCodes";
  ErrorCodes(Agent&, Realm&) : PlatformCell(k_platform_cell_type<ErrorCodes>) {}
  MakeErrorWithCode make() const { return make_; }
  void set_make(MakeErrorWithCode make) { make_ = make; }
  void visit(gc::Visitor&) {}

 private:
  MakeErrorWithCode make_ = nullptr;
};

const ErrorCodes* codes_of(const Agent& agent) {
  return static_cast<ErrorCodes*>(find_platform_state(agent.realm(), &k_platform_cell_type<ErrorCodes>));
}

}  // namespace

void give_platform_errors_codes(Agent& agent, Realm& realm, MakeErrorWithCode make) {
  platform_state<ErrorCodes>(agent, realm).set_make(make);
}

bool have_platform_errors_codes(const Agent& agent) {
  return codes_of(agent) != nullptr;
}

Value make_platform_error(Agent& agent, ErrorType type, std::string_view code, std::string_view message) {
  if (const ErrorCodes* codes = codes_of(agent)) return codes->make()(agent, type, code, message);
  return make_error(agent, type, MUST(make_string_from_utf8(agent, message)));
}

Thrown throw_platform_error(Agent& agent, ErrorType type, std::string_view code, std::string_view message) {
  // Where the heap is full that ends the script.
  const bool is_full = agent.is_terminating() || agent.heap().is_over_limit();
  const ErrorCodes* codes = is_full ? nullptr : codes_of(agent);
  if (codes == nullptr) return agent.throw_error(type, message);
  return agent.throw_value(codes->make()(agent, type, code, message));
}

Thrown throw_illegal_invocation(Agent& agent, std::string_view name) {
  if (!have_platform_errors_codes(agent)) return agent.throw_type_error("Illegal invocation");
  return throw_platform_error(agent, ErrorType::TypeError, "ERR_INVALID_THIS",
                              "Value of \"this\" must be of type " + std::string(name));
}

}  // namespace orrery::vm
