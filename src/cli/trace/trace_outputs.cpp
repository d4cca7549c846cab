#include "cli/trace/trace_outputs.h"

#include <span>
#include <utility>

#include <fmt/format.h>

#include "trace/trace_format.h"
#include "viewer/viewer_files.h"

namespace orrery::cli {

void TextFile::write(std::string_view text) {
  if (error_) return;
  if (const base::Result<void> written = sink_(text); !written) error_ = written.error();
}

base::Result<void> TextFile::finish() {
  buffer_.flush();
  if (error_) return std::unexpected(*error_);
  return {};
}

base::Result<std::unique_ptr<TraceOutputs>> TraceOutputs::create(const TraceOptions& options,
                                                                 const std::string& program) {
  std::unique_ptr<TraceOutputs> outputs(new TraceOutputs);
  if (const base::Result<void> opened = outputs->open(options, program); !opened)
    return std::unexpected(opened.error());
  return outputs;
}

base::Result<void> TraceOutputs::open(const TraceOptions& options, const std::string& program) {
  if (!options.out.empty()) {
    base::Result<host::ByteSink> file = host::replace_file(options.out, "the trace", trace::k_trace_magic);
    if (!file) return std::unexpected(file.error());
    sinks_.add(writer_.emplace(*std::move(file)));
  }
  if (!options.perfetto.empty()) {
    base::Result<host::ByteSink> file = host::create_file(options.perfetto, "the export");
    if (!file) return std::unexpected(file.error());
    perfetto_.emplace(*std::move(file), program);
    sinks_.add(perfetto_timeline_.emplace(*perfetto_));
  }
  if (!options.chrome.empty()) {
    base::Result<host::ByteSink> file = host::create_file(options.chrome, "the export");
    if (!file) return std::unexpected(file.error());
    chrome_output_ = std::make_unique<TextFile>(*std::move(file));
    chrome_.emplace(chrome_output_->buffer(), program);
    sinks_.add(chrome_timeline_.emplace(*chrome_));
  }
  if (!options.html.empty()) {
    if (!viewer::files()) return base::error(fmt::format("--html: {}", viewer::k_how_to_get_it));
    base::Result<host::ByteSink> file = host::create_file(options.html, "the page");
    if (!file) return std::unexpected(file.error());
    page_ = *std::move(file);
    sinks_.add(page_writer_.emplace([this](std::string_view bytes) {
      page_trace_ += bytes;
      return base::Result<void>();
    }));
    sinks_.add(stages_);
  }
  if (!options.state_dump.empty()) {
    base::Result<host::ByteSink> file = host::create_file(options.state_dump, "the states");
    if (!file) return std::unexpected(file.error());
    state_output_ = std::make_unique<TextFile>(*std::move(file));
  }
  if (options.prints_json) {
    json_output_ = std::make_unique<StandardOutput>();
    sinks_.add(json_.emplace(json_output_->buffer()));
  }
  return {};
}

inspect::StateRecorder* TraceOutputs::watch_state(vm::Agent& agent, loop::EventLoop& loop) {
  if (state_output_ == nullptr) return nullptr;
  sinks_.add(state_.emplace(agent, loop, state_output_->buffer()));
  return &*state_;
}

void TraceOutputs::write_meta(const RunSettings& settings, const Meta& more) {
  Meta pairs = {{"program", settings.has_code ? "[eval]" : settings.file},
                {"profile", settings.is_node ? "node" : "web"},
                {"version", ORRERY_VERSION}};
  std::string arguments;
  for (const std::string& argument : settings.arguments)
    arguments += (arguments.empty() ? "" : "\n") + argument;
  pairs.emplace_back("arguments", arguments);
  pairs.insert(pairs.end(), more.begin(), more.end());
  write_meta(pairs);
}

void TraceOutputs::write_meta(const Meta& pairs) {
  if (writer_) writer_->write_meta(pairs);
  if (page_writer_) page_writer_->write_meta(pairs);
}

base::Result<void> TraceOutputs::finish() {
  perfetto_timeline_.reset();
  chrome_timeline_.reset();
  if (writer_) {
    if (const base::Result<void> finished = writer_->finish(); !finished) return finished;
  }
  if (perfetto_) {
    if (const base::Result<void> finished = perfetto_->finish(); !finished) return finished;
  }
  if (chrome_) {
    chrome_->finish();
    if (const base::Result<void> finished = chrome_output_->finish(); !finished) return finished;
  }
  if (state_output_ != nullptr) {
    if (const base::Result<void> finished = state_output_->finish(); !finished) return finished;
  }
  if (page_writer_) {
    if (const base::Result<void> finished = page_writer_->finish(); !finished) return finished;
    const std::string page =
        viewer::page_with_trace(*viewer::files(), std::as_bytes(std::span(page_trace_)), stages_.to_json());
    if (const base::Result<void> written = page_(page); !written) return written;
  }
  if (json_output_ != nullptr && json_output_->finish() != 0) return base::error("cannot write the events");
  return {};
}

}  // namespace orrery::cli
