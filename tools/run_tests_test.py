"""Tests of run_tests.py: what it counts is what happened."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import run_tests
from run_tests import Outcome, Step

REPORT = """<testsuite>
  <testcase name="a" status="run"/><testcase name="b" status="run"/>
  <testcase name="c" status="fail"/><testcase name="d" status="notrun"/>
</testsuite>"""


class PerformTest(unittest.TestCase):
    def perform(self, step, done=None):
        with contextlib.redirect_stdout(io.StringIO()):
            outcome = run_tests.perform(step, done or {})
        return (outcome.passed, outcome.failed, outcome.skipped), outcome.notes

    def shell(self, script, **more):
        return Step("step", ["sh", "-c", script], **more)

    def test_counts_by_exit_status(self):
        self.assertEqual(((1, 0, 0), []), self.perform(self.shell("true")))
        self.assertEqual(((0, 1, 0), ["failed with status 3"]), self.perform(self.shell("exit 3")))
        self.assertEqual(((0, 0, 1), ["skipped: no node"]), self.perform(self.shell("echo no node; echo; exit 77")))

    def test_a_killed_step_has_failed(self):
        self.assertEqual(((0, 1, 0), ["failed with status -9"]), self.perform(self.shell("kill -9 $$")))

    def test_skips_what_needs_a_failed_step(self):
        step = self.shell("true", needs=("build",))
        self.assertEqual(((1, 0, 0), []), self.perform(step, {"build": Outcome("build", passed=1)}))
        skipped = ((0, 0, 1), ["skipped: it needs 'build'"])
        self.assertEqual(skipped, self.perform(step, {"build": Outcome("build", failed=1)}))
        self.assertEqual(skipped, self.perform(step, {"build": Outcome("build", skipped=1)}))

    def test_counts_the_tests_of_ctest(self):
        with tempfile.TemporaryDirectory() as root, mock.patch.object(run_tests, "ROOT", Path(root)):
            report = Path(root) / "build" / "dev" / "ctest.xml"
            report.parent.mkdir(parents=True)
            write = f"cat > {report} <<'END'\n{REPORT}\nEND\n"
            self.assertEqual(((2, 1, 1), ["failed: c", "skipped: d"]),
                             self.perform(self.shell(write + "exit 8", preset="dev")))
            # An old report is not taken for a new one.
            self.assertEqual(((0, 1, 0), ["ctest wrote no report"]), self.perform(self.shell("true", preset="dev")))
            write = write.replace('status="fail"', 'status="run"')
            self.assertEqual(((3, 1, 1), ["skipped: d", "ctest ended with status 8"]),
                             self.perform(self.shell(write + "exit 8", preset="dev")))

    def test_hides_only_tests_that_begin_or_pass(self):
        self.assertTrue(run_tests.BORING.match("      Start  1: base.Arena.CopiesSpans\n"))
        self.assertTrue(run_tests.BORING.match(" 5/12 Test  #5: base.Arena.CopiesSpans ........   Passed    0.01 sec\n"))
        self.assertFalse(run_tests.BORING.match("5/12 Test #5: base.Arena.CopiesSpans ....***Failed    0.01 sec\n"))
        self.assertFalse(run_tests.BORING.match("100% tests passed, 0 tests failed out of 5\n"))


class PlanTest(unittest.TestCase):
    def test_steps_need_only_earlier_ones(self):
        seen = set()
        for step in run_tests.steps():
            self.assertLessEqual(set(step.needs), seen, step.name)
            seen.add(step.name)


if __name__ == "__main__":
    unittest.main()
