#!/usr/bin/env python3
"""Says which source files can be compiled as one: those that declare no name twice.

    tools/group_sources.py SIZE FILE...

Prints, for each file, the number of its group, of at most SIZE files. The headers of a file take more time to compile
than what it says itself, so presets whose objects nobody reads or waits for (asan, portable, tsan) compile groups. Two
files do not go together if both declare a name that is theirs alone: in an unnamed namespace, `static`, or by #define. A
file with such a name that is a function's of a header, too, which others may include, is alone.

What is read is the layout of clang-format, not C++: declarations in a namespace begin in the first column.
"""

import re
import sys
from pathlib import Path

DECLARATION = re.compile(
    r"using\s+(?P<alias>\w+)\s*="
    r"|(?:struct|class|union|enum(?: class| struct)?)\s+(?P<type>\w+)\s*(?:[:{;]|final\b|$)"
    r"|(?P<function>\w+)\("
    r"|(?P<variable>\w+)(?:\[[^\]]*\])*\s*(?:=|\{|;|$)")
DEFINE = re.compile(r"#define\s+(\w+)")
NOT_DECLARATIONS = ("}", "//", "#", "namespace {", "template", "requires", "[[", "public:", "private:", "extern")


def private_names(text):
    """The names that other files may have for something else."""
    names = set(DEFINE.findall(text))
    depth = 0  # of unnamed namespaces
    for line in text.splitlines():
        if line.startswith("namespace {"):
            depth += 1
        elif re.match(r"\}\s*// namespace$", line):
            depth = max(0, depth - 1)
        if not line or line[0].isspace() or line.startswith(NOT_DECLARATIONS):
            continue
        if depth > 0 or line.startswith(("static ", "using ")):
            match = DECLARATION.search(line)
            if match and (match.group("alias") or not line.startswith("using ")):  # not `using other::name;`
                names.add(match.group(match.lastgroup))
    return names


def public_functions(text):
    """The functions that a header declares, outside of classes."""
    lines = (line for line in text.splitlines() if line and not line[0].isspace() and not line.startswith(NOT_DECLARATIONS))
    return {match.group("function") for line in lines if (match := DECLARATION.search(line)) and match.group("function")}


def groups(texts, size, public=frozenset()):
    """Group numbers of texts, in their order: each joins the first group that has room and none of its names."""
    made, numbers = [], []  # of each group: how many files it may still take, which names
    for text in texts:
        names = private_names(text)
        is_alone = bool(names & public)
        for number, (room, taken) in enumerate(made):
            if room > 0 and not is_alone and not names & taken:
                made[number] = (room - 1, taken | names)
                break
        else:
            number = len(made)
            made.append((0 if is_alone else size - 1, names))
        numbers.append(number)
    return numbers


def main():
    size, files = int(sys.argv[1]), sys.argv[2:]
    public = set()
    for header in (Path(__file__).resolve().parent.parent / "src").rglob("*.h"):
        public |= public_functions(header.read_text(encoding="utf-8"))
    for number in groups([Path(file).read_text(encoding="utf-8") for file in files], size, public):
        print(number)
    return 0


if __name__ == "__main__":
    sys.exit(main())
