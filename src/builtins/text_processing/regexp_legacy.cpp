// The static properties that tell of the last match: https://github.com/tc39/proposal-regexp-legacy-features

#include "builtins/text_processing/regexp_methods.h"
#include "vm/agent.h"
#include "vm/execution/frame.h"
#include "vm/operations/conversions.h"
#include "vm/realm.h"
#include "vm/regexps/regexp_statics.h"

namespace orrery::builtins {

using namespace vm;
using regexp::Capture;

namespace {

/// GetLegacyRegExpStaticProperty and SetLegacyRegExpStaticProperty, 1. and 2.
Completion<RegExpStatics*> this_statics(Agent& agent, const NativeFrame& frame) {
  Realm& realm = agent.realm();
  const Value constructor = realm.intrinsic(agent, Intrinsic::RegExp);
  if (!frame.this_value().is_identical(constructor))
    return agent.throw_type_error("The static properties of RegExp are for the receiver RegExp only");
  return &realm.regexp_statics(agent);
}

/// The same, where it has a last match.
Completion<RegExpStatics*> this_last_match(Agent& agent, const NativeFrame& frame) {
  RegExpStatics* statics = TRY(this_statics(agent, frame));
  if (statics->subject() == nullptr)
    return agent.throw_type_error("The last match was that of an instance of a class that extends RegExp");
  return statics;
}

Value part(Agent& agent, RegExpStatics* statics, Capture capture) {
  if (!capture.is_set()) return empty_string(agent);
  return substring(agent, statics->subject(), static_cast<std::uint32_t>(capture.start),
                   static_cast<std::uint32_t>(capture.end));
}

}  // namespace

Completion<Value> regexp_get_input(Agent& agent, NativeFrame& frame) {
  return TRY(this_last_match(agent, frame))->input();
}

Completion<Value> regexp_set_input(Agent& agent, NativeFrame& frame) {
  RegExpStatics* statics = TRY(this_statics(agent, frame));
  statics->set_input(TRY(to_string(agent, frame.argument(0))));
  return Value::undefined();
}

Completion<Value> regexp_get_last_match(Agent& agent, NativeFrame& frame) {
  return regexp_get_group(agent, frame, 0);
}

Completion<Value> regexp_get_last_paren(Agent& agent, NativeFrame& frame) {
  RegExpStatics* statics = TRY(this_last_match(agent, frame));
  return part(agent, statics, statics->last_paren());
}

Completion<Value> regexp_get_left_context(Agent& agent, NativeFrame& frame) {
  RegExpStatics* statics = TRY(this_last_match(agent, frame));
  return part(agent, statics, {0, statics->capture(0).start});
}

Completion<Value> regexp_get_right_context(Agent& agent, NativeFrame& frame) {
  RegExpStatics* statics = TRY(this_last_match(agent, frame));
  return part(agent, statics,
              {statics->capture(0).end, static_cast<std::int32_t>(statics->subject()->length())});
}

Completion<Value> regexp_get_group(Agent& agent, NativeFrame& frame, std::uint32_t number) {
  RegExpStatics* statics = TRY(this_last_match(agent, frame));
  return part(agent, statics, statics->capture(number));
}

}  // namespace orrery::builtins
