#include "inspect/watch/bodies.h"

#include <utility>

#include "base/json_value.h"
#include "inspect/watch/json.h"
#include "inspect/watch/records.h"

namespace orrery::inspect {

namespace {

/// What is kept of a window for a reader who is slow.
constexpr std::size_t k_window_room = std::size_t{1} << 20;

}  // namespace

WatchServer::Stream::Stream(WatchServer& server, std::unordered_set<Stream*>& streams, std::uint64_t run,
                            std::uint64_t trace_offset)
    : server_(server), streams_(streams), run_(run), trace_offset_(trace_offset) {
  streams_.insert(this);
}

WatchServer::Stream::~Stream() {
  streams_.erase(this);
}

void WatchServer::Stream::keep_alive() {
  says_nothing_ = true;
  wake();
}

bool WatchServer::Stream::pull(std::string& bytes) {
  if (run_ != server_.run_number()) {
    run_ = server_.run_number();
    trace_offset_ = 0;
    output_number_ = 0;
  }
  if (std::exchange(says_nothing_, false)) append_record(bytes, RecordKind::Nothing, "");
  if (state_version_ != server_.state_version()) {
    state_version_ = server_.state_version();
    append_record(bytes, RecordKind::State, server_.state_json());
  }
  while (bytes.size() < k_piece) {
    const std::string* piece = server_.output_piece(output_number_);
    if (piece == nullptr) break;
    append_record(bytes, RecordKind::Output, *piece);
    output_number_++;
  }
  if (const TraceFile* trace = server_.trace(); trace != nullptr && trace_offset_ < trace->size()) {
    const std::string blocks = trace->read(trace_offset_, k_piece);
    trace_offset_ += blocks.size();
    if (!blocks.empty()) append_record(bytes, RecordKind::Trace, blocks);
  }
  return true;
}

WatchServer::Window::Window(WatchServer& server, const WindowRequest& window) : server_(server) {
  if (Replayer* replayer = server_.replayer()) {
    replayer->request(window, *this);
  } else {
    on_end({.why = "there is no replay"});
  }
}

WatchServer::Window::~Window() {
  if (!has_ended_) server_.replayer()->cancel(*this);
}

bool WatchServer::Window::pull(std::string& bytes) {
  bytes = std::exchange(bytes_, {});
  if (!has_ended_) server_.replayer()->set_window_flow(*this, true);
  return !has_ended_;
}

void WatchServer::Window::on_base(std::uint64_t blocks) {
  append_record(bytes_, RecordKind::Base, base::to_json(json_object({{"blocks", json(blocks)}})));
}

void WatchServer::Window::on_trace(std::string_view bytes) {
  append_record(bytes_, RecordKind::Trace, bytes);
  if (bytes_.size() > k_window_room) server_.replayer()->set_window_flow(*this, false);
  wake();
}

void WatchServer::Window::on_end(const WindowEnd& end) {
  base::JsonValue turns = json_of(base::JsonValue::Kind::Array);
  turns.items = {json(end.first_turn), json(end.last_turn)};
  append_record(bytes_, RecordKind::End,
                base::to_json(json_object({{"complete", json(end.is_complete)},
                                           {"turns", std::move(turns)},
                                           {"why", json(end.why)},
                                           {"replayedTurns", json(end.replayed_turns)}})));
  has_ended_ = true;
  wake();
}

}  // namespace orrery::inspect
