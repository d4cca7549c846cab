// Every program of tests/js, and with ORRERY_COMPILE_LIST set all files that are listed in that file, must
// become sound code, twice the same.

#include "syntax/test_programs.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "compiler/compile_everything.h"

namespace orrery::compiler {
namespace {

TEST(TestPrograms, BecomeSoundCode) {
  for (const syntax::TestProgram& program : syntax::test_programs("")) {
    const Everything everything = compile_everything(program.text, program.is_module);
    EXPECT_TRUE(everything.is_parsed) << program.name;
    for (const std::string& problem : everything.problems) ADD_FAILURE() << program.name << ": " << problem;
  }
}

TEST(TestPrograms, ListedOnesBecomeSoundCode) {
  const char* list = std::getenv("ORRERY_COMPILE_LIST");
  if (list == nullptr) GTEST_SKIP() << "ORRERY_COMPILE_LIST names no list of files";
  std::ifstream paths(list);
  std::size_t count = 0;
  std::size_t functions = 0;
  std::size_t bytes = 0;
  for (std::string line; std::getline(paths, line); ++count) {
    // "module PATH" or "script PATH"
    const bool is_module = line.starts_with("module ");
    const std::string path = line.substr(line.find(' ') + 1);
    std::cerr << path << '\n';
    std::ifstream file(path, std::ios::binary);
    const Everything everything =
        compile_everything(std::string(std::istreambuf_iterator<char>(file), {}), is_module);
    for (const std::string& problem : everything.problems) ADD_FAILURE() << path << ": " << problem;
    functions += everything.code_blocks.size();
    for (const auto& code_block : everything.code_blocks) bytes += code_block->code.size();
  }
  std::cout << count << " files, " << functions << " functions, " << bytes << " bytes of code\n";
}

}  // namespace
}  // namespace orrery::compiler
