#include "inspect/watch/stages.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <signal.h>

#include "base/unicode/utf.h"
#include "inspect/process/child_process.h"
#include "inspect/process/handles.h"
#include "inspect/watch/temporary_file.h"

namespace orrery::inspect {

namespace {

constexpr std::uint64_t k_patience_ms = 20'000;
/// What is not sent yet. The rest comes when there is room: whoever reads slowly is not waited for in memory.
constexpr std::size_t k_most = std::size_t{128} << 20;

/// What the process says, as it comes.
class Stages final : public BodySource {
 public:
  static base::Result<std::unique_ptr<Stages>> start(uv_loop_t& loop,
                                                     const std::vector<std::string>& arguments,
                                                     TemporaryFile text) {
    std::unique_ptr<Stages> stages(new Stages(loop, std::move(text)));
    Stages* self = stages.get();
    auto process =
        ChildProcess::start(loop, arguments, {stages->text_.descriptor()},
                            {.on_output = [self](ChildProcess::Stream stream,
                                                 std::string_view bytes) { self->take(stream, bytes); },
                             .on_exit =
                                 [self](int) {
                                   self->has_ended_ = true;
                                   self->wake();
                                 }});
    if (!process) return std::unexpected(process.error());
    stages->process_ = *std::move(process);
    stages->patience_.start(k_patience_ms);
    return stages;
  }

  bool pull(std::string& bytes) override {
    bytes += std::exchange(bytes_, {});
    return !has_ended_;
  }

 private:
  Stages(uv_loop_t& loop, TemporaryFile text)
      : text_(std::move(text)), patience_(loop, [this] { process_->send_signal(SIGKILL); }) {}

  void take(ChildProcess::Stream stream, std::string_view bytes) {
    if (stream != ChildProcess::Stream::Output) return;
    bytes_ += bytes;
    if (bytes_.size() > k_most) process_->send_signal(SIGKILL);
    wake();
  }

  TemporaryFile text_;
  Timer patience_;
  std::unique_ptr<ChildProcess> process_;
  std::string bytes_;
  bool has_ended_ = false;
};

std::optional<std::string> text_of(const base::JsonValue& command, std::string_view name) {
  const base::JsonValue* value = command.find(name);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return base::utf8_from_wtf8(value->string);
}

std::optional<std::uint32_t> number_of(const base::JsonValue& command, std::string_view name) {
  const base::JsonValue* value = command.find(name);
  const bool is_good = value != nullptr && value->kind == base::JsonValue::Kind::Number &&
                       value->number >= 0 && value->number <= double{UINT32_MAX};
  if (!is_good) return std::nullopt;
  return static_cast<std::uint32_t>(value->number);
}

}  // namespace

HttpResponse open_stages(uv_loop_t& loop, const base::JsonValue& command) {
  const auto url = text_of(command, "url");
  const auto text = text_of(command, "text");
  const auto goal = text_of(command, "goal");
  const auto start = number_of(command, "start");
  const auto end = number_of(command, "end");
  if (!url || !text || !goal || !start || !end)
    return HttpResponse::error(400, "url, text and goal are strings, start and end numbers");
  if (*goal != "script" && *goal != "module" && *goal != "body" && *goal != "eval")
    return HttpResponse::error(400, "goal is script, module, body or eval");
  auto file = TemporaryFile::make();
  if (!file) return HttpResponse::error(500, file.error().message);
  if (const auto written = file->append(*text); !written)
    return HttpResponse::error(500, written.error().message);
  const std::string path = file->path();
  auto stages = Stages::start(loop,
                              {"stages", "--url=" + *url, "--goal=" + *goal,
                               fmt::format("--start={}", *start), fmt::format("--end={}", *end), path},
                              *std::move(file));
  if (!stages) return HttpResponse::error(500, stages.error().message);
  HttpResponse response{.content_type = "application/json"};
  response.source = *std::move(stages);
  return response;
}

}  // namespace orrery::inspect
