#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace orrery::viewer {

/// A text in the languages of the viewer.
struct ExampleText {
  std::string english;
  std::string korean;
};

/// A program to learn from, of examples/watch.
struct Example {
  std::string id;  // "call-stack"
  ExampleText title;
  ExampleText question;             // that it answers
  std::string profile;              // as --profile has it; empty: the usual
  bool keeps_running = false;       // it has something to do only when there is input
  int exit_status = 0;              // how it ends
  std::vector<std::string> prints;  // lines on standard output, without input
  std::string_view program;         // its text, without the comment of which the rest of this was read
};

/// They are part of the program; in the order of the menu.
std::vector<Example> examples();

/// The comment at the head of an example: lines `// name: text` up to the first empty one.
Example read_example(std::string_view id, std::string_view file);

}  // namespace orrery::viewer
