"""Tests of lint_builtin_modules.py, and what it says of the modules of this repository."""

import unittest

from lint_builtin_modules import ROOT, problems, problems_of


class LintBuiltinModulesTest(unittest.TestCase):
    def test_refuses_for_in(self):
        text = "let a;\nfor (const name in table) use(name);\n  for (a in table) {\n"
        self.assertEqual([2, 3], [int(problem.split(":")[1]) for problem in problems_of("m.js", text)])

    def test_accepts_other_loops_and_comments(self):
        text = ("for (let i = 0; i < names.length; i++) {\nfor (const x of list)\n// for (const a in b)\n"
                "for (let at = 'x' in y ? 1 : 2; at > 0; at--)\nif (name in table)\nfor await (const chunk of input)\n")
        self.assertEqual([], problems_of("m.js", text))

    def test_the_modules_are_clean(self):
        self.assertEqual([], problems(ROOT))


if __name__ == "__main__":
    unittest.main()
