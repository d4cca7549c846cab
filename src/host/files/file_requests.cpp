#include "host/files/file_requests.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <vector>

#include <sys/stat.h>
#include <uv.h>

#include "base/hash64.h"

namespace orrery::host {

bool FileStatus::is_file() const {
  return S_ISREG(static_cast<mode_t>(mode));
}
bool FileStatus::is_directory() const {
  return S_ISDIR(static_cast<mode_t>(mode));
}

// In recordings ---------------------------------------------------------------------------------------------

namespace {

constexpr std::array k_names = {
#define FILE_OPERATION(Name, verb, descriptor_verb) std::string_view(#Name),
#include "host/files/file_operations.def"
#undef FILE_OPERATION
};
constexpr std::array k_verbs = {
#define FILE_OPERATION(Name, verb, descriptor_verb) \
  std::array{std::string_view(verb), std::string_view(descriptor_verb)},
#include "host/files/file_operations.def"
#undef FILE_OPERATION
};

constexpr std::int64_t FileStatus::* k_status_fields[] = {
    &FileStatus::device,         &FileStatus::inode,       &FileStatus::mode,
    &FileStatus::links,          &FileStatus::user,        &FileStatus::group,
    &FileStatus::special_device, &FileStatus::size,        &FileStatus::block_size,
    &FileStatus::blocks,         &FileStatus::access_time, &FileStatus::modification_time,
    &FileStatus::change_time,    &FileStatus::birth_time,
};

void append_number(std::string& text, std::int64_t number) {
  text += std::to_string(number);
  text += ' ';
}

}  // namespace

std::span<const std::string_view> file_operation_names() {
  return k_names;
}

std::string_view verb_of(FileOperation operation) {
  return k_verbs[static_cast<std::size_t>(operation)][0];
}

std::vector<std::string_view> file_operation_verbs() {
  std::vector<std::string_view> verbs;
  for (std::size_t i = 0; i < k_verbs.size(); i++) {
    // The process is asked at once.
    if (static_cast<FileOperation>(i) >= FileOperation::ChangeDirectory) continue;
    if (std::ranges::find(verbs, k_verbs[i][0]) == verbs.end()) verbs.push_back(k_verbs[i][0]);
  }
  return verbs;
}

bool is_verb(std::string_view text) {
  return !text.empty() && std::ranges::any_of(k_verbs, [text](const auto& verbs) {
    return verbs[0] == text || verbs[1] == text;
  });
}

std::string_view verb_of(const FileRequest& request) {
  return k_verbs[static_cast<std::size_t>(request.operation)][request.descriptor < 0 ? 0 : 1];
}

std::string error_name(int error) {
  return uv_err_name(uv_translate_sys_error(error));
}

std::string error_text(int error) {
  return uv_strerror(uv_translate_sys_error(error));
}

std::string describe(const FileRequest& request) {
  std::string text(k_names[static_cast<std::size_t>(request.operation)]);
  text += ' ';
  text += request.path;
  const auto add = [&text](char letter, std::int64_t number, std::int64_t usual) {
    if (number != usual) text += std::string(1, ' ') + letter + std::to_string(number);
  };
  add('n', request.number, 0);
  add('m', request.mode, 0);
  add('a', request.access_time, 0);
  add('t', request.modification_time, 0);
  add('d', request.descriptor, -1);
  add('p', request.position, FileRequest::k_current_position);
  // Contents may be large, and it is enough to know whether they are the same.
  if (!request.other.empty())
    text += " h" + std::to_string(base::Hash64::of(std::as_bytes(std::span(request.other))));
  return text;
}

/// The error and the number, then the fields of the status unless all are zero, and after a colon the data.
std::string to_text(const FileAnswer& answer) {
  std::string text;
  append_number(text, answer.error);
  append_number(text, answer.number);
  if (answer.status != FileStatus{}) {
    for (const auto field : k_status_fields) append_number(text, answer.status.*field);
  }
  return text + ":" + answer.data;
}

std::optional<FileAnswer> answer_from_text(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  std::vector<std::int64_t> numbers;
  for (const char* at = text.data(); at < text.data() + colon; at++) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(at, text.data() + colon, number);
    if (error != std::errc() || *end != ' ') return std::nullopt;
    numbers.push_back(number);
    at = end;
  }
  FileAnswer answer;
  constexpr std::size_t k_own = 2;
  if (numbers.size() != k_own && numbers.size() != k_own + std::size(k_status_fields)) return std::nullopt;
  answer.error = static_cast<int>(numbers[0]);
  answer.number = numbers[1];
  for (std::size_t i = k_own; i < numbers.size(); i++) answer.status.*k_status_fields[i - k_own] = numbers[i];
  answer.data = text.substr(colon + 1);
  return answer;
}

}  // namespace orrery::host
