"""Tests of group_sources.py."""

import unittest

from group_sources import groups, private_names, public_functions

FILE = """#include "a.h"

#define LOCAL(x) x

namespace orrery {

using vm::Value;

namespace {

constexpr int k_limit = 3;
const std::array<Row, 2> k_rows[] = {
    {1},
};
struct Part {
  int inner = 0;
};
enum class Kind : std::uint8_t { A };
using Parts = std::vector<Part>;

Completion<Value> helper(Agent& agent,
                         int argument) {
  return call(agent);
}

}  // namespace

static bool only_here() { return true; }
void Public::method(int argument) { k_limit; }

}  // namespace orrery
"""


class GroupSources(unittest.TestCase):
    def test_names_of_a_file_alone(self):
        self.assertEqual(private_names(FILE), {"LOCAL", "k_limit", "k_rows", "Part", "Kind", "Parts", "helper", "only_here"})

    def test_files_with_a_name_in_common_are_apart(self):
        one, other = "namespace {\nint f() {\n}  // namespace\n", "namespace {\nint g() {\n}  // namespace\n"
        self.assertEqual(groups([one, one, other, one, other], 8), [0, 1, 0, 2, 1])

    def test_a_file_whose_name_a_header_has_is_alone(self):
        one, other = "namespace {\nint f() {\n}  // namespace\n", ""
        self.assertEqual(groups([other, one, other], 8, public_functions("int f(int argument);\n")), [0, 1, 0])

    def test_a_group_has_no_more_files_than_it_may(self):
        self.assertEqual(groups(["", "", "", "", ""], 2), [0, 0, 1, 1, 2])


if __name__ == "__main__":
    unittest.main()
