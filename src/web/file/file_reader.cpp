#include "web/file/file_reader.h"

#include "gc/roots.h"
#include "loop/event_loop.h"
#include "vm/errors/error_object.h"
#include "web/dom/event_dispatch.h"
#include "web/file/progress_event.h"
#include "webidl/dom_exception.h"

namespace orrery::web {

using vm::Agent;
using vm::Completion;
using vm::Value;

namespace {

/// https://w3c.github.io/FileAPI/#blob-package-data, of Text: steps 1 to 5.
Encoding encoding_for(vm::String* label, vm::String* type) {
  if (label != nullptr) {
    if (const std::optional<Encoding> named = encoding_of_label(label->to_utf8())) return *named;
  }
  // The parameter `charset` of the type.
  const std::string text = type->to_utf8();
  constexpr std::string_view k_charset = "charset=";
  const std::size_t place = text.find(k_charset);
  if (place == std::string::npos || text.find(';') > place) return Encoding::Utf8;
  std::string charset = text.substr(place + k_charset.size());
  charset = charset.substr(0, charset.find(';'));
  std::erase(charset, '"');
  return encoding_of_label(charset).value_or(Encoding::Utf8);
}

}  // namespace

/// One run of https://w3c.github.io/FileAPI/#readOperation: its tasks, one after the other.
class FileReading final : public vm::PlatformCell {
 public:
  static constexpr std::string_view k_name = "FileReading";
  FileReading(FileReader* reader, const Blob& blob, BlobPackage package, vm::String* encoding,
              std::uint32_t number)
      : PlatformCell(vm::k_platform_cell_type<FileReading>),
        reader_(reader),
        contents_(blob.contents()),
        type_(blob.type()),
        number_(number),
        package_(package),
        encoding_(encoding_for(encoding, blob.type())) {}
  void visit(gc::Visitor& visitor) {
    visitor.visit(reader_);
    visitor.visit(contents_);
    visitor.visit(type_);
  }
  void queue_task(Agent& agent) {
    loop::EventLoop::of(agent).queue_task(
        {.source = loop::TaskSource::FileReading, .steps = run_task, .value = Value::cell(this)});
  }

 private:
  enum class Stage : std::uint8_t { Start, Progress, End };

  static void run_task(loop::EventLoop& loop, const loop::Task& task) {
    const gc::Root<FileReading> self(loop.agent().heap(), static_cast<FileReading*>(task.value.as_cell()));
    if (!self->reader_->is_reading(self->number_)) return;  // It was aborted.
    if (self->run(loop.agent()).is_thrown()) loop.report_pending_exception();
  }

  // Step 10
  Completion<void> run(Agent& agent) {
    const std::uint64_t size = contents_->bytes()->size();
    switch (stage_) {
      case Stage::Start:  // 10.2.
        stage_ = size == 0 ? Stage::End : Stage::Progress;
        queue_task(agent);
        return reader_->fire(agent, "loadstart", 0, size);
      case Stage::Progress:  // 10.4. All bytes are there at once.
        stage_ = Stage::End;
        queue_task(agent);
        return reader_->fire(agent, "progress", size, size);
      case Stage::End:
        return end(agent, size);
    }
    __builtin_unreachable();
  }

  // Step 10.5
  Completion<void> end(Agent& agent, std::uint64_t size) {
    FileReader& reader = *reader_;
    // 10.5.1.
    reader.state_ = FileReader::State::Done;
    // 10.5.2.
    const Completion<Value> result =
        package_blob(agent, *contents_->bytes(), package_, encoding_, type_.get());
    if (result.is_thrown()) {
      if (agent.is_terminating()) return vm::Thrown{};
      agent.take_exception();
      // 10.5.3.
      reader.error_.set(&reader, webidl::make_dom_exception(agent, agent.realm(), "NotReadableError",
                                                            "The bytes could not be read."));
      TRY(reader.fire(agent, "error", 0, 0));
    } else {
      // 10.5.4.
      reader.result_.set(&reader, result.value());
      TRY(reader.fire(agent, "load", size, size));
    }
    if (reader.state_ == FileReader::State::Loading) return {};
    return reader.fire(agent, "loadend", size, size);
  }

  gc::Field<FileReader> reader_;
  gc::Field<BlobContents> contents_;
  gc::Field<vm::String> type_;
  std::uint32_t number_;
  BlobPackage package_;
  Encoding encoding_;
  Stage stage_ = Stage::Start;
};

// https://w3c.github.io/FileAPI/#readOperation
Completion<void> FileReader::read(Agent& agent, const Blob& blob, BlobPackage package, vm::String* encoding) {
  // 1.
  if (state_ == State::Loading)
    return webidl::throw_dom_exception(agent, "InvalidStateError", "The FileReader is reading already.");
  // 2. 3. 4.
  state_ = State::Loading;
  result_.set(this, Value::null());
  error_.set(this, Value::null());
  reading_++;
  agent.heap().make<FileReading>(0, this, blob, package, encoding, reading_)->queue_task(agent);
  return {};
}

// https://w3c.github.io/FileAPI/#abort
Completion<void> FileReader::abort(Agent& agent) {
  // 1.
  if (state_ != State::Loading) {
    result_.set(this, Value::null());
    return {};
  }
  // 2. 3. 4. What is queued sees it.
  state_ = State::Done;
  result_.set(this, Value::null());
  error_.set(this,
             webidl::make_dom_exception(agent, agent.realm(), "AbortError", "The reading was aborted."));
  // 5.
  TRY(fire(agent, "abort", 0, 0));
  // 6.
  if (state_ == State::Loading) return {};
  return fire(agent, "loadend", 0, 0);
}

// https://xhr.spec.whatwg.org/#concept-event-fire-progress
Completion<void> FileReader::fire(Agent& agent, std::string_view type, std::uint64_t loaded,
                                  std::uint64_t total) {
  ProgressEventInit init = default_progress_event_init(agent);
  init.loaded = static_cast<double>(loaded);
  init.total = static_cast<double>(total);
  init.length_computable = total != 0;
  auto* event = vm::make_platform_object<ProgressEvent>(
      agent, agent.realm(), start_event(agent, vm::intern(agent, type), init), init);
  TRY(fire_event(agent, *this, *event));
  return {};
}

}  // namespace orrery::web
