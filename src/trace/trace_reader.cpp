#include "trace/trace_reader.h"

#include <functional>
#include <optional>
#include <span>
#include <type_traits>

#include "base/hash64.h"
#include "base/packed.h"
#include "base/unicode/utf.h"
#include "trace/trace_fields.h"

namespace orrery::trace {

namespace events = trace_events;

namespace {

/// Whether whoever shows the text can rely on its being UTF-8, in which lone surrogates have a place.
bool is_wtf8(std::string_view text) {
  text.remove_prefix(base::ascii_prefix_length(text));
  while (!text.empty()) {
    const auto first = static_cast<std::uint8_t>(text.front());
    const std::size_t length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (length == 0 || first > 0xf4 || text.size() < length) return false;
    for (const char byte : text.substr(1, length - 1)) {
      if ((static_cast<std::uint8_t>(byte) & 0xc0) != 0x80) return false;
    }
    const auto second = static_cast<std::uint8_t>(length == 1 ? 0 : text[1]);
    const bool is_overlong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
    if (is_overlong || (first == 0xf4 && second > 0x8f)) return false;
    text.remove_prefix(length);
  }
  return true;
}

/// Reads the fields of one event.
class FieldReader {
 public:
  FieldReader(base::PackedReader& bytes, const std::vector<std::string_view>& names)
      : bytes_(bytes), names_(names) {}

  void operator()(std::string_view /*name*/, events::Number& number) { number = bytes_.number(); }
  void operator()(std::string_view /*name*/, events::Flag& flag) {
    const std::uint8_t byte = bytes_.byte();
    if (byte > 1) bytes_.set_broken();
    flag = byte == 1;
  }
  void operator()(std::string_view /*name*/, events::Name& name) {
    name.number = bytes_.number();
    if (name.number == 0) return;
    if (name.number > names_.size()) return bytes_.set_broken();
    name.text = names_[name.number - 1];
  }
  void operator()(std::string_view /*name*/, events::Text& text) { text = read_text(); }
  void operator()(std::string_view /*name*/, events::Place& place) {
    place.script = bytes_.number();
    if (place.script == 0) return;
    place.start = bytes_.number();
    place.end = bytes_.number();
  }
  void operator()(std::string_view /*name*/, events::Value& value) { value = read_value(); }
  void operator()(std::string_view /*name*/, events::Values& values) {
    values_.resize(read_count(1));
    for (events::Value& value : values_) value = read_value();
    values = values_;
  }
  void operator()(std::string_view /*name*/, events::Properties& properties) {
    properties_.resize(read_count(2));
    for (events::Property& property : properties_) {
      property.key = read_value();
      property.value = read_value();
    }
    properties = properties_;
  }

 private:
  /// \param least  what each takes, in bytes
  std::size_t read_count(std::size_t least) {
    const std::uint64_t count = bytes_.number();
    if (count <= bytes_.bytes_left() / least) return count;
    bytes_.set_broken();
    return 0;
  }

  std::string_view read_text() {
    const std::string_view text = bytes_.text();
    if (!is_wtf8(text)) bytes_.set_broken();
    return text;
  }

  events::Value read_value() {
    using Tag = events::ValueTag;
    const std::uint8_t tag = bytes_.byte();
    if (tag >= events::k_value_tag_count) {
      bytes_.set_broken();
      return {};
    }
    events::Value value{.tag = static_cast<Tag>(tag)};
    switch (value.tag) {
      case Tag::None:
      case Tag::Undefined:
      case Tag::Null:
      case Tag::False:
      case Tag::True:
        break;
      case Tag::Integer:
        value.integer = bytes_.signed_number();
        break;
      case Tag::Double:
        value.bits = bytes_.word<std::uint64_t>();
        break;
      case Tag::String:
        value.length = bytes_.number();
        value.text = read_text();
        break;
      case Tag::Symbol:
      case Tag::BigInt:
        value.text = read_text();
        break;
      case Tag::Object:
        value.object = bytes_.number();
        break;
      case Tag::Function:
        value.object = bytes_.number();
        value.function = bytes_.number();
        break;
    }
    return value;
  }

  base::PackedReader& bytes_;
  const std::vector<std::string_view>& names_;
  std::vector<events::Value> values_;
  std::vector<events::Property> properties_;
};

template <typename Event>
bool read_event(base::PackedReader& bytes, const std::vector<std::string_view>& names, TraceSink& sink) {
  Event event{};
  FieldReader reader(bytes, names);
  for_each_field(event, std::ref(reader));
  if (!bytes.is_broken()) sink.on(event);
  return !bytes.is_broken();
}

/// \return whether there was one that may stand there
bool read_event(base::PackedReader& bytes, bool are_definitions, const std::vector<std::string_view>& names,
                TraceSink& sink) {
  switch (bytes.byte()) {
#define FIELD(type, name)
#define TRACE_EVENT(Name, code, level, ...)                                    \
  case code:                                                                   \
    return (TraceLevel::level == TraceLevel::Definition) == are_definitions && \
           read_event<events::Name>(bytes, names, sink);
#include "trace/trace_events.def"
#undef TRACE_EVENT
#undef FIELD
    default:
      return false;
  }
}

/// Finds out what an index would say, and keeps names.
class Indexer final : public TraceSink {
 public:
  Indexer(TraceBlock& block, std::vector<std::string_view>& names, std::uint64_t turn, std::uint64_t time_ns)
      : block_(block), names_(names) {
    block_.first_turn = block_.last_turn = turn;
    block_.time_ns = time_ns;
  }
  void on(const events::NameText& event) override { names_.push_back(event.text); }
#define FIELD(type, name)
#define ON_Definition(Name)
#define ON_Loop(Name) \
  void on(const events::Name& event) override { note(event); }
#define ON_Fine(Name)                     \
  void on(const events::Name&) override { \
    is_first_ = false;                    \
    block_.is_fine = true;                \
  }
#define TRACE_EVENT(Name, code, level, ...) ON_##level(Name)
#include "trace/trace_events.def"
#undef TRACE_EVENT
#undef ON_Fine
#undef ON_Loop
#undef ON_Definition
#undef FIELD

 private:
  template <typename Event>
  void note(const Event& event) {
    if constexpr (std::is_same_v<Event, events::TurnBegin>) {
      block_.last_turn = event.turn;
      if (is_first_) block_.first_turn = event.turn;
      if (!has_turn_begun_) block_.time_ns = event.time_ns;
      has_turn_begun_ = true;
      last_time_ns = event.time_ns;
    }
    is_first_ = false;
  }

 public:
  std::optional<std::uint64_t> last_time_ns;  // of the last turn that begins in the block

 private:
  TraceBlock& block_;
  std::vector<std::string_view>& names_;
  bool is_first_ = true;
  bool has_turn_begun_ = false;
};

}  // namespace

base::Result<TraceReader> TraceReader::parse(std::string name, std::string bytes) {
  TraceReader reader(std::move(name), std::move(bytes));
  const std::string_view all = *reader.bytes_;
  if (!all.starts_with(k_trace_magic)) return base::error(reader.name_ + ": this is no trace of Orrery");
  if (all.size() < k_trace_header_size)
    return base::error(reader.name_ + ": the trace is cut off within its header");
  base::PackedReader header(all.substr(k_trace_magic.size()));
  const auto version = header.word<std::uint32_t>();
  if (version < k_oldest_trace_version || version > k_trace_version)
    return base::error(reader.name_ + ": the trace has version " + std::to_string(version) +
                       " of the format; this program reads versions up to " +
                       std::to_string(k_trace_version));
  if (const std::string damage = reader.find_blocks(); !damage.empty())
    reader.damage_ = reader.name_ + ": " + damage;
  return reader;
}

/// \return what is wrong; empty: nothing
std::string TraceReader::find_blocks() {
  const std::string_view all = *bytes_;
  for (std::size_t at = k_trace_header_size;;) {
    const std::string place = "block " + std::to_string(blocks_.size());
    const auto damaged = [&place](std::string_view how) {
      return place + " is damaged: " + std::string(how);
    };
    if (at == all.size()) return "the trace is cut off before its end";
    if (all.size() - at < k_trace_block_header_size)
      return "the trace is cut off within the header of " + place;
    base::PackedReader header(all.substr(at));
    const auto kind = header.word<std::uint32_t>();
    const auto size = header.word<std::uint32_t>();
    const auto number = header.word<std::uint32_t>();
    header.word<std::uint32_t>();  // the first turn
    const auto checksum = header.word<std::uint64_t>();
    if (number != blocks_.size() || kind == 0 || kind > static_cast<std::uint32_t>(TraceBlockKind::Index))
      return "the header of " + place + " is damaged";
    const std::uint64_t offset = at;
    at += k_trace_block_header_size;
    if (all.size() - at < size) return "the trace is cut off within " + place;
    const std::string_view contents = all.substr(at, size);
    if (base::Hash64::of(std::as_bytes(std::span(contents)), number) != checksum)
      return damaged("its checksum is wrong");
    at += size;
    const TraceBlock block{.kind = static_cast<TraceBlockKind>(kind), .offset = offset};
    if (block.kind == TraceBlockKind::Index) return check_trailer(offset, contents, at);
    if (const std::string damage = take_contents(block, contents); !damage.empty()) return damaged(damage);
  }
}

std::string TraceReader::take_contents(TraceBlock block, std::string_view contents) {
  const bool are_definitions = block.kind == TraceBlockKind::Definitions;
  base::PackedReader bytes(contents);
  if (block.kind == TraceBlockKind::Meta) {
    std::vector<std::pair<std::string, std::string>> pairs;
    while (!bytes.is_at_end() && !bytes.is_broken()) {
      std::string name(bytes.text());
      pairs.emplace_back(std::move(name), bytes.text());
    }
    if (bytes.is_broken()) return "what it says of the whole goes on behind its end";
    meta_.insert(meta_.end(), pairs.begin(), pairs.end());
  } else {
    const std::size_t names_before = names_.size();
    Indexer indexer(block, names_, last_turn_, last_time_ns_);
    for (std::size_t count = 1; !bytes.is_at_end(); count++) {
      if (read_event(bytes, are_definitions, names_, indexer)) continue;
      names_.resize(names_before);
      return "its event " + std::to_string(count) + " is none";
    }
    if (are_definitions) {
      block = {.kind = block.kind, .offset = block.offset};
    } else {
      last_turn_ = block.last_turn;
      last_time_ns_ = indexer.last_time_ns.value_or(last_time_ns_);
    }
  }
  blocks_.push_back(block);
  contents_.push_back(contents);
  return {};
}

/// Nobody relies on the index here; but one that is wrong leads others astray.
std::string TraceReader::check_trailer(std::uint64_t index, std::string_view contents,
                                       std::size_t end) const {
  base::PackedReader bytes(contents);
  for (const TraceBlock& block : blocks_) {
    TraceBlock said{.kind = static_cast<TraceBlockKind>(bytes.byte())};
    said.offset = bytes.number();
    said.first_turn = bytes.number();
    said.last_turn = bytes.number();
    said.time_ns = bytes.number();
    said.is_fine = bytes.byte() == 1;
    if (bytes.is_broken() || said != block) return "the index is wrong";
  }
  if (!bytes.is_at_end()) return "the index is wrong";
  const std::string_view rest = std::string_view(*bytes_).substr(end);
  base::PackedReader trailer(rest);
  if (rest.size() != k_trace_trailer_size || trailer.word<std::uint64_t>() != index ||
      !rest.ends_with(k_trace_end_magic))
    return "the end of the trace is damaged";
  return {};
}

void TraceReader::read(std::size_t block, TraceSink& sink) const {
  const TraceBlockKind kind = blocks_[block].kind;
  if (kind == TraceBlockKind::Meta) return;
  base::PackedReader bytes(contents_[block]);
  while (!bytes.is_at_end()) read_event(bytes, kind == TraceBlockKind::Definitions, names_, sink);
}

void TraceReader::read(TraceSink& sink) const {
  for (std::size_t block = 0; block < blocks_.size(); block++) read(block, sink);
}

}  // namespace orrery::trace
