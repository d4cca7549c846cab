"""Tests of run_clang_tidy.py: what is looked at together, and that nothing gets lost on the way."""

import unittest
from unittest import mock

import run_clang_tidy
from run_clang_tidy import BATCH, batches, check, compatible, diagnostics


def entry(file, options="-O1"):
    return {"file": file, "command": f"clang++ {options} -o {file}.o -c {file}", "directory": "/"}


def error(file, check_name="clang-diagnostic-error"):
    return f"{file}:1:2: error: no [{check_name},-warnings-as-errors]\n  1 | int\n"


class BatchesTest(unittest.TestCase):
    def batches(self, entries, texts=None):
        with mock.patch.object(run_clang_tidy, "content", lambda path: (texts or {}).get(str(path), "").encode()):
            return batches(entries)

    def test_every_file_once(self):
        entries = [entry(f"/a/{number}.cpp") for number in range(2 * BATCH + 1)]
        found = self.batches(entries)
        self.assertEqual(3, len(found))
        self.assertLessEqual(max(map(len, found)) - min(map(len, found)), 2)
        self.assertCountEqual(entries, sum(found, []))

    def test_only_what_is_compiled_alike(self):
        entries = [entry("/a/1.cpp"), entry("/a/2.cpp", "-fexceptions"), entry("/b/3.cpp"), entry("/a/4_test.cpp")]
        found = self.batches(entries)
        self.assertEqual(["/a/4_test.cpp"], [each["file"] for each in found[0]])
        self.assertEqual([1, 2, 1], [len(batch) for batch in found])

    def test_no_name_twice(self):
        entries = [entry(f"/a/{number}.cpp") for number in (1, 2, 3)]
        same = "namespace {\nint same() {\n}\nstatic_assert(true);\nTEST_F(Foo, Bar) {\n}\n}  // namespace\n"
        found = self.batches(entries, {"/a/1.cpp": same, "/a/2.cpp": same, "/a/3.cpp": same.replace("same", "other")})
        self.assertEqual([["/a/1.cpp", "/a/3.cpp"], ["/a/2.cpp"]], [[each["file"] for each in batch] for batch in found])


class CheckTest(unittest.TestCase):
    def run_check(self, errors=None, outputs=None):
        """Checks a, b and c. Both arguments map files looked at together to what is said of them: by the compiler, by
        clang-tidy. Returns what was reported of each file, and what was put off."""
        reports = {}

        def said(table):
            return lambda batch: (table or {}).get("".join(each["file"] for each in batch), "")

        class Together:
            def __init__(self, batch):
                self.batch = batch

            def __enter__(self):
                return self

            def __exit__(self, *_):
                pass

            def compiler_errors(self):
                return said(errors)(self.batch)

        with mock.patch.object(run_clang_tidy, "run_tidy", said(outputs)), \
                mock.patch.object(run_clang_tidy, "Together", Together):
            put_off = check([entry("a"), entry("b"), entry("c")],
                            lambda batch, output: reports.update({each["file"]: output for each in batch}))
        return reports, [each["file"] for each in put_off]

    def test_clean(self):
        self.assertEqual(({"a": "", "b": "", "c": ""}, []), self.run_check())

    def test_a_problem_is_looked_for_in_the_file_that_has_it(self):
        problem = error("b", "readability-x")
        self.assertEqual(({"a": "", "b": problem, "c": ""}, []),
                         self.run_check(outputs={"abc": problem, "b": problem, "a": error("a")}))

    def test_a_problem_of_a_header_is_looked_for_in_all(self):
        problem = error("h", "readability-x")
        self.assertEqual(({"a": "", "b": problem, "c": problem}, []),
                         self.run_check(outputs={"abc": problem, "b": problem, "c": problem}))

    def test_a_problem_of_a_header_is_not_hidden_by_that_of_a_file(self):
        of_header, of_file = error("h", "readability-x"), error("b", "readability-y")
        self.assertEqual(({"a": of_header, "b": of_file, "c": ""}, []),
                         self.run_check(outputs={"abc": of_header + of_file, "a": of_header, "b": of_file}))

    def test_what_clashes_is_put_off(self):
        self.assertEqual(({"a": "", "c": ""}, ["b"]), self.run_check({"abc": error("b")}))
        self.assertEqual(({"a": ""}, ["b", "c"]), self.run_check({"abc": error("b"), "ac": error("c")}))
        self.assertEqual(({"a": ""}, ["b", "c"]), self.run_check({"abc": error("a.h")}))

    def test_a_file_alone_clashes_with_nothing(self):
        self.assertEqual(([entry("a")], []), compatible([entry("a")]))


class DiagnosticsTest(unittest.TestCase):
    def test_notes_belong_to_what_is_before_them(self):
        text = error("a") + "a:3:4: note: here\n" + error("b")
        self.assertEqual(2, len(diagnostics(text)))


if __name__ == "__main__":
    unittest.main()
