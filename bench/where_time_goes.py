#!/usr/bin/env python3
"""Where the time of Octane's programs goes: each runs under perf, and its samples are told by part of the engine.

  bench/where_time_goes.py                       all programs, as they run by default
  bench/where_time_goes.py --jit=off Splay zlib  these, as bytecode
  bench/where_time_goes.py --functions 10 Splay  its ten hottest functions besides

Needs perf (Debian: linux-perf), Octane (bench/peers/install) and a build with symbols: build/release/orrery, or $ORRERY.
Prints a table in Markdown: per cent of all samples. docs/performance.md has one.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.dont_write_bytecode = True
import engines  # noqa: E402
import machine  # noqa: E402
import octane_suite  # noqa: E402
from tables import table  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
# The first that is found in "object symbol" names the part.
PARTS = (
    ("machine code", r"^memfd:orrery machine code "),
    ("collector", r"^orrery\S* .*\b(orrery::gc::|::visit\b|clear_dead)"),
    ("handlers", r"^orrery\S* .*orrery::interpreter::\(anonymous namespace\)::[A-Za-z0-9_]+<\(orrery::bytecode::Opcode\)"),
    ("slow paths", r"^orrery\S* .*orrery::interpreter::"),
    ("objects and strings", r"^orrery\S* .*orrery::vm::"),
    ("builtins", r"^orrery\S* .*orrery::(builtins|elementary)::"),
    ("regular expressions", r"^orrery\S* .*orrery::regexp::"),
    ("text to code", r"^orrery\S* .*orrery::(syntax|compiler|bytecode|jit|base)::"),
    ("kernel", r"^\[kernel"),
)
REST = "rest"
SLOW = re.compile(r"::slow(_in_machine_code)?<")


def part_of(shared_object, symbol):
    if SLOW.search(symbol):
        return "slow paths"
    return next((name for name, pattern in PARTS if re.search(pattern, f"{shared_object} {symbol}")), REST)


def samples(command, folder):
    """(shared object, symbol) to the number of samples."""
    data = Path(folder) / "perf.data"
    subprocess.run(["perf", "record", "--quiet", "--freq=1999", f"--output={data}", *command], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    report = subprocess.run(["perf", "script", f"--input={data}", "--fields=ip,sym,dso"], check=True, capture_output=True, text=True)
    found = Counter()
    for line in report.stdout.splitlines():
        match = re.match(r"\s*[0-9a-f]+ (.*) \(([^()]*(?:\(deleted\))?)\)$", line)
        if match:
            found[Path(match[2]).name if match[2].startswith("/") and "memfd" not in match[2] else match[2].lstrip("/"), match[1]] += 1
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--jit", choices=("off", "baseline", "eager"), default="baseline")
    parser.add_argument("--functions", type=int, default=0, metavar="N", help="tell the N hottest functions of each, too")
    parser.add_argument("programs", nargs="*", metavar="PROGRAM")
    options = parser.parse_args()
    if shutil.which("perf") is None:
        sys.exit("bench/where_time_goes.py: perf is not installed (Debian: linux-perf)")
    suite = octane_suite.Suite(argparse.Namespace(only=None, quick=True, rounds=None))
    if not octane_suite.OCTANE.exists():
        sys.exit("bench/where_time_goes.py: the programs of Octane are not installed; bench/peers/install does that")
    rows = [row for row in suite.all_rows() if not options.programs or row.name in options.programs]
    unknown = set(options.programs) - {row.name for row in rows}
    if unknown:
        sys.exit(f"bench/where_time_goes.py: no program of Octane: {', '.join(sorted(unknown))}")

    columns = [name for name, _ in PARTS] + [REST]
    lines = []
    for row in rows:
        with tempfile.TemporaryDirectory() as folder:
            found = samples([*engines.orrery(machine_code=options.jit).command(suite.script(row))], folder)
        total = found.total()
        parts = Counter()
        for (shared_object, symbol), count in found.items():
            parts[part_of(shared_object, symbol)] += count
        lines.append([row.name, *(f"{100 * parts[name] / total:.0f}" for name in columns)])
        for (shared_object, symbol), count in found.most_common(options.functions):
            print(f"{row.name}: {100 * count / total:5.1f} %  {part_of(shared_object, symbol)}: {symbol}")
    print(table([["program", *columns], *lines]))
    print(f"Sampled on {machine.describe()}, at commit {machine.revision(ROOT)}, in {engines.orrery_build()}.")


if __name__ == "__main__":
    main()
