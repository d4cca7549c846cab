#include "viewer/examples.h"

#include <charconv>

#include "viewer/embedded_file.h"

#define EXAMPLE(name, file, id) ORRERY_EMBED_FILE(example, name, ORRERY_EXAMPLES_FOLDER "/" file)
#include "viewer/examples.def"
#undef EXAMPLE

namespace orrery::viewer {

namespace {

constexpr std::string_view k_comment = "// ";

/// Takes what is before the first `end`, and that itself, off the front.
std::string_view take_until(std::string_view& text, std::string_view end) {
  const std::size_t at = text.find(end);
  const std::string_view taken = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + end.size());
  return taken;
}

void take_line(Example& example, std::string_view name, std::string_view text) {
  if (name == "title") example.title.english = text;
  if (name == "title (ko)") example.title.korean = text;
  if (name == "question") example.question.english = text;
  if (name == "question (ko)") example.question.korean = text;
  if (name == "profile") example.profile = text;
  if (name == "input") example.keeps_running = text == "keeps running";
  if (name == "exit status") std::from_chars(text.data(), text.data() + text.size(), example.exit_status);
  if (name == "prints") example.prints.emplace_back(text);
}

}  // namespace

Example read_example(std::string_view id, std::string_view file) {
  Example example;
  example.id = id;
  while (file.starts_with(k_comment)) {
    std::string_view text = take_until(file, "\n").substr(k_comment.size());
    const std::string_view name = take_until(text, ": ");
    take_line(example, name, text);
  }
  while (file.starts_with('\n')) file.remove_prefix(1);
  example.program = file;
  return example;
}

std::vector<Example> examples() {
  return {
#define EXAMPLE(name, file, id) read_example(id, {orrery_example_##name, orrery_example_##name##_end}),
#include "viewer/examples.def"
#undef EXAMPLE
  };
}

}  // namespace orrery::viewer
