// INTEROP: CallSite, V8's: https://v8.dev/docs/stack-trace-api#customizing-stack-traces

#include "vm/errors/call_site.h"

#include <optional>
#include <string>
#include <string_view>

#include "builtins/fundamental/tables.h"
#include "vm/agent.h"
#include "vm/errors/frame_text.h"
#include "vm/errors/inspection.h"
#include "vm/functions/builtin.h"
#include "vm/functions/builtin_arguments.h"
#include "vm/functions/executable.h"
#include "vm/realm.h"
#include "vm/strings/string.h"

namespace orrery::builtins {

using namespace vm;

namespace {

constexpr std::string_view k_no_name = ", <anonymous>";

Completion<Value> text_or(Agent& agent, std::string_view text, Value otherwise) {
  if (text.empty()) return otherwise;
  return TRY(make_string_from_utf8(agent, text));
}

std::string_view file_name(const StackTrace::Entry& frame) {
  return frame.executable == nullptr ? std::string_view() : frame.executable->source()->program().file_name();
}

bool is_of_eval(const StackTrace::Entry& frame) {
  return file_name(frame).starts_with(k_eval_prefix);
}

/// The text itself, rather than a function in it.
bool is_of_eval_itself(const StackTrace::Entry& frame) {
  return frame.executable != nullptr && frame.executable->header().kind == bytecode::FunctionKind::Eval;
}

/// Of "Promise.all": where the function is.
Object* combinator_function(Agent& agent, const StackTrace::Entry& frame) {
  const std::string_view name =
      std::string_view(frame.combinator).substr(std::string_view("Promise.").size());
  const std::optional<Value> function = look_up_data_property(agent, agent.intrinsic(Intrinsic::Promise),
                                                              PropertyKey::atom(intern(agent, name)));
  return function && function->is_object() ? function->as_object() : nullptr;
}

bool is_top_level(const StackTrace::Entry& frame) {
  return frame.combinator == nullptr && !frame.is_construct && is_top_level_frame(frame);
}

/// Line and column, both from 1; nothing of what C++ has written.
std::optional<base::LineColumn> place_of(const StackTrace::Entry& frame,
                                         std::optional<std::uint32_t> offset) {
  if (frame.executable == nullptr || !offset) return std::nullopt;
  base::LineColumn place = frame.executable->source()->told_place(*offset);
  place.column_utf16++;
  return place;
}

std::optional<std::uint32_t> offset_of(const StackTrace::Entry& frame) {
  return frame.executable == nullptr ? std::nullopt : frame_source_offset(frame);
}

std::optional<std::uint32_t> start_of(const StackTrace::Entry& frame) {
  if (frame.executable == nullptr) return std::nullopt;
  return frame.executable->header().source_start;
}

Value line_of(std::optional<base::LineColumn> place) {
  return place ? Value::number(place->line) : Value::null();
}
Value column_of(std::optional<base::LineColumn> place) {
  return place ? Value::number(place->column_utf16) : Value::null();
}

// Each method of this kind
// -----------------------------------------------------------------------------------

/// A method: a brand check, and then what it says of the site.
template <Completion<Value> (*get)(Agent&, const CallSite&)>
Completion<Value> of_site(Agent& agent, NativeFrame& frame) {
  if (!frame.this_value().is_cell_of(CellKind::CallSite))
    return throw_incompatible_receiver(agent, "A method of CallSite", frame.this_value());
  return get(agent, *static_cast<const CallSite*>(frame.this_value().as_object()));
}

Completion<Value> get_this(Agent& agent, const CallSite& site) {
  const StackTrace::Entry& frame = site.frame();
  if (frame.combinator != nullptr) return agent.intrinsic(Intrinsic::Promise);
  if (site.is_closed() || frame.is_async || frame.is_construct) return Value::undefined();
  if (is_top_level_frame(frame) && frame.executable != nullptr)
    return frame.executable->realm()->global_object();
  return frame.this_value;
}

Completion<Value> get_type_name(Agent& agent, const CallSite& site) {
  const StackTrace::Entry& frame = site.frame();
  if (frame.combinator != nullptr) return TRY(make_string_from_utf8(agent, "Promise"));
  if (is_top_level_frame(frame)) return Value::null();
  return text_or(agent, frame_type_name(agent, frame), Value::null());
}

Completion<Value> get_function(Agent& agent, const CallSite& site) {
  const StackTrace::Entry& frame = site.frame();
  Object* function = frame.callee;
  if (frame.combinator != nullptr) {
    function = combinator_function(agent, frame);
  } else if (site.is_closed() || is_of_eval_itself(frame)) {
    function = nullptr;
  }
  return function == nullptr ? Value::undefined() : Value(function);
}

std::string name_of(Agent& agent, const StackTrace::Entry& frame) {
  if (frame.combinator != nullptr)
    return std::string(std::string_view(frame.combinator).substr(std::string_view("Promise.").size()));
  if (frame.is_request) return "";
  return frame_function_name(agent, frame);
}

Completion<Value> get_function_name(Agent& agent, const CallSite& site) {
  return text_or(agent, name_of(agent, site.frame()), Value::null());
}

Completion<Value> get_method_name(Agent& agent, const CallSite& site) {
  const StackTrace::Entry& frame = site.frame();
  if (frame.combinator != nullptr) return text_or(agent, name_of(agent, frame), Value::null());
  if (is_top_level_frame(frame) || frame.is_construct) return Value::null();
  return text_or(agent, frame_method_name(agent, frame), Value::null());
}

Completion<Value> get_file_name(Agent& agent, const CallSite& site) {
  const StackTrace::Entry& frame = site.frame();
  if (frame.executable == nullptr) return Value::null();
  if (is_of_eval(frame)) return Value::undefined();
  return text_or(agent, full_file_name(*frame.executable->source()), Value::undefined());
}

Completion<Value> get_line_number(Agent&, const CallSite& site) {
  return line_of(place_of(site.frame(), offset_of(site.frame())));
}

Completion<Value> get_column_number(Agent&, const CallSite& site) {
  return column_of(place_of(site.frame(), offset_of(site.frame())));
}

Completion<Value> get_enclosing_line_number(Agent&, const CallSite& site) {
  return line_of(place_of(site.frame(), start_of(site.frame())));
}

Completion<Value> get_enclosing_column_number(Agent&, const CallSite& site) {
  return column_of(place_of(site.frame(), start_of(site.frame())));
}

/// In UTF-16 code units; of a promise that is waited for with others its index.
Completion<Value> get_position(Agent&, const CallSite& site) {
  const StackTrace::Entry& frame = site.frame();
  if (frame.combinator != nullptr) return Value::number(frame.offset);
  const std::optional<std::uint32_t> offset = offset_of(frame);
  if (!offset) return Value::number(0);
  return Value::number(frame.executable->source()->line_map().utf16_offset(*offset));
}

Completion<Value> get_eval_origin(Agent& agent, const CallSite& site) {
  if (!is_of_eval(site.frame())) return Value::undefined();
  const std::string full = full_file_name(*site.frame().executable->source());
  std::string_view name = full;
  if (name.ends_with(k_no_name)) name.remove_suffix(k_no_name.size());
  return text_or(agent, name, Value::undefined());
}

Completion<Value> get_promise_index(Agent&, const CallSite& site) {
  return site.frame().combinator == nullptr ? Value::null() : Value::number(site.frame().offset);
}

/// DEVIATION: no hash is known of a text.
Completion<Value> get_script_hash(Agent& agent, const CallSite&) {
  return empty_string(agent);
}

Completion<Value> is_toplevel(Agent&, const CallSite& site) {
  return Value::boolean(is_top_level(site.frame()));
}

Completion<Value> is_eval(Agent&, const CallSite& site) {
  return Value::boolean(is_of_eval(site.frame()));
}

/// Of V8's own scripts; what C++ has written is none.
Completion<Value> is_native(Agent&, const CallSite&) {
  return Value::boolean(false);
}

Completion<Value> is_constructor(Agent&, const CallSite& site) {
  return Value::boolean(site.frame().is_construct);
}

Completion<Value> is_async(Agent&, const CallSite& site) {
  return Value::boolean(site.frame().is_async);
}

Completion<Value> is_promise_all(Agent&, const CallSite& site) {
  return Value::boolean(site.frame().combinator != nullptr &&
                        std::string_view(site.frame().combinator) == "Promise.all");
}

Completion<Value> to_string(Agent& agent, const CallSite& site) {
  return TRY(make_string_from_utf8(agent, frame_text(agent, site.frame(), FileNames::Full)));
}

Completion<Value> call_site_constructor(Agent& agent, NativeFrame&) {
  return agent.throw_type_error("Illegal constructor");
}

constexpr BuiltinRow k_call_site_prototype_rows[] = {
    reference("constructor", Intrinsic::CallSite),
    method("getColumnNumber", 0, of_site<get_column_number>),
    method("getEnclosingColumnNumber", 0, of_site<get_enclosing_column_number>),
    method("getEnclosingLineNumber", 0, of_site<get_enclosing_line_number>),
    method("getEvalOrigin", 0, of_site<get_eval_origin>),
    method("getFileName", 0, of_site<get_file_name>),
    method("getFunction", 0, of_site<get_function>),
    method("getFunctionName", 0, of_site<get_function_name>),
    method("getLineNumber", 0, of_site<get_line_number>),
    method("getMethodName", 0, of_site<get_method_name>),
    method("getPosition", 0, of_site<get_position>),
    method("getPromiseIndex", 0, of_site<get_promise_index>),
    method("getScriptNameOrSourceURL", 0, of_site<get_file_name>),
    method("getScriptHash", 0, of_site<get_script_hash>),
    method("getThis", 0, of_site<get_this>),
    method("getTypeName", 0, of_site<get_type_name>),
    method("isAsync", 0, of_site<is_async>),
    method("isConstructor", 0, of_site<is_constructor>),
    method("isEval", 0, of_site<is_eval>),
    method("isNative", 0, of_site<is_native>),
    method("isPromiseAll", 0, of_site<is_promise_all>),
    method("isToplevel", 0, of_site<is_toplevel>),
    method("toString", 0, of_site<to_string>),
};

}  // namespace

constexpr ObjectTable k_call_site =
    constructor_table("CallSite", 0, call_site_constructor, Intrinsic::CallSitePrototype);
constexpr ObjectTable k_call_site_prototype =
    ordinary_table(Intrinsic::ObjectPrototype, k_call_site_prototype_rows);

}  // namespace orrery::builtins
