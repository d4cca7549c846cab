#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <variant>
#include <vector>

#include "base/line_map.h"
#include "bytecode/instruction.h"

namespace orrery::bytecode {

struct CodeBlock;

/// A name or text of the program: an index into Program::strings.
// Called as syntax::Name calls it.
enum class StringId : std::uint32_t { none = 0 };  // NOLINT(readability-identifier-naming)

/// What all code blocks made from one text share. It outlives them.
class Program {
 public:
  virtual ~Program() = default;
  /// WTF-8.
  virtual std::string_view string(StringId id) const = 0;
  virtual std::uint32_t string_count() const = 0;
  /// The whole text, WTF-8; positions in it are byte offsets.
  virtual std::string_view source() const = 0;
  virtual std::string_view file_name() const = 0;
  virtual base::TextOrigin origin() const { return {}; }
};

/// Where a variable lives, as the debugger, the viewer, `with` and direct eval must know it.
struct ScopeVariable {
  enum class Place : std::uint8_t { Register, Slot, Import };
  StringId name;
  std::uint32_t index;
  Place place;
  bool is_lexical;        // else a `var`, function or parameter
  bool is_constant;       // assignment throws a TypeError
  bool is_function_name;  // assignment is ignored in sloppy code
  /// Of variables in registers: the instruction from which on the register holds it. Before that it is not
  /// initialised, and the register holds something else.
  std::uint32_t initialized_at = 0;
};

enum class FunctionKind : std::uint8_t {
  Script,
  Module,
  Eval,
  Normal,
  Arrow,
  Method,
  Accessor,
  ClassConstructor,
  DerivedConstructor,
  ClassFieldInitializer,
  ClassStaticBlock,
};

enum class ScopeKind : std::uint8_t {
  Function,
  FunctionBody,
  Block,
  Catch,
  With,
  Class,
  Eval,
  Module,
  Script
};

/// A scope, as an Environment or in registers.
struct Scope {
  static constexpr std::uint32_t k_none = ~0u;

  ScopeKind kind = ScopeKind::Block;
  bool is_variable_scope = false;      // sloppy direct evals declare their `var`s here
  bool has_parameters_only = false;    // of functions whose parameters have expressions: see FunctionBody
  std::uint32_t slot_count = 0;        // of its environment
  std::uint32_t environment = k_none;  // the register that holds its environment, or none
  std::uint32_t parent = k_none;  // the scope around it in this code block, an index of CodeBlock::scopes
  std::uint32_t start = 0;        // the instructions it is open in
  std::uint32_t end = 0;
  std::uint32_t environment_at = 0;  // the instruction from which on the register holds its environment
  std::vector<ScopeVariable> variables;
  // Slots for what arrow functions and evals inside take from their function.
  std::uint32_t this_slot = k_none;
  std::uint32_t function_slot = k_none;  // the active function: for super and super()
  std::uint32_t new_target_slot = k_none;
  // Of functions' scopes (kinds Function): whose it is. Arrow functions have no `this` of their own.
  FunctionKind function_kind = FunctionKind::Script;
  bool is_strict = false;
  /// Where MapArguments finds each parameter: its slot, or k_none for one that a later one has the name of.
  std::vector<std::uint32_t> parameter_slots;
  /// Private names by slot, for evals inside a class.
  std::vector<ScopeVariable> private_names;
};

/// What GlobalDeclarationInstantiation and EvalDeclarationInstantiation declare.
struct Declarations {
  struct Lexical {
    StringId name;
    bool is_constant;
  };
  std::vector<StringId> variables;
  std::vector<StringId> functions;  // their values are set by InitializeGlobal or StoreDynamicVar after this
  std::vector<StringId> hoisted_functions;  // Annex B.3.3: only declared if nothing stands against it
  std::vector<Lexical> lexicals;            // of scripts only
};

struct TemplateLiteral {
  struct Part {
    StringId cooked;
    StringId raw;
    bool has_cooked;  // false: undefined, for a bad escape
  };
  std::vector<Part> parts;
};

struct JumpTable {
  std::int32_t first = 0;              // the value of the first entry
  std::vector<std::uint32_t> targets;  // offsets in the code; 0: none, goes on behind
};

/// A BigInt literal, in decimal or with its prefix 0x, 0o or 0b, without separators and n.
struct BigIntLiteral {
  StringId digits;
};
/// An index of CodeBlock::functions.
struct FunctionReference {
  std::uint32_t index;
};
/// An index of CodeBlock::scopes.
struct ScopeReference {
  std::uint32_t index;
};

using Constant = std::variant<double, StringId, BigIntLiteral, FunctionReference, ScopeReference,
                              Declarations, TemplateLiteral, JumpTable>;

/// Where control goes when something in [start, end) throws: the first entry in order that covers the
/// instruction. There acc is the exception. Terminations go past them all.
struct Handler {
  enum class Kind : std::uint8_t {
    Catch,
    Finally,
    Internal
  };  // Internal: the compiler's own, such as iterator closing
  std::uint32_t start;
  std::uint32_t end;
  std::uint32_t target;
  Kind kind;
};

/// The source of the instructions from `offset` to before the next entry's: of everything that may throw or
/// call.
struct Position {
  std::uint32_t offset;
  std::uint32_t source_start;
  std::uint32_t source_end;
  /// Where in the source stack traces say that it is, in bytes from source_start: the name in `a.b`.
  std::uint32_t point = 0;
};

/// What a site remembers, and in how many words of the feedback vector (feedback_words()).
enum class FeedbackKind : std::uint8_t {
  Types,
  Call,
  GetNamed,
  SetNamed,
  DefineNamed,
  GetElement,
  SetElement,
  Global,
  HasProperty,
  InstanceOf,
  Allocation,
  Template,
  RegExp,
  Loop,
  Iterator,
  Private,
};
constexpr std::uint32_t feedback_words(FeedbackKind kind) {
  switch (kind) {
    case FeedbackKind::GetNamed:
    case FeedbackKind::SetNamed:
    case FeedbackKind::DefineNamed:
    case FeedbackKind::Global:
    case FeedbackKind::HasProperty:
    case FeedbackKind::InstanceOf:
    case FeedbackKind::Private:
    case FeedbackKind::Iterator:
      return 4;
    case FeedbackKind::Call:
    case FeedbackKind::GetElement:
    case FeedbackKind::SetElement:
      return 2;
    default:
      return 1;
  }
}
struct FeedbackSite {
  std::uint32_t first_word;
  FeedbackKind kind;
};

/// What is known of a function before its code is compiled.
struct FunctionHeader {
  FunctionKind kind = FunctionKind::Normal;
  bool is_async = false;
  bool is_generator = false;
  bool is_strict = false;
  bool uses_this = false;             // itself, or an arrow or eval inside
  bool has_fields = false;            // of class constructors: InitializeInstance has something to do
  StringId name = StringId::none;     // none: anonymous until SetFunctionName
  std::uint32_t length = 0;           // its property
  std::uint32_t parameter_count = 0;  // registers for parameters
  std::uint32_t source_start = 0;     // of the text that toString() gives
  std::uint32_t source_end = 0;
  std::uint32_t index = 0;  // what the compiler calls it (of syntax: FunctionInfo::index), or one of these:

  /// The constructor of a class that has written none.
  static constexpr std::uint32_t k_default_constructor = ~0u;
  static constexpr std::uint32_t k_default_derived_constructor = ~0u - 1;
  bool is_default_constructor() const { return index >= k_default_derived_constructor; }
};

// Modules ---------------------------------------------------------------------------------------------------

/// https://tc39.es/ecma262/#sec-modulerequest-record
struct ModuleRequest {
  struct Attribute {
    StringId key;
    StringId value;
  };
  StringId specifier;
  std::vector<Attribute> attributes;
  ImportPhase phase = ImportPhase::Evaluation;
  std::uint32_t source_start = 0;  // of the specifier
  std::uint32_t source_end = 0;
};
/// https://tc39.es/ecma262/#importentry-record
struct ImportEntry {
  enum class Kind : std::uint8_t { Name, Namespace, Source };
  Kind kind = Kind::Name;
  std::uint32_t request = 0;       // an index of ModuleRecord::requests
  StringId name = StringId::none;  // what is imported, of kind Name
  std::uint32_t slot = 0;          // of the module's environment
  std::uint32_t source_start = 0;
  std::uint32_t source_end = 0;
};
/// https://tc39.es/ecma262/#exportentry-record
struct ExportEntry {
  enum class Kind : std::uint8_t {
    Local,      // `slot` as `name`
    Indirect,   // `import_name` of a request as `name`
    Namespace,  // `export * as name from …`, or what `import defer` and `import source` bound
    Star        // `export * from …`
  };
  Kind kind = Kind::Local;
  StringId name = StringId::none;
  std::uint32_t slot = 0;
  std::uint32_t request = 0;
  StringId import_name = StringId::none;
  std::uint32_t source_start = 0;
  std::uint32_t source_end = 0;
};
/// What linking a module must know. Its environment, as CodeBlock::scopes[0] describes it, is made by whoever
/// links it (https://tc39.es/ecma262/#sec-source-text-module-record-initialize-environment): slots of
/// variables that are not lexical start as undefined, the others empty; then `functions` are instantiated.
/// The code finds that environment as its callee's.
struct ModuleRecord {
  struct HoistedFunction {
    std::uint32_t slot;
    std::uint32_t function;  // an index of CodeBlock::functions
  };
  std::vector<ModuleRequest> requests;
  std::vector<ImportEntry> imports;
  std::vector<ExportEntry> exports;
  std::vector<HoistedFunction> functions;
};

/// A function's code: data without cells, that several agents may share. Immutable once made.
struct CodeBlock {
  std::shared_ptr<const Program> program;
  FunctionHeader header;
  std::uint32_t register_count = 0;  // with `this`, parameters, variables, temporaries and room for calls
  bool needs_all_arguments = false;  // CreateArguments or CreateRest is in it
  std::vector<std::uint8_t> code;
  std::vector<Constant> constants;
  std::vector<FunctionHeader> functions;  // that it makes closures of
  std::vector<Scope> scopes;              // outer before inner
  std::vector<Handler> handlers;          // inner before outer
  std::vector<Position> positions;        // ascending
  std::vector<FeedbackSite> feedback;
  std::uint32_t feedback_word_count = 0;
  std::shared_ptr<const ModuleRecord> module;  // of a module's own code; else null
};

}  // namespace orrery::bytecode
