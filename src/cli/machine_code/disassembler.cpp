#include "cli/machine_code/disassembler.h"

#if __has_include(<Zydis/Zydis.h>)

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

#include <Zydis/Zydis.h>
#include <dlfcn.h>
#include <fmt/format.h>

namespace orrery::cli {

namespace {

struct LibZydis {
#define LIBZYDIS_FUNCTION(name) decltype(&::name) name = nullptr;
#include "cli/machine_code/libzydis_functions.def"
#undef LIBZYDIS_FUNCTION
};

std::optional<LibZydis> open_library() {
  void* library = ::dlopen("libZydis.so.4.0", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return std::nullopt;
  LibZydis functions;
  bool is_complete = true;
  const auto find = [&](auto& function, const char* name) {
    function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(library, name));
    is_complete = is_complete && function != nullptr;
  };
#define LIBZYDIS_FUNCTION(name) find(functions.name, #name);
#include "cli/machine_code/libzydis_functions.def"
#undef LIBZYDIS_FUNCTION
  return is_complete ? std::optional(functions) : std::nullopt;
}

class ZydisDisassembler final : public Disassembler {
 public:
  explicit ZydisDisassembler(const LibZydis& library) : library_(library) {
    library_.ZydisDecoderInit(&decoder_, ZYDIS_MACHINE_MODE_LONG_64, ZYDIS_STACK_WIDTH_64);
    library_.ZydisFormatterInit(&formatter_, ZYDIS_FORMATTER_STYLE_INTEL);
    hook(ZYDIS_FORMATTER_FUNC_PRINT_ADDRESS_ABS, print_address, usual_address_);
    hook(ZYDIS_FORMATTER_FUNC_PRINT_DISP, print_displacement, usual_displacement_);
    hook(ZYDIS_FORMATTER_FUNC_PRINT_IMM, print_immediate, usual_immediate_);
  }

  std::vector<Line> lines(std::span<const std::uint8_t> code, std::uint32_t offset,
                          const Names& names) const override {
    std::vector<Line> lines;
    for (std::size_t at = 0; at < code.size();) {
      ZydisDecodedInstruction instruction;
      std::array<ZydisDecodedOperand, ZYDIS_MAX_OPERAND_COUNT> operands{};
      const auto place = static_cast<std::uint32_t>(offset + at);
      const std::span<const std::uint8_t> rest = code.subspan(at);
      if (!ZYAN_SUCCESS(library_.ZydisDecoderDecodeFull(&decoder_, rest.data(), rest.size(), &instruction,
                                                        operands.data()))) {
        lines.push_back({place, fmt::format("db 0x{:02x}", rest[0])});
        ++at;
        continue;
      }
      Context context{this, names, static_cast<std::uint32_t>(at)};
      // The formatter prints no displacement of zero, not even one that has a name.
      if (instruction.raw.disp.value == 0 && context.name_at(instruction.raw.disp.offset) != nullptr) {
        for (ZydisDecodedOperand& operand : operands) {
          if (operand.type == ZYDIS_OPERAND_TYPE_MEMORY && operand.mem.disp.has_displacement)
            operand.mem.disp.value = 1;
        }
      }
      std::array<char, 256> text{};
      library_.ZydisFormatterFormatInstruction(&formatter_, &instruction, operands.data(),
                                               instruction.operand_count_visible, text.data(), text.size(),
                                               place, &context);
      lines.push_back({place, text.data()});
      at += instruction.length;
    }
    return lines;
  }

 private:
  struct Context {
    const ZydisDisassembler* disassembler;
    const Names& names;
    std::uint32_t start;  // of the instruction

    const std::string* name_at(std::size_t offset) const {
      const auto found = names.find(static_cast<std::uint32_t>(start + offset));
      return found == names.end() ? nullptr : &found->second;
    }
  };

  void hook(ZydisFormatterFunction which, ZydisFormatterFunc function, ZydisFormatterFunc& usual) {
    const void* callback = reinterpret_cast<const void*>(function);
    library_.ZydisFormatterSetHook(&formatter_, which, &callback);
    usual = reinterpret_cast<ZydisFormatterFunc>(const_cast<void*>(callback));
  }

  static const Context& context_of(const ZydisFormatterContext* context) {
    return *static_cast<const Context*>(context->user_data);
  }

  /// What does not fit is left out. (Zycore, which has a function for it, is another library.)
  ZyanStatus append(ZydisFormatterBuffer* buffer, std::string_view text) const {
    ZyanString* string = nullptr;
    const ZyanStatus status = library_.ZydisFormatterBufferGetString(buffer, &string);
    if (!ZYAN_SUCCESS(status)) return status;
    ZyanVector& characters = string->vector;  // with a zero behind them, which counts
    text = text.substr(0, characters.capacity - characters.size);
    char* const end = static_cast<char*>(characters.data) + characters.size - 1;
    *std::ranges::copy(text, end).out = 0;
    characters.size += text.size();
    return status;
  }

  static std::size_t place_of_address(const ZydisFormatterContext* context) {
    const auto& raw = context->instruction->raw;
    return context->operand->type == ZYDIS_OPERAND_TYPE_MEMORY ? raw.disp.offset : raw.imm[0].offset;
  }

  static ZyanStatus print_address(const ZydisFormatter*, ZydisFormatterBuffer* buffer,
                                  ZydisFormatterContext* context) {
    const Context& mine = context_of(context);
    if (const std::string* name = mine.name_at(place_of_address(context)))
      return mine.disassembler->append(buffer, *name);
    // A jump within the piece: its offset has no more bits than these.
    const std::uint64_t target = context->runtime_address + context->instruction->length +
                                 static_cast<std::uint64_t>(context->operand->imm.value.s);
    return mine.disassembler->append(buffer, fmt::format("+{:04x}", target));
  }

  static ZyanStatus print_displacement(const ZydisFormatter* formatter, ZydisFormatterBuffer* buffer,
                                       ZydisFormatterContext* context) {
    const Context& mine = context_of(context);
    if (const std::string* name = mine.name_at(context->instruction->raw.disp.offset))
      return mine.disassembler->append(buffer, "+" + *name);
    return mine.disassembler->usual_displacement_(formatter, buffer, context);
  }

  static ZyanStatus print_immediate(const ZydisFormatter* formatter, ZydisFormatterBuffer* buffer,
                                    ZydisFormatterContext* context) {
    const Context& mine = context_of(context);
    if (const std::string* name = mine.name_at(context->instruction->raw.imm[0].offset))
      return mine.disassembler->append(buffer, *name);
    return mine.disassembler->usual_immediate_(formatter, buffer, context);
  }

  LibZydis library_;
  ZydisDecoder decoder_{};
  ZydisFormatter formatter_{};
  ZydisFormatterFunc usual_address_ = nullptr;
  ZydisFormatterFunc usual_displacement_ = nullptr;
  ZydisFormatterFunc usual_immediate_ = nullptr;
};

}  // namespace

base::Result<std::unique_ptr<Disassembler>> Disassembler::create() {
  const std::optional<LibZydis> library = open_library();
  if (!library)
    return base::error("there is no disassembler: libZydis.so.4.0 is missing (Debian: libzydis4.0)");
  return std::make_unique<ZydisDisassembler>(*library);
}

}  // namespace orrery::cli

#else

namespace orrery::cli {

base::Result<std::unique_ptr<Disassembler>> Disassembler::create() {
  return base::error("there is no disassembler: this Orrery was built without libzydis-dev");
}

}  // namespace orrery::cli

#endif
