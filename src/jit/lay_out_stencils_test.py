"""Tests of lay_out_stencils.py, with functions as the compiler writes them."""

import unittest

from lay_out_stencils import Block, lay_out_all
from lay_out_stencils import laid as lines_of


def function(name, *lines):
    """`loop:` is a label, everything else an instruction; labels become those of the compiler."""
    body = []
    for line in lines:
        body.append(f".LBB0_{line}" if line.endswith(":") else "\t" + line.replace(" ", "\t", 1).replace("@", ".LBB0_"))
    return [f"\t.section\t.text.{name},\"ax\",@progbits", f"\t.type\t{name},@function", f"{name}: # @{name}", "# %bb.0:", *body,
            ".Lfunc_end0:", f"\t.size\t{name}, .Lfunc_end0-{name}"]


def laid(*lines):
    """The function, laid out: what is in line, and what is not (None: everything is)."""
    parts = {}
    for line in lay_out_all(function("f", *lines)):
        if line in ("f:", "f.cold:"):
            part = parts[line[:-1]] = []
        elif line.startswith("\t.size"):
            part = []
        elif parts and not line.startswith(("\t.section", "\t.type")):
            part.append(line.removeprefix(".LBB0_").strip().replace("\t", " ").replace(".LBB0_", "@"))
    return parts["f"], parts.get("f.cold")


class LineTest(unittest.TestCase):
    def test_a_function_of_one_block(self):
        self.assertEqual(laid("movl $1, %eax", "jmp orrery_hole_next # TAILCALL"), (["movl $1, %eax", "jmp orrery_hole_next # TAILCALL"], None))

    def test_what_is_behind_the_end_is_out_of_line(self):
        line, cold = laid("testl %eax, %eax", "jne @1", "jmp orrery_hole_next", "1:", "incl %eax", "jmp orrery_hole_slow")
        self.assertEqual(line, ["testl %eax, %eax", "jne @1", "jmp orrery_hole_next"])
        self.assertEqual(cold, ["1:", "incl %eax", "jmp orrery_hole_slow"])

    def test_the_line_goes_on_at_the_target_of_a_jump(self):
        line, cold = laid("je @1", "jmp @2", "1:", "incl %eax", "2:", "decl %eax", "jmp orrery_hole_next")
        self.assertEqual(line, ["je @1", "2:", "decl %eax", "jmp orrery_hole_next"])
        self.assertEqual(cold, ["1:", "incl %eax", "jmp @2"])  # it ran into that

    def test_a_block_without_a_label_that_nobody_runs_into_is_left_out(self):
        self.assertEqual(laid("jmp orrery_hole_next", "incl %eax", "jmp orrery_hole_slow"), (["jmp orrery_hole_next"], None))

    def test_the_line_ends_where_a_jump_is_taken_for_good(self):
        for target in ("orrery_hole_target_2", "*%rax"):
            line, cold = laid("je @1", f"jmp {target}", "1:", "incl %eax", "jmp orrery_hole_next")
            self.assertEqual(line, ["je @1", f"jmp {target}"])
            self.assertEqual(cold, ["1:", "incl %eax", "jmp orrery_hole_next"])

    def test_what_leaves_for_a_function_stays_as_it_is(self):
        lines = ("testl %eax, %eax", "je @1", "jmp somewhere_else", "1:", "incl %eax", "jmp orrery_hole_next")
        line, cold = laid(*lines)
        self.assertEqual((line, cold), (list(lines), None))

    def test_a_loop_in_the_line(self):
        lines = ("xorl %eax, %eax", "1:", "incl %eax", "cmpl $9, %eax", "jne @1", "jmp orrery_hole_next")
        self.assertEqual(laid(*lines), (list(lines), None))

    def test_a_loop_that_never_ends_stays_as_it_is(self):
        lines = ("1:", "incl %eax", "jmp @1")
        self.assertEqual(laid(*lines), (list(lines), None))


class ThreadingTest(unittest.TestCase):
    def test_a_jump_to_what_only_jumps(self):
        line, cold = laid("je @1", "jmp orrery_hole_next", "1:", "jmp @2", "2:", "jmp orrery_hole_slow")
        self.assertEqual((line, cold), (["je orrery_hole_slow", "jmp orrery_hole_next"], None))

    def test_a_conditional_jump_to_the_jump_at_the_end(self):
        # The block is in the line, too: it is run into, and keeps its label.
        line, cold = laid("je @1", "incl %eax", "1:", "jmp orrery_hole_next")
        self.assertEqual((line, cold), (["je orrery_hole_next", "incl %eax", "1:", "jmp orrery_hole_next"], None))

    def test_jumps_in_a_circle(self):
        line, _ = laid("je @1", "jmp orrery_hole_next", "1:", "jmp @2", "2:", "jmp @1")
        self.assertEqual(line[1:2], ["jmp orrery_hole_next"])

    def test_only_the_name_itself_is_a_target(self):
        # 1 and 10 begin with the same characters.
        line, cold = laid("je @10", "jmp orrery_hole_next", "1:", "jmp orrery_hole_slow", "10:", "incl %eax", "je @1", "jmp orrery_hole_next")
        self.assertEqual(line, ["je @10", "jmp orrery_hole_next"])
        self.assertEqual(cold, ["10:", "incl %eax", "je orrery_hole_slow", "jmp orrery_hole_next"])


class RefusalTest(unittest.TestCase):
    def fails(self, message, lines):
        with self.assertRaisesRegex(SystemExit, message):
            lay_out_all(lines)

    def test_an_unknown_directive(self):
        self.fails("a directive in a function: .loc\t1 2 3", function("f", ".loc 1 2 3", "jmp orrery_hole_next"))

    def test_directives_that_say_nothing(self):
        self.assertEqual(laid(".p2align 4", "#APP", "incl %eax", "#NO_APP", "jmp orrery_hole_next"), (["incl %eax", "jmp orrery_hole_next"], None))

    def test_a_block_without_a_label_that_would_have_to_be_jumped_to(self):
        first, second = Block([]), Block([])
        first.lines, second.lines = ["\tincl\t%eax"], ["\tret"]
        first.next = second
        self.assertEqual(lines_of([first, second]), ["\tincl\t%eax", "\tret"])
        with self.assertRaisesRegex(SystemExit, "what is run into behind incl\t%eax has no label"):
            lines_of([second, first])

    def test_a_function_that_is_not_recognized(self):
        for name in ("f.part", '"f g"'):
            self.fails("functions that were not recognized: " + name, function(name, "jmp orrery_hole_next"))

    def test_a_function_that_does_not_end(self):
        self.fails("functions that were not recognized: f", function("f", "jmp orrery_hole_next")[:-2])

    def test_what_is_no_function_passes_through(self):
        lines = ["\t.type\tdata,@object", "data:", "\t.quad\tf", "\t.size\tdata, 8"]
        self.assertEqual(lay_out_all(lines), lines)


if __name__ == "__main__":
    unittest.main()
