#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "host/files/file_requests.h"
#include "loop/operation.h"

namespace orrery::host {

/// A request to the file system, answered in the background.
class BackgroundFileRequest final : public loop::Operation {
 public:
  explicit BackgroundFileRequest(FileRequest request) : request_(std::move(request)) {}

  const FileRequest& request() const { return request_; }
  const FileAnswer& answer() const { return answer_; }

  std::string_view kind() const override { return verb_of(request_); }
  void perform() override { answer_ = host::perform(request_); }
  std::string describe() const override { return host::describe(request_); }
  std::string answer_text() const override { return to_text(answer_); }
  bool set_answer_text(std::string_view text) override {
    std::optional<FileAnswer> answer = answer_from_text(text);
    if (!answer) return false;
    answer_ = *std::move(answer);
    return true;
  }

 private:
  FileRequest request_;
  FileAnswer answer_;
};

/// The operation, if it is one of these: all that have a verb of the file system are.
inline const BackgroundFileRequest* as_file_request(const loop::Operation& operation) {
  return is_verb(operation.kind()) ? static_cast<const BackgroundFileRequest*>(&operation) : nullptr;
}

}  // namespace orrery::host
