#!/usr/bin/env python3
"""The suite `tracing`: what it costs a run that nobody looks at, that one could. Orrery beside a build of itself that cannot be traced.

  bench/tracing_suite.py --build     makes that build in build/untraced, which takes as long as a release build; then as below
  bench/tracing_suite.py             exit status 1 if a handler differs, or a benchmark executes more than 1 % more instructions

Needs a release build, valgrind and objdump.
"""

import argparse
import json
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
from tables import table  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
TRACED = ROOT / "build" / "release"
UNTRACED = ROOT / "build" / "untraced"
LOOP = ROOT / "bench" / "loop"
MOST = 1.01

# In the place of loop/measure.js: the same work each time.
TWO_ROUNDS = """
function measureLoop(needs, start, check) {
  function round(number) {
    if (number === 2) return;
    start(function (answer) {
      if (!check(answer)) throw new Error('a wrong answer: ' + answer);
      setTimeout(function () { round(number + 1); }, 0);
    });
  }
  setTimeout(function () { round(0); }, 0);
}
"""


def build_untraced():
    configure = ["cmake", "-S", ROOT, "-B", UNTRACED, "-G", "Ninja", "-DCMAKE_CXX_COMPILER=clang++-19",
                 "-DCMAKE_BUILD_TYPE=Release", "-DORRERY_TRACING=OFF", "-DORRERY_VIEWER=OFF"]
    for command in [configure, ["cmake", "--build", UNTRACED, "--target", "orrery"]]:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def compiled_handlers(folder, *definitions):
    """The interpreter's handlers, compiled as in a release but for link-time optimisation, after which there is no object code."""
    commands = json.loads((TRACED / "compile_commands.json").read_text())
    entry = next(one for one in commands if one["file"].endswith("interpreter/handlers.cpp"))
    out = Path(folder) / f"handlers{len(definitions)}.o"
    command = [part for part in shlex.split(entry["command"]) if not part.startswith("-flto")]
    # A precompiled header knows nothing of other definitions.
    at = command.index("-include-pch")
    del command[at - 1:at + 3]
    command[command.index("-o") + 1] = str(out)
    subprocess.run([*command, *definitions], check=True, cwd=entry["directory"])
    return out


def functions_of(out):
    """Of each function: its instructions and what they refer to. Their places in the file do not matter."""
    text = subprocess.run(["objdump", "--disassemble", "--reloc", "--no-show-raw-insn", "--demangle", "--wide", out],
                          check=True, capture_output=True, text=True).stdout
    functions = {}
    lines = None
    for line in text.splitlines():
        head = re.match(r"^[0-9a-f]+ <(.*)>:$", line)
        if head:
            lines = functions.setdefault(head.group(1), [])
        elif lines is not None and line.strip() and not line.startswith("Disassembly of"):
            # Where the linker fills something in, objdump guesses what the empty place means.
            line = re.sub(r"<[^>]*>", "", line) if "R_X86_64" in line else line
            lines.append(re.sub(r"\.(L|str|rodata)[\w.]*", ".constant", line.strip()))
    return functions


def is_handler(name):
    return "orrery::bytecode::Opcode" in name and "::traced<" not in name


def compare_handlers():
    """\\return names of handlers that differ, and how many there are"""
    with tempfile.TemporaryDirectory() as folder:
        with_tracing = functions_of(compiled_handlers(folder))
        without = functions_of(compiled_handlers(folder, "-DORRERY_NO_TRACING=1"))
    names = {name for name in [*with_tracing, *without] if is_handler(name)}
    return sorted(name for name in names if with_tracing.get(name) != without.get(name)), len(names)


def instructions(build, script):
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", build / "orrery", "run", "--virtual-time", script]
    done = subprocess.run(command, capture_output=True, text=True, timeout=1800)
    match = re.search(r"refs:\s+([\d,]+)", done.stderr)
    if done.returncode != 0 or not match:
        raise RuntimeError(f"{script}: {done.stderr[-2000:]}")
    return int(match.group(1).replace(",", ""))


def compare_instructions(only):
    rows = []
    for script in sorted(LOOP.glob("*.js")):
        if script.name == "measure.js" or not any(part in script.stem for part in only):
            continue
        with tempfile.NamedTemporaryFile("w", suffix=".js") as file:
            file.write(TWO_ROUNDS + script.read_text())
            file.flush()
            counts = [instructions(build, file.name) for build in (TRACED, UNTRACED)]
        rows.append((script.stem, *counts))
        print(f"{script.stem}: {counts[0] / counts[1]:.4f}", file=sys.stderr, flush=True)
    return rows


DESCRIPTION = """## Tracing, while nobody looks

The release beside a build of itself that cannot be traced (`-DORRERY_TRACING=OFF`): millions of instructions that two rounds of
each script of `bench/loop/` take in all, counted by callgrind.
"""


def report_of(different, count, rows):
    lines = [f"{count - len(different)} of {count} handlers of the interpreter have the same machine code."]
    lines += [f"It differs in {name}." for name in different]
    cells = [["script", "Orrery", "without tracing", "ratio"], *([name, f"{a / 1e6:.1f}", f"{b / 1e6:.1f}", f"{a / b:.4f}"] for name, a, b in rows)]
    return "\n".join([*lines, "", table(cells)])


class Suite:
    def __init__(self, options):
        self.rows = [script.stem for script in sorted(LOOP.glob("*.js")) if script.name != "measure.js"]
        self.rows = [name for name in self.rows if not options.only or any(part in name for part in options.only)]

    def missing(self):
        for build in (TRACED, UNTRACED):
            if not (build / "orrery").exists():
                return f"{build / 'orrery'} is not there; see bench/tracing_suite.py"
        return next((f"{tool} is not installed" for tool in ("valgrind", "objdump") if not shutil.which(tool)), None)

    def run(self, say):
        different, count = compare_handlers()
        rows = compare_instructions(self.rows)
        record = {"handlers": count, "differing": different, "instructions": rows}
        return record, f"{DESCRIPTION}\n{report_of(different, count, rows)}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", metavar="NAME", help="benchmarks whose names contain this; may be repeated")
    parser.add_argument("--build", action="store_true", help="make build/untraced")
    options = parser.parse_args()
    if options.build:
        build_untraced()
    suite = Suite(options)
    if reason := suite.missing():
        print(reason)
        return 2
    record, report = suite.run(print)
    print(report)
    return 1 if record["differing"] or any(a > b * MOST for _, a, b in record["instructions"]) else 0


if __name__ == "__main__":
    sys.exit(main())
