"""Tests of extract_stencils.py, with object files that are made up."""

import unittest

from extract_stencils import HOLES, JUMP, Object, Relocation, Section, Symbol, Tables, check_holes

FUNCTION, OBJECT = 2, 1
ABSOLUTE_64, PC_32, PLT_32, GOT_PC_32, ABSOLUTE_32 = 1, 2, 4, 9, 10


class MadeUp(Object):
    """Functions, each in a section of its own, and data."""

    def __init__(self):  # no file: the sections' contents lie one behind the other
        self.data = b""
        self.sections = [Section("", 0, 0, 0, 0, 0, 0, 0, 0, 0)]
        self.symbols = [Symbol("", 0, 0, 0, 0, 0)]
        self.relocations = {}

    def undefined(self, name):
        self.symbols.append(Symbol(name, 0, 0, 0, 0, 0))
        return len(self.symbols) - 1

    def add(self, name, content, *relocations, sort=FUNCTION):
        """\\param relocations  (offset, type, symbol, addend)"""
        flags = 6 if sort == FUNCTION else 2
        self.sections.append(Section(f".text.{name}", 1, flags, 0, len(self.data), len(content), 0, 0, 1, 0))
        self.data += bytes(content)
        self.symbols.append(Symbol(name, sort, 0, len(self.sections) - 1, 0, len(content)))
        self.relocations[len(self.sections) - 1] = [Relocation(*each) for each in relocations]
        return len(self.symbols) - 1


class PartTest(unittest.TestCase):
    def setUp(self):
        self.elf = MadeUp()
        self.tables = Tables(self.elf)
        self.next = self.elf.undefined("orrery_hole_next")

    def described(self, *arguments):
        return self.tables.texts[self.tables.main_part(self.elf.add("handler", *arguments))]

    def fails(self, message, *arguments):
        with self.assertRaisesRegex(SystemExit, message):
            self.described(*arguments)

    def test_a_jump_to_the_next_instruction_at_the_end(self):
        code, rows, trailing = self.described([0x90, JUMP, 0, 0, 0, 0], (2, PLT_32, self.next, -4))
        self.assertEqual((code, trailing), (bytes([0x90, JUMP, 0, 0, 0, 0]), 5))
        self.assertEqual(rows, [f"{{2, Patch::Relative32, Wanted::Hole, {HOLES.index('next')}, -4}}"])

    def test_another_jump_at_the_end(self):
        slow = self.elf.undefined("orrery_hole_slow")
        self.assertEqual(self.described([JUMP, 0, 0, 0, 0], (1, PLT_32, slow, -4))[2], 0)

    def test_a_jump_to_the_next_instruction_in_the_middle(self):
        self.assertEqual(self.described([JUMP, 0, 0, 0, 0, 0x90], (1, PLT_32, self.next, -4))[2], 0)

    def test_a_call_that_also_runs_into_the_next_instruction(self):
        back = self.elf.undefined("orrery_hole_return")
        self.fails("handler calls, and also runs into the next instruction",
                   [0x48, 0x8D, 5, 0, 0, 0, 0, JUMP, 0, 0, 0, 0], (3, PC_32, back, -4), (8, PLT_32, self.next, -4))

    def test_a_call_that_only_jumps_away(self):
        back, slow = self.elf.undefined("orrery_hole_return"), self.elf.undefined("orrery_hole_slow")
        code, rows, trailing = self.described([0x48, 0x8D, 5, 0, 0, 0, 0, JUMP, 0, 0, 0, 0], (3, PC_32, back, -4), (8, PLT_32, slow, -4))
        self.assertEqual((len(code), len(rows), trailing), (12, 2, 0))

    def test_another_part_of_the_instruction(self):
        cold = self.elf.add("handler.cold", [0x90, 0xC3])
        _, rows, _ = self.described([0x0F, 0x84, 0, 0, 0, 0], (2, PLT_32, cold, -3))
        # It jumps to the second byte, and a displacement counts from behind itself.
        self.assertEqual(rows, ["{2, Patch::Relative32, Wanted::Part, 1, -3}"])
        self.assertEqual(self.tables.texts[1], (b"\x90\xC3", [], 0))

    def test_parts_that_jump_to_each_other(self):
        handler = len(self.elf.symbols) + 1
        self.elf.add("handler.cold", [JUMP, 0, 0, 0, 0], (1, PLT_32, handler, -4))
        _, rows, _ = self.described([JUMP, 0, 0, 0, 0], (1, PLT_32, handler - 1, -4))
        self.assertEqual(rows, ["{1, Patch::Relative32, Wanted::Part, 1, -4}"])
        self.assertEqual(self.tables.texts[1][1], ["{1, Patch::Relative32, Wanted::Part, 0, -4}"])

    def test_functions_and_data_of_the_program(self):
        data = self.elf.add("table", bytes(16), sort=OBJECT)
        function = self.elf.undefined("_ZN6orrery5thereEv")
        _, rows, _ = self.described([0x90] * 16, (0, PC_32, data, 4), (4, PLT_32, function, -4), (8, ABSOLUTE_64, function, 0))
        self.assertEqual(rows, ["{0, Patch::Relative32, Wanted::Address, 0, 4}", "{4, Patch::Relative32, Wanted::Address, 1, -4}",
                                "{8, Patch::Absolute64, Wanted::Address, 1, 0}"])
        self.assertEqual(list(self.tables.addresses), ["data_0 + 0", "&function_0"])

    def test_what_nobody_can_fill(self):
        self.fails("handler: nobody knows the hole register_7", [0] * 4, (0, ABSOLUTE_32, self.elf.undefined("orrery_hole_register_7"), 0))
        self.fails("handler has a relocation of type 9 to orrery_hole_next", [0] * 4, (0, GOT_PC_32, self.next, 0))
        self.fails("handler has an address of 32 bits: somewhere", [0] * 4, (0, ABSOLUTE_32, self.elf.undefined("somewhere"), 0))


class PointersTest(unittest.TestCase):
    def test_an_array_of_functions(self):
        elf = MadeUp()
        first, second = elf.add("first", [0xC3]), elf.add("second", [0xC3])
        elf.add("orrery_stencils", bytes(16), (0, ABSOLUTE_64, second, 0), (8, ABSOLUTE_64, first, 0), sort=OBJECT)
        self.assertEqual(elf.pointers("orrery_stencils"), [second, first])
        with self.assertRaisesRegex(SystemExit, "there is no other_stencils"):
            elf.pointers("other_stencils")

    def test_a_null_pointer_in_it(self):
        elf = MadeUp()
        first = elf.add("first", [0xC3])
        elf.add("orrery_stencils", bytes(16), (0, ABSOLUTE_64, first, 0), sort=OBJECT)
        with self.assertRaisesRegex(SystemExit, "orrery_stencils has words that are no addresses"):
            elf.pointers("orrery_stencils")


class HolesTest(unittest.TestCase):
    def test_the_compiler_compares_all_of_them(self):
        lines = check_holes()
        self.assertIn("static_assert(bytecode::k_max_operands == 5);", lines)
        self.assertIn("static_assert(static_cast<int>(Hole::Feedback) == 5);", lines)
        self.assertIn("static_assert(static_cast<int>(Hole::OpcodePc) == 31);", lines)
        self.assertIn(f"static_assert(static_cast<int>(Hole::Count) == {len(HOLES)});", lines)


if __name__ == "__main__":
    unittest.main()
