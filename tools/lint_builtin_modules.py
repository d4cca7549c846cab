#!/usr/bin/env python3
"""What modules of Node's that are part of the program (src/node/modules) may not do, whatever a script has done before.

`for (... in ...)` also visits what somebody has put on Object.prototype: they go through Object.keys() instead.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOR_IN = re.compile(r"\bfor\s*\(\s*(?:(?:const|let|var)\s+)?[\w$.\[\]{}, ]+?\s+in\s")


def problems_of(name, text):
    """`file:line: what is wrong`, each."""
    return [f"{name}:{number}: for-in also visits what is on Object.prototype; use ObjectKeys()"
            for number, line in enumerate(text.splitlines(), 1)
            if FOR_IN.search(line) and not line.lstrip().startswith(("//", "*", "/*"))]


def problems(root):
    folder = Path(root) / "src/node/modules"
    return [problem for path in sorted(folder.rglob("*.js"))
            for problem in problems_of(path.relative_to(root), path.read_text(encoding="utf-8"))]


def main():
    found = problems(ROOT)
    for problem in found:
        print(problem)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
