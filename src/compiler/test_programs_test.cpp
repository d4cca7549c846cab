// Every program of tests/js, and with ORRERY_COMPILE_LIST set all files that are listed in that file, must
// become sound code, twice the same.

#include "syntax/test_programs.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "compiler/compile_everything.h"

namespace orrery::compiler {
namespace {

/// What ORRERY_COMPILE_LIST lists: lines such as "module PATH" or "script PATH".
std::vector<syntax::TestProgram> listed_programs() {
  std::vector<syntax::TestProgram> programs;
  const char* list = std::getenv("ORRERY_COMPILE_LIST");
  if (list == nullptr) return programs;
  std::ifstream lines(list);
  for (std::string line; std::getline(lines, line);) {
    const std::string path = line.substr(line.find(' ') + 1);
    std::ifstream file(path, std::ios::binary);
    if (!file) ADD_FAILURE() << "cannot read " << path;
    programs.push_back({.name = path,
                        .text = std::string(std::istreambuf_iterator<char>(file), {}),
                        .is_module = line.starts_with("module ")});
  }
  return programs;
}

void expect_sound(const syntax::TestProgram& program) {
  const Everything everything = compile_everything(program.text, program.is_module);
  EXPECT_TRUE(everything.is_parsed) << program.name;
  for (const std::string& problem : everything.problems) ADD_FAILURE() << program.name << ": " << problem;
}

TEST(TestPrograms, BecomeSoundCode) {
  for (const syntax::TestProgram& program : syntax::test_programs("")) expect_sound(program);
  for (const syntax::TestProgram& program : listed_programs()) expect_sound(program);
}

}  // namespace
}  // namespace orrery::compiler
