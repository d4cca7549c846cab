#pragma once

#include <optional>
#include <string_view>
#include <utility>

#include "vm/objects/platform_cell.h"
#include "vm/objects/platform_object.h"
#include "web/encoding/text_decoder_bindings.h"
#include "web/encoding/text_decoder_common.h"
#include "webidl/buffer_sources.h"

namespace orrery::web {

/// A decoder between the pieces of a stream.
class TextDecoderStreamState final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "TextDecoderStreamState";

  explicit TextDecoderStreamState(TextDecoderCommon decoder)
      : PlatformCell(vm::k_platform_cell_type<TextDecoderStreamState>), decoder_(std::move(decoder)) {}
  TextDecoderCommon& decoder() { return decoder_; }
  void visit(gc::Visitor&) {}

 private:
  TextDecoderCommon decoder_;
};

/// https://encoding.spec.whatwg.org/#interface-textdecoder
class TextDecoder final : public vm::PlatformObject {
 public:
  static const vm::Interface k_interface;

  static vm::Completion<TextDecoder*> construct(vm::Agent& agent, const vm::NativeFrame& frame,
                                                vm::String* label, const TextDecoderOptions& options);
  TextDecoder(vm::Shape* shape, Encoding encoding, ErrorMode error_mode, bool ignore_bom)
      : PlatformObject(shape, k_interface),
        encoding_(encoding),
        error_mode_(error_mode),
        ignore_bom_(ignore_bom) {}

  vm::String* encoding(vm::Agent& agent) const;
  bool fatal() const { return error_mode_ == ErrorMode::Fatal; }
  bool ignore_bom() const { return ignore_bom_; }
  vm::Completion<vm::String*> decode(vm::Agent& agent, std::optional<webidl::BufferSource> input,
                                     const TextDecodeOptions& options);

  vm::Completion<vm::ObjectDescription> describe(vm::Agent& agent) const;
  void visit_state(gc::Visitor& visitor) { visitor.visit(stream_); }

 private:
  Encoding encoding_;
  ErrorMode error_mode_;
  bool ignore_bom_;
  gc::Field<TextDecoderStreamState> stream_;  // null: nothing is under way
};

}  // namespace orrery::web
