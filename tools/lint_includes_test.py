"""Tests of lint_includes.py: each builds a small repository and expects exactly its problems."""

import tempfile
import unittest
from pathlib import Path

import lint_includes


class LinterTest(unittest.TestCase):
    def problems(self, files):
        with tempfile.TemporaryDirectory() as root:
            for name, text in files.items():
                path = Path(root) / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text("#pragma once\n" + text if name.endswith(".h") and "pragma" not in text else text)
            return lint_includes.Linter(root).run()

    def test_accepts_what_the_table_allows(self):
        self.assertEqual([], self.problems({
            "src/base/arena.h": "#include <vector>\n",
            "src/base/CMakeLists.txt": "orrery_library(NAME base SOURCES arena.cpp)",
            "src/regexp/pattern_syntax.h": "",
            "src/syntax/lexer.h": '#include "base/arena.h"\n#include "regexp/pattern_syntax.h"\n',
            "src/syntax/CMakeLists.txt": "orrery_library(NAME syntax SOURCES lexer.cpp DEPENDS base regexp)",
            "src/cli/main.cpp": '#include "syntax/lexer.h"\n',
            "src/cli/CMakeLists.txt": "orrery_executable(NAME orrery SOURCES main.cpp DEPENDS syntax LIBRARIES x)",
        }))

    def test_refuses_an_edge_that_is_not_in_the_table(self):
        self.assertEqual(['src/base/a.h:2: base may not include "syntax/b.h"'], self.problems({
            "src/base/a.h": '#include "syntax/b.h"\n', "src/syntax/b.h": ""}))

    def test_refuses_an_edge_from_a_cpp_file_and_from_a_test(self):
        self.assertEqual(['src/vm/a.cpp:1: vm may not include "jit/b.h"',
                          'src/vm/a_test.cpp:1: vm may not include "jit/b.h"'], self.problems({
            "src/vm/a.cpp": '#include "jit/b.h"\n', "src/vm/a_test.cpp": '#include "jit/b.h"\n', "src/jit/b.h": ""}))

    def test_an_entry_with_a_file_name_allows_that_file_only(self):
        self.assertEqual(['src/syntax/a.h:2: syntax may not include "regexp/matcher.h"'], self.problems({
            "src/syntax/a.h": '#include "regexp/matcher.h"\n', "src/regexp/matcher.h": ""}))

    def test_base_and_trace_are_implied_but_not_upwards(self):
        self.assertEqual(['src/base/a.h:2: base may not include "trace/b.h"'], self.problems({
            "src/base/a.h": '#include "trace/b.h"\n', "src/trace/b.h": "",
            "src/gc/c.h": '#include "trace/b.h"\n'}))

    def test_folders_of_web_need_an_edge_of_their_own(self):
        files = {"src/web/dom/a.h": '#include "web/url/b.h"\n#include "webidl/c.h"\n',
                 "src/web/url/b.h": "", "src/webidl/c.h": ""}
        self.assertEqual(['src/web/dom/a.h:2: web/dom may not include "web/url/b.h"'], self.problems(files))

    def test_engine_may_include_every_builtin(self):
        self.assertEqual([], self.problems({
            "src/engine/a.h": '#include "builtins/array/b.h"\n', "src/builtins/array/b.h": ""}))

    def test_refuses_an_unknown_folder(self):
        self.assertEqual(["src/utils/a.h:1: folder utils is not in the table of tools/lint_includes.py"],
                         self.problems({"src/utils/a.h": ""}))

    def test_refuses_a_missing_depends(self):
        self.assertEqual(["src/regexp/CMakeLists.txt:1: regexp includes base, which DEPENDS does not list"],
                         self.problems({
            "src/base/a.h": "", "src/regexp/b.h": '#include "base/a.h"\n',
            "src/regexp/CMakeLists.txt": "orrery_library(NAME regexp SOURCES b.cpp)"}))

    def test_refuses_an_unused_depends(self):
        self.assertEqual(["src/regexp/CMakeLists.txt:1: DEPENDS lists base, of which regexp includes nothing"],
                         self.problems({
            "src/regexp/CMakeLists.txt": "orrery_library(NAME regexp SOURCES b.cpp DEPENDS base # why\n)"}))

    def test_a_program_may_depend_on_the_library_of_its_folder(self):
        self.assertEqual([], self.problems({
            "src/cli/CMakeLists.txt": "orrery_library(NAME cli SOURCES a.cpp)\n"
                                      "orrery_executable(NAME orrery SOURCES main.cpp DEPENDS cli)"}))

    def test_refuses_paths_that_are_not_rooted_at_src(self):
        self.assertEqual(['src/base/a.cpp:1: "b.h" is no file below src/ (paths are written from there)',
                          'src/base/a.cpp:2: "../base/b.h" must be a path from src/',
                          'src/base/a.cpp:3: own headers are included with quotes: "base/b.h"'], self.problems({
            "src/base/a.cpp": '#include "b.h"\n#include "../base/b.h"\n#include <base/b.h>\n', "src/base/b.h": ""}))

    def test_refuses_a_header_without_pragma_once(self):
        self.assertEqual(["src/base/a.h:1: a header begins with #pragma once"],
                         self.problems({"src/base/a.h": "// no pragma\n"}))

    def test_finds_cycles_between_headers(self):
        self.assertEqual(
            ["src: headers include each other in a circle: base/a.h -> base/b.h -> base/c.h -> base/a.h"],
            self.problems({"src/base/a.h": '#include "base/b.h"\n', "src/base/b.h": '#include "base/c.h"\n',
                           "src/base/c.h": '#include "base/a.h"\n'}))

    def test_finds_cycles_between_folders(self):
        problems = self.problems({
            "src/vm/a.h": '#include "gc/b.h"\n', "src/gc/b.h": "", "src/gc/c.h": '#include "vm/d.h"\n', "src/vm/d.h": ""})
        self.assertIn("src: folders include each other in a circle: gc -> vm -> gc", problems)

    def test_tests_and_benches_may_include_any_folder_and_their_own_files(self):
        self.assertEqual(['tests/fuzz/b.cpp:1: "a.h" is no file below src/ (paths are written from there)'],
                         self.problems({
            "src/syntax/lexer.h": "", "tests/fuzz/a.h": "",
            "tests/fuzz/a.cpp": '#include "syntax/lexer.h"\n#include "tests/fuzz/a.h"\n',
            "tests/fuzz/b.cpp": '#include "a.h"\n'}))


class TextTest(unittest.TestCase):
    def test_ignores_includes_in_comments_and_raw_strings(self):
        text = ('// #include "a.h"\n/*\n#include "b.h"\n*/\nauto text = R"x(\n#include "c.h"\n)x";\n'
                'auto slashes = "/*";\nauto quote = \'"\';\n#  include "d.h"\n')
        self.assertEqual([(10, "d.h", True)], list(lint_includes.includes(text)))

    def test_reads_depends(self):
        text = "orrery_library(NAME a\n  SOURCES b.cpp\n  DEPENDS base gc # because\n  TESTS c.cpp)\n# orrery_library(NAME d DEPENDS e)"
        self.assertEqual(({"base", "gc"}, True), lint_includes.cmake_depends(text))
        self.assertEqual((set(), False), lint_includes.cmake_depends("message(STATUS hello)"))


class TableTest(unittest.TestCase):
    def test_names_only_folders_that_it_has(self):
        for folder, entries in lint_includes.ALLOWED.items():
            for entry in entries:
                name = lint_includes.folder_of(entry) if entry.endswith(".h") else entry
                self.assertTrue(name == "*" or name in lint_includes.ALLOWED, f"{folder}: {entry}")

    def test_has_no_cycles(self):
        edges = {}
        for folder in lint_includes.ALLOWED:
            implied = lint_includes.IMPLIED_EXCEPTIONS.get(folder, lint_includes.IMPLIED)
            entries = [e for e in implied + lint_includes.ALLOWED[folder] if e != "*"]
            edges[folder] = {lint_includes.folder_of(e) if e.endswith(".h") else e for e in entries} - {folder}
        self.assertIsNone(lint_includes.find_cycle(edges))
        self.assertIsNone(lint_includes.find_cycle(lint_includes.ALLOWED_IN_WEB))


if __name__ == "__main__":
    unittest.main()
