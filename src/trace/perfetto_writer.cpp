#include "trace/perfetto_writer.h"

#include <utility>

#include "base/packed.h"
#include "base/unicode/utf.h"

namespace orrery::trace {

namespace {

// Fields of messages in https://github.com/google/perfetto/tree/main/protos/perfetto/trace: trace.proto,
// trace_packet.proto, track_event/*.proto.
enum TraceField : std::uint32_t { k_packet = 1 };
enum PacketField : std::uint32_t {
  k_timestamp = 8,
  k_trusted_packet_sequence_id = 10,
  k_track_event = 11,
  k_track_descriptor = 60
};
enum DescriptorField : std::uint32_t { k_uuid = 1, k_track_name = 2, k_thread = 4 };
enum ThreadField : std::uint32_t { k_pid = 1, k_tid = 2, k_thread_name = 5 };
enum EventField : std::uint32_t {
  k_debug_annotations = 4,
  k_type = 9,
  k_track_uuid = 11,
  k_categories = 22,
  k_name = 23,
  k_flow_ids = 47,
  k_terminating_flow_ids = 48
};
enum AnnotationField : std::uint32_t { k_string_value = 6, k_annotation_name = 10 };
enum EventType : std::uint32_t { k_slice_begin = 1, k_slice_end = 2, k_instant = 3 };

// https://protobuf.dev/programming-guides/encoding/
constexpr std::uint32_t k_varint = 0;
constexpr std::uint32_t k_fixed64 = 1;
constexpr std::uint32_t k_bytes = 2;

constexpr std::uint64_t k_track = 1;
constexpr std::uint64_t k_process = 1;
constexpr std::uint64_t k_sequence = 1;

void add_number(std::string& message, std::uint32_t field, std::uint64_t number) {
  base::append_packed(message, field << 3 | k_varint);
  base::append_packed(message, number);
}

void add_bytes(std::string& message, std::uint32_t field, std::string_view bytes) {
  base::append_packed(message, field << 3 | k_bytes);
  base::append_packed_text(message, bytes);
}

/// \param text  WTF-8
void add_text(std::string& message, std::uint32_t field, std::string_view text) {
  add_bytes(message, field, base::utf8_from_wtf8(text));
}

void add_flow(std::string& message, std::uint32_t field, std::uint64_t flow) {
  if (flow == 0) return;
  base::append_packed(message, field << 3 | k_fixed64);
  base::append_word(message, flow);
}

std::string event_of(EventType type, std::string_view category, std::string_view name,
                     std::string_view place) {
  std::string event;
  add_number(event, k_type, type);
  add_number(event, k_track_uuid, k_track);
  add_text(event, k_categories, category);
  add_text(event, k_name, name);
  if (place.empty()) return event;
  std::string annotation;
  add_text(annotation, k_annotation_name, "place");
  add_text(annotation, k_string_value, place);
  add_bytes(event, k_debug_annotations, annotation);
  return event;
}

}  // namespace

PerfettoWriter::PerfettoWriter(Bytes bytes, std::string_view program) : bytes_(std::move(bytes)) {
  std::string thread;
  add_number(thread, k_pid, k_process);
  add_number(thread, k_tid, k_process);
  add_text(thread, k_thread_name, program);
  std::string track;
  add_number(track, k_uuid, k_track);
  add_text(track, k_track_name, program);
  add_bytes(track, k_thread, thread);
  std::string packet;
  add_bytes(packet, k_track_descriptor, track);
  write_packet(packet);
}

void PerfettoWriter::begin_slice(std::uint64_t time_ns, std::string_view category, std::string_view name,
                                 std::string_view place, std::uint64_t flow) {
  std::string event = event_of(k_slice_begin, category, name, place);
  add_flow(event, k_terminating_flow_ids, flow);
  write_event(time_ns, event);
}

void PerfettoWriter::end_slice(std::uint64_t time_ns) {
  std::string event;
  add_number(event, k_type, k_slice_end);
  add_number(event, k_track_uuid, k_track);
  write_event(time_ns, event);
}

void PerfettoWriter::draw_instant(std::uint64_t time_ns, std::string_view category, std::string_view name,
                                  std::string_view place, std::uint64_t flow) {
  std::string event = event_of(k_instant, category, name, place);
  add_flow(event, k_flow_ids, flow);
  write_event(time_ns, event);
}

void PerfettoWriter::write_event(std::uint64_t time_ns, const std::string& event) {
  std::string packet;
  add_number(packet, k_timestamp, time_ns);
  add_number(packet, k_trusted_packet_sequence_id, k_sequence);
  add_bytes(packet, k_track_event, event);
  write_packet(packet);
}

void PerfettoWriter::write_packet(const std::string& fields) {
  constexpr std::size_t k_piece = std::size_t{64} * 1024;
  add_bytes(waiting_, k_packet, fields);
  if (waiting_.size() >= k_piece) hand_over();
}

void PerfettoWriter::hand_over() {
  const std::string bytes = std::exchange(waiting_, {});
  if (error_) return;
  if (const base::Result<void> result = bytes_(bytes); !result) error_ = result.error();
}

base::Result<void> PerfettoWriter::finish() {
  hand_over();
  if (error_) return std::unexpected(*error_);
  return {};
}

}  // namespace orrery::trace
