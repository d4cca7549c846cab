#pragma once

#include <bit>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/number_text.h"
#include "base/unicode/utf.h"
#include "trace/trace_sink.h"

// For tests: fine events as text for people.

namespace orrery::inspect {

/// A line for each event, indented by the depth of the stack:
///
///   > f(1, "a") of this          Enter; `new`, `resume` and the like where it is no call
///   < 3                          Leave; `throws`, `awaits`, `yields`
///   | x + 1                      Statement
///   x + 1 = 3                    Evaluated
///   env 2 in 1: x uninitialised  EnvironmentEntered, with the bindings that follow at once
///   env 2: x = 3                 Binding, initialised; `:=` assigned
class FineText final : public trace::TraceSink {
 public:
  struct Options {
    bool objects = false;  // ObjectShown
    bool environments = true;
    bool expressions = true;
  };
  FineText() = default;
  explicit FineText(const Options& options) : options_(options) {}

  std::string take() { return std::exchange(text_, {}); }

  void on(const trace::trace_events::Script& event) override {
    sources_[event.script] = base::utf16_from_wtf8(event.source);
  }
  void on(const trace::trace_events::Function& event) override {
    functions_[event.function] = {std::string(event.name.text), event.script};
  }
  void on(const trace::trace_events::Enter& event) override {
    static constexpr std::string_view k_sorts[] = {"", "", "new ", "run ", "resume ", "eval "};
    std::string line = "> ";
    line += k_sorts[event.sort];
    line += name_of(event.function) + "(";
    for (const auto& argument : event.arguments) {
      if (!line.ends_with('(')) line += ", ";
      line += text_of(argument);
    }
    line += ")";
    using Tag = trace::trace_events::ValueTag;
    const bool has_this = event.this_value.tag != Tag::None && event.this_value.tag != Tag::Undefined;
    if (has_this && event.sort == 1) line += " of " + text_of(event.this_value);
    if (event.activation != 0) line += " activation " + std::to_string(event.activation);
    add(line);
    stack_.push_back(event.function);
  }
  void on(const trace::trace_events::Leave& event) override {
    static constexpr std::string_view k_ways[] = {"", "", "throws ", "awaits ", "yields "};
    if (stack_.empty()) {
      add("< of nothing");
      return;
    }
    stack_.pop_back();
    add("< " + std::string(k_ways[event.how]) + text_of(event.value));
  }
  void on(const trace::trace_events::Statement& event) override {
    if (options_.expressions) add("| " + source_of(event.start, event.end));
  }
  void on(const trace::trace_events::Evaluated& event) override {
    if (options_.expressions) add(source_of(event.start, event.end) + " = " + text_of(event.value));
  }
  void on(const trace::trace_events::Thrown& event) override { add("! thrown " + text_of(event.value)); }
  void on(const trace::trace_events::Caught& event) override { add("! caught " + text_of(event.value)); }
  void on(const trace::trace_events::EnvironmentEntered& event) override {
    if (!options_.environments) return;
    add("env " + std::to_string(event.environment) + " in " + std::to_string(event.outer));
  }
  void on(const trace::trace_events::EnvironmentLeft&) override {
    if (options_.environments) add("env left");
  }
  void on(const trace::trace_events::Binding& event) override {
    if (!options_.environments) return;
    static constexpr std::string_view k_states[] = {"", " uninitialised", " = ", " := "};
    const std::string value = event.state == 1 ? "" : text_of(event.value);
    add("env " + std::to_string(event.environment) + ": " + std::string(event.name.text) +
        std::string(k_states[event.state]) + value);
  }
  void on(const trace::trace_events::BindingDeleted& event) override {
    if (options_.environments)
      add("env " + std::to_string(event.environment) + ": delete " + std::string(event.name.text));
  }
  void on(const trace::trace_events::PropertySet& event) override {
    add("object " + std::to_string(event.object) + " " + text_of(event.key) + " := " + text_of(event.value));
  }
  void on(const trace::trace_events::PropertyDeleted& event) override {
    add("object " + std::to_string(event.object) + " delete " + text_of(event.key));
  }
  void on(const trace::trace_events::ObjectShown& event) override {
    if (!options_.objects) return;
    std::string line = "object " + std::to_string(event.object) + " " + std::string(event.class_name.text) +
                       " " + std::string(event.preview);
    for (const auto& property : event.properties)
      line += " " + text_of(property.key) + ":" + text_of(property.value);
    if (event.more > 0) line += " +" + std::to_string(event.more);
    add(line);
  }
  void on(const trace::trace_events::PromiseMade& event) override {
    add("promise " + std::to_string(event.promise) + " parent " + std::to_string(event.parent) +
        " activation " + std::to_string(event.activation));
  }

 private:
  struct KnownFunction {
    std::string name;
    std::uint64_t script = 0;
  };

  void add(const std::string& line) { text_ += std::string(stack_.size() * 2, ' ') + line + "\n"; }
  std::string name_of(std::uint64_t function) { return functions_[function].name; }
  std::string source_of(std::uint64_t start, std::uint64_t end) {
    const std::uint64_t script = stack_.empty() ? 0 : functions_[stack_.back()].script;
    const std::u16string& source = sources_[script];
    if (start > end || end > source.size()) return "?";
    return base::wtf8_from_utf16(std::u16string_view(source).substr(start, end - start));
  }
  std::string text_of(const trace::trace_events::Value& value) {
    using Tag = trace::trace_events::ValueTag;
    switch (value.tag) {
      case Tag::None:
        return "-";
      case Tag::Undefined:
        return "undefined";
      case Tag::Null:
        return "null";
      case Tag::False:
        return "false";
      case Tag::True:
        return "true";
      case Tag::Integer:
        return std::to_string(value.integer);
      case Tag::Double:
        return base::number_text(std::bit_cast<double>(value.bits));
      case Tag::String:
        return '"' + std::string(value.text) + '"';
      case Tag::Symbol:
        return "Symbol(" + std::string(value.text) + ")";
      case Tag::BigInt:
        return std::string(value.text) + "n";
      case Tag::Object:
        return "#" + std::to_string(value.object);
      case Tag::Function:
        return "ƒ" + name_of(value.function);
    }
    return "?";
  }

  Options options_;
  std::string text_;
  std::vector<std::uint64_t> stack_;
  std::map<std::uint64_t, std::u16string> sources_;
  std::map<std::uint64_t, KnownFunction> functions_;
};

}  // namespace orrery::inspect
