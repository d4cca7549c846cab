"""What --gc-stats, --jit and --jit-stats say."""

import json
import re
import tempfile
import unittest

from command import orrery


class Garbage(unittest.TestCase):
    """--gc-stats"""

    PROGRAM = b"const kept = []; for (let i = 0; i < 3e6; i++) { const o = { i, next: null }; if (i % 10 === 0) kept.push(o); }\nconsole.log(kept.length);"

    def lines(self, *options, program=PROGRAM):
        status, output, errors = orrery("run", "--gc-stats", *options, "-", stdin=program)
        self.assertEqual(status, 0, errors)
        title, *lines = errors.splitlines()
        self.assertEqual(title, "garbage")
        return output, [(int(number), what) for number, what in (line.split(maxsplit=1) for line in lines)]

    def test_pauses(self):
        output, lines = self.lines()
        self.assertEqual(output, "300000\n")
        numbers = {what: number for number, what in lines}
        self.assertGreaterEqual(numbers["bytes allocated in cells"], 3e6 * 32)
        self.assertGreaterEqual(numbers["minor collections"], 1)
        self.assertGreater(numbers["bytes of memory for cells at the end"], 300000 * 32)
        survived = numbers["per cent of what was new to minor collections outlived them"]
        self.assertTrue(3 < survived < 40, survived)
        # The histogram of each kind has all of its pauses.
        what_of = [what for _, what in lines]
        sorts = ("minor collections", "major collections", "steps of collections before their last")
        places = [what_of.index(sort) for sort in sorts]
        for sort, start, end in zip(sorts, places, [*places[1:], len(lines)]):
            self.assertEqual(sum(number for number, what in lines[start:end] if what.startswith("of ")), numbers[sort])

    def test_marking_in_steps(self):
        program = (b"const kept = []; for (let i = 0; i < 4e6; i++) kept.push({ i, next: kept[i >> 1] });\n"
                   b"for (let i = 0; i < 4e6; i++) kept[i * 7 % 4e6] = { i, next: kept[i] };\nconsole.log(kept.length);")
        numbers = {what: number for number, what in self.lines(program=program)[1]}
        self.assertGreater(numbers["steps of collections before their last"], 10 * numbers["major collections"])

    def test_nothing_to_collect(self):
        numbers = {what: number for number, what in self.lines(program=b"")[1]}
        self.assertEqual((numbers["minor collections"], numbers["major collections"]), (0, 0))

    def test_collections_that_are_asked_for(self):
        program = b"for (let i = 0; i < 3; i++) gc();"
        self.assertGreaterEqual({what: number for number, what in self.lines("--expose-gc", program=program)[1]}["major collections"], 3)


class MachineCode(unittest.TestCase):
    """--jit and what shows its work. Builds that make no machine code say so."""

    PROGRAM = b"function sum(list) { let n = 0; for (const x of list) n += f(x); return n; }\nfunction f(x) { return x.y * 2; }\n" \
              b"let all = 0; for (let i = 0; i < 50000; i++) all += f({ y: i }); console.log(all + sum([{ y: 1 }]));"

    def stats(self, *options):
        status, output, errors = orrery("run", "--jit-stats", *options, "-", stdin=self.PROGRAM)
        self.assertEqual((status, output), (0, "2499950002\n"))
        title, *lines = errors.splitlines()
        return title, {what: int(number) for number, what in (line.split(maxsplit=1) for line in lines)}

    def test_stats(self):
        if "of 0 bytes of room are left" in self.stats()[1]:
            self.skipTest("this build makes no machine code")
        for mode, compiled, options in (("off", 0, ["--jit=off"]), ("baseline", 2, []), ("baseline", 2, ["--jit=baseline"]),
                                        ("eager", 3, ["--jit=eager"])):
            title, numbers = self.stats(*options)
            self.assertEqual(title, f"machine code ({mode})")
            self.assertEqual(numbers["functions compiled"] >= compiled, True, numbers)
            self.assertEqual(numbers["bytes of machine code"] > 0, compiled > 0)
            self.assertEqual(numbers["entries in loops that ran already"] > 0, mode == "baseline")
            samples = next(what for what in numbers if " samples of what ran" in what)
            self.assertEqual(numbers[samples] > 0, compiled > 0)
            self.assertGreaterEqual(int(samples.split()[1]), numbers[samples])
        self.assertLess(numbers["of 67108864 bytes of room are left"], 67108864)

    def test_recordings_know_nothing_of_it(self):
        with tempfile.TemporaryDirectory() as folder:
            hashes = set()
            for recorded in ("off", "baseline", "eager"):
                first = orrery("run", f"--jit={recorded}", "--hash", f"--record={folder}/r", "-", stdin=self.PROGRAM)
                for replayed in ("off", "baseline", "eager"):
                    self.assertEqual(orrery("replay", f"--jit={replayed}", "--hash", f"{folder}/r"), first)
                hashes.add(first[2])
                status, _, errors = orrery("replay", "--jit=eager", "--jit-stats", "--hash", f"{folder}/r")
                self.assertEqual((status, errors.splitlines()[-1] + "\n"), (0, first[2]))
            # The hash has the random numbers in it that each run was given.
            self.assertEqual(len(hashes), 3)

    def listing(self, function, *options):
        return orrery("bytecode", f"--machine-code={function}", *options, "-", stdin=self.PROGRAM)

    def test_listing(self):
        status, output, errors = self.listing("f")
        if status != 0:
            self.assertRegex(errors, "makes no machine code|there is no disassembler")
            self.skipTest(errors)
        # Below each instruction what it was made into, in words that depend on no address.
        self.assertRegex(output, r"\d{4}  GetNamed .*\n {14}\+[0-9a-f]{4}  \S")
        self.assertRegex(output, r"\n {14}to the slow path\n {14}\+[0-9a-f]{4}  ")
        self.assertIn("slow_path_of_GetNamed", output)
        self.assertEqual(self.listing("f"), (status, output, errors))  # addresses are others each time
        self.assertNotIn("sum", output)

    def test_listing_as_json(self):
        status, output, _ = self.listing("sum", "--json")
        if status != 0:
            self.skipTest("this build shows no machine code")
        function, = json.loads(output)
        offsets = []
        for instruction in function["instructions"]:
            code = instruction["machineCode"]
            self.assertTrue(code, instruction)
            self.assertEqual({key for line in code for key in line}, {"part", "offset", "text"})
            in_line = [line["offset"] for line in code if line["part"] in ("", "after the call")]
            offsets += in_line
        self.assertEqual(offsets, sorted(offsets))
        jumps = {f"@{instruction['offset']:04}" for instruction in function["instructions"]}
        for text in (line["text"] for instruction in function["instructions"] for line in instruction["machineCode"]):
            if re.match("j[a-z]+ @", text):
                self.assertIn(text.split()[1], jumps)

    def test_wrong_arguments(self):
        self.assertEqual(self.listing("nobody")[0], 1)
        self.assertEqual(orrery("bytecode", "--machine-code=f", "--function=f", "-")[0], 2)
        self.assertIn("--jit: must be off, baseline or eager", orrery("replay", "--jit=on", "x")[2])
