#!/usr/bin/env python3
"""Writes cmake/startup_order.txt: the functions that run when a program starts, for the linker to put side by side.

    tools/startup_order.py build/release/orrery build/trained/orrery

A page of the program's file takes memory as soon as one function of it runs, and its neighbours come with it. Without
order the few hundred functions of a start lie all over the file; the memory of an empty script is nearly twice as much.

Builds differ in what they inline: those that the second calls on top of the first's come behind them. Names that a build has not are
of no harm, and new functions are just not among the ordered: write the file again when
`bench/run --suite startup` says that a start takes more memory than it did. Needs valgrind.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ORDER = ROOT / "cmake" / "startup_order.txt"

# What is started, the emptiest first: functions of later programs follow those of earlier ones.
EMPTY = ""
SMALL = """
const greet = (name) => `hello, ${name}`;
class Point { constructor(x, y) { this.x = x; this.y = y; } get length() { return Math.hypot(this.x, this.y); } }
console.log(greet('world'), new Point(3, 4).length, [1, 2, 3].map((x) => x * 2), { a: 1, b: ['c'] });
setTimeout(() => console.log('timer'), 1);
(async () => { await null; console.log('awaited'); })();
console.log(JSON.stringify({ parsed: JSON.parse('[1, {"a": null}]') }), require('path').join('a', 'b'));
"""


def functions_run(orrery, text):
    """The mangled names of the functions that running a script calls, by callgrind's order."""
    with tempfile.TemporaryDirectory() as folder:
        script, profile = Path(folder) / "script.js", Path(folder) / "profile"
        script.write_text(text, encoding="utf-8")
        subprocess.run(["valgrind", "--tool=callgrind", "--demangle=no", f"--callgrind-out-file={profile}", orrery, script],
                       check=True, capture_output=True)
        # A name is written out where it is first met; 'N behind it counts recursions.
        return re.findall(r"^c?fn=\(\d+\) (.+?)(?:'\d+)?$", profile.read_text(encoding="utf-8"), flags=re.MULTILINE)


def own_functions(orrery):
    """The names in the program's own symbol table."""
    listing = subprocess.run(["nm", "--defined-only", "--format=posix", orrery], check=True, capture_output=True, text=True).stdout
    return {line.split(" ", 1)[0] for line in listing.splitlines()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("orrery", type=Path, nargs="+", help="release builds, such as build/release/orrery")
    arguments = parser.parse_args()
    run = []
    for orrery in arguments.orrery:
        own = own_functions(orrery)
        if not own:
            sys.exit(f"{orrery} has no symbols")
        # .llvm.N: a name that the linker makes up, and another the next time.
        run += [name for text in (EMPTY, SMALL) for name in functions_run(orrery.resolve(), text) if name in own and ".llvm." not in name]
    ordered = list(dict.fromkeys(run))
    ORDER.write_text("".join(f"{name}\n" for name in ordered), encoding="utf-8")
    print(f"{ORDER.relative_to(ROOT)}: {len(ordered)} functions")


if __name__ == "__main__":
    main()
