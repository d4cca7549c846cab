// What os, tty, v8 and url call in C++: the machine, as the door tells of it, and domain names.

#include <algorithm>
#include <bit>
#include <optional>
#include <string>

#include "node/bindings.h"
#include "node/builtin_modules.h"
#include "node/errors.h"
#include "vm/agent.h"
#include "vm/strings/string.h"
#include "web/url/domain.h"

namespace orrery::node {

using vm::Agent;
using vm::Completion;
using vm::NativeFrame;
using vm::Value;

Completion<Value> fact(Agent& agent, NativeFrame& frame) {
  const std::optional<std::string> text =
      BuiltinModules::of(frame).door().fact(frame.argument(0).as_string()->to_utf8());
  if (!text) return Value::undefined();
  return TRY(vm::make_string_from_utf8(agent, *text));
}

Completion<Value> make_error_of_system(Agent& agent, NativeFrame& frame) {
  return make_system_error(agent, frame.argument(0).as_int32(), frame.argument(1).as_string()->to_utf8(),
                           frame.argument(2).is_identical(Value::boolean(true)));
}

namespace {

/// `isLittleEndian()`
Completion<Value> is_little_endian(Agent&, NativeFrame&) {
  return Value::boolean(std::endian::native == std::endian::little);
}

/// `heapLimit()`: in bytes
Completion<Value> heap_limit(Agent& agent, NativeFrame&) {
  return Value::number(static_cast<double>(agent.heap().limit()));
}

constexpr vm::BuiltinRow k_system_rows[] = {
    vm::method("fact", 1, fact),
    vm::method("isLittleEndian", 0, is_little_endian),
    vm::method("heapLimit", 0, heap_limit),
};

/// `domainToASCII(domain, isLenient)`: empty if it is none. Old parsers take what is ASCII as it is.
Completion<Value> domain_to_ascii(Agent& agent, NativeFrame& frame) {
  const std::string domain = frame.argument(0).as_string()->to_utf8();
  const std::optional<std::string> result = web::parse_domain(domain, false);
  if (result) return TRY(vm::make_string_from_utf8(agent, *result));
  if (!frame.argument(1).is_identical(Value::boolean(true))) return vm::empty_string(agent);
  const bool is_ascii =
      std::ranges::all_of(domain, [](char unit) { return static_cast<signed char>(unit) >= 0; });
  return is_ascii ? frame.argument(0) : Value(vm::empty_string(agent));
}

/// `domainToUnicode(domain)`
Completion<Value> domain_to_unicode(Agent& agent, NativeFrame& frame) {
  const std::optional<std::string> ascii = web::parse_domain(frame.argument(0).as_string()->to_utf8(), false);
  if (!ascii) return vm::empty_string(agent);
  return TRY(vm::make_string_from_utf8(agent, web::domain_to_unicode(*ascii)));
}

constexpr vm::BuiltinRow k_url_rows[] = {
    vm::method("domainToASCII", 2, domain_to_ascii),
    vm::method("domainToUnicode", 1, domain_to_unicode),
};

}  // namespace

constexpr std::span<const vm::BuiltinRow> k_system_bindings = k_system_rows;
constexpr std::span<const vm::BuiltinRow> k_url_bindings = k_url_rows;

}  // namespace orrery::node
