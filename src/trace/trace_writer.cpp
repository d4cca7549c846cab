#include "trace/trace_writer.h"

#include <span>
#include <type_traits>
#include <utility>

#include "base/hash64.h"
#include "base/packed.h"
#include "trace/trace_fields.h"

namespace orrery::trace {

namespace events = trace_events;

namespace {

/// A block ends with the first turn that fills it; one that fills it twice goes on in the next.
constexpr std::size_t k_block_size = std::size_t{64} * 1024;
constexpr std::size_t k_longest_block = 2 * k_block_size;

/// Appends fields to a block.
class FieldWriter {
 public:
  explicit FieldWriter(std::string& bytes) : bytes_(bytes) {}

  void operator()(std::string_view /*name*/, events::Number number) { base::append_packed(bytes_, number); }
  void operator()(std::string_view /*name*/, events::Flag flag) { bytes_ += flag ? '\1' : '\0'; }
  void operator()(std::string_view /*name*/, const events::Name& name) {
    base::append_packed(bytes_, name.number);
  }
  void operator()(std::string_view /*name*/, events::Text text) { base::append_packed_text(bytes_, text); }
  void operator()(std::string_view /*name*/, const events::Place& place) {
    base::append_packed(bytes_, place.script);
    if (place.script == 0) return;
    base::append_packed(bytes_, place.start);
    base::append_packed(bytes_, place.end);
  }
  void operator()(std::string_view /*name*/, const events::Value& value) { write(value); }
  void operator()(std::string_view /*name*/, events::Values values) {
    base::append_packed(bytes_, values.size());
    for (const events::Value& value : values) write(value);
  }
  void operator()(std::string_view /*name*/, events::Properties properties) {
    base::append_packed(bytes_, properties.size());
    for (const events::Property& property : properties) {
      write(property.key);
      write(property.value);
    }
  }

 private:
  void write(const events::Value& value) {
    using Tag = events::ValueTag;
    bytes_ += static_cast<char>(value.tag);
    switch (value.tag) {
      case Tag::None:
      case Tag::Undefined:
      case Tag::Null:
      case Tag::False:
      case Tag::True:
        return;
      case Tag::Integer:
        return base::append_packed_signed(bytes_, value.integer);
      case Tag::Double:
        return base::append_word(bytes_, value.bits);
      case Tag::String:
        base::append_packed(bytes_, value.length);
        return base::append_packed_text(bytes_, value.text);
      case Tag::Symbol:
      case Tag::BigInt:
        return base::append_packed_text(bytes_, value.text);
      case Tag::Object:
        return base::append_packed(bytes_, value.object);
      case Tag::Function:
        base::append_packed(bytes_, value.object);
        return base::append_packed(bytes_, value.function);
    }
  }

  std::string& bytes_;
};

}  // namespace

TraceWriter::TraceWriter(Bytes bytes) : bytes_(std::move(bytes)) {
  std::string header(k_trace_magic);
  base::append_word(header, k_trace_version);
  base::append_word(header, std::uint32_t{0});
  hand_over(header);
}

void TraceWriter::write_meta(const std::vector<std::pair<std::string, std::string>>& pairs) {
  flush();
  std::string contents;
  for (const auto& [name, value] : pairs) {
    base::append_packed_text(contents, name);
    base::append_packed_text(contents, value);
  }
  write_block(TraceBlockKind::Meta, contents);
}

template <typename Event>
void TraceWriter::write(const Event& event) {
  std::string& bytes = Event::k_level == TraceLevel::Definition ? definitions_ : events_;
  if constexpr (Event::k_level != TraceLevel::Definition) {
    if (events_.empty())
      block_ = {.kind = TraceBlockKind::Events, .first_turn = turn_, .time_ns = turn_time_ns_};
    if constexpr (Event::k_level == TraceLevel::Fine) block_.is_fine = true;
    if constexpr (std::is_same_v<Event, events::TurnBegin>) {
      turn_ = event.turn;
      turn_time_ns_ = event.time_ns;
      if (events_.empty()) block_.first_turn = turn_;
      if (!std::exchange(has_turn_begun_, true)) block_.time_ns = turn_time_ns_;
    }
    block_.last_turn = turn_;
  }
  bytes += static_cast<char>(Event::k_code);
  for_each_field(event, FieldWriter(bytes));
  if constexpr (Event::k_level != TraceLevel::Definition) {
    const std::size_t room = std::is_same_v<Event, events::TurnEnd> ? k_block_size : k_longest_block;
    if (events_.size() >= room) flush();
  }
}

#define FIELD(type, name)
#define TRACE_EVENT(Name, code, level, ...)         \
  void TraceWriter::on(const events::Name& event) { \
    write(event);                                   \
  }
#include "trace/trace_events.def"
#undef TRACE_EVENT
#undef FIELD

void TraceWriter::flush() {
  if (!definitions_.empty()) write_block(TraceBlockKind::Definitions, std::exchange(definitions_, {}));
  if (!events_.empty()) write_block(TraceBlockKind::Events, std::exchange(events_, {}));
  has_turn_begun_ = false;
}

void TraceWriter::write_block(TraceBlockKind kind, const std::string& contents) {
  const auto number = static_cast<std::uint32_t>(index_.size());
  TraceBlock block = kind == TraceBlockKind::Events ? block_ : TraceBlock{.kind = kind};
  block.offset = offset_;
  std::string bytes;
  bytes.reserve(k_trace_block_header_size + contents.size());
  base::append_word(bytes, static_cast<std::uint32_t>(kind));
  base::append_word(bytes, static_cast<std::uint32_t>(contents.size()));
  base::append_word(bytes, number);
  base::append_word(bytes, static_cast<std::uint32_t>(block.first_turn));
  base::append_word(bytes, base::Hash64::of(std::as_bytes(std::span(contents)), number));
  bytes += contents;
  hand_over(bytes);
  index_.push_back(block);
}

base::Result<void> TraceWriter::finish() {
  flush();
  std::string contents;
  for (const TraceBlock& block : index_) {
    contents += static_cast<char>(block.kind);
    for (const std::uint64_t number : {block.offset, block.first_turn, block.last_turn, block.time_ns})
      base::append_packed(contents, number);
    contents += block.is_fine ? '\1' : '\0';
  }
  const std::uint64_t index = offset_;
  write_block(TraceBlockKind::Index, contents);
  std::string trailer;
  base::append_word(trailer, index);
  trailer += k_trace_end_magic;
  hand_over(trailer);
  if (error_) return std::unexpected(*error_);
  return {};
}

/// After the first error nothing is written any more: what follows would make no sense.
void TraceWriter::hand_over(std::string_view bytes) {
  offset_ += bytes.size();
  if (error_) return;
  if (const base::Result<void> result = bytes_(bytes); !result) error_ = result.error();
}

}  // namespace orrery::trace
