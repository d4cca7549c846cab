#!/usr/bin/env python3
"""Checks which folder of src/ includes which.

ALLOWED below is the architecture: what a folder may ever include. DEPENDS in a folder's CMakeLists.txt is what it
includes today. The linter fails on

  * an include, or a DEPENDS entry, that ALLOWED does not list;
  * an include whose folder is missing in DEPENDS, and a DEPENDS entry that no include uses;
  * cycles between folders, and between headers;
  * an #include "..." that is not a path from src/ to an existing file, or goes up with "..";
  * a header without #pragma once.
"""

import re
import sys
from collections import defaultdict
from pathlib import Path

ANYTHING = ["*"]

# Folder: the folders that it may include. `base`, and from `gc` on down also `trace`, go without saying. An entry
# with a slash and a file name allows that header alone; `name/*` stands for every folder in `name`.
ALLOWED = {
    "base": [],
    "trace": [],
    "gc": [],
    "elementary": [],
    "regexp": [],
    "syntax": ["regexp/pattern_syntax.h"],
    "bytecode": [],
    "compiler": ["syntax", "bytecode"],
    "vm": ["gc", "bytecode", "regexp", "elementary"],
    "interpreter": ["vm", "bytecode"],
    "builtins/*": ["vm", "regexp", "gc", "elementary"],
    "jit": ["vm", "interpreter", "bytecode"],
    "engine": ["gc", "regexp", "syntax", "bytecode", "compiler", "vm", "interpreter", "builtins/*", "jit"],
    "display": ["gc", "vm"],
    "loop": ["gc", "vm", "engine"],
    "machine": ["vm"],
    "host": ["vm", "loop", "machine"],
    "webidl": ["gc", "vm", "loop"],
    "html_parser": [],
    "web/*": ["gc", "vm", "webidl", "loop", "html_parser", "display"],
    "node": ["web/*", "webidl", "loop", "host", "display", "engine", "compiler", "bytecode/expression_map.h", "syntax", "vm", "gc"],
    "viewer": [],
    "inspect": ["engine", "loop", "vm", "gc", "bytecode", "compiler/compiler.h", "interpreter/tracing.h"],
    "cli": ANYTHING,
}

# Which folder of web/ may include which other. Acyclic; each entry is a decision.
ALLOWED_IN_WEB = {
    "web/file": ["web/crypto", "web/dom", "web/encoding", "web/structured_data"],
    "web/input": ["web/dom"],
    "web/messaging": ["web/dom", "web/structured_data"],
    "web/performance": ["web/dom", "web/structured_data"],
    "web/rendering": ["web/dom"],
    "web/url": ["web/encoding", "web/file"],
    "web/urlpattern": ["web/encoding", "web/url", "regexp"],
}

IMPLIED = ["base", "trace"]
IMPLIED_EXCEPTIONS = {"base": [], "trace": ["base"]}

# Outside src/: these may include any folder, and their own files by path from the repository's root.
OTHER_ROOTS = ["tests", "bench"]

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"]*)"|<([^>]*)>)', re.MULTILINE)
COMMENT_OR_LITERAL = re.compile(
    r"""R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)"|/\*.*?\*/|//[^\n]*"""
    r"""|(?P<plain>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])')""", re.DOTALL)
CMAKE_CALL = re.compile(r"\borrery_(library|executable|benchmark|fuzzer)\s*\(([^)]*)\)")
CMAKE_KEYWORDS = {"NAME", "SOURCES", "DEPENDS", "LIBRARIES", "TESTS", "TEST_LIBRARIES"}


def matches(folder, pattern):
    """Does `pattern` (of ALLOWED) stand for `folder`?"""
    if pattern == "*" or pattern == folder:
        return True
    return pattern.endswith("/*") and folder.startswith(pattern[:-1])


def row(folder):
    """The key of ALLOWED for `folder`, or None."""
    return next((key for key in ALLOWED if matches(folder, key)), None)


def folder_of(path):
    """The folder to which a path below src/ belongs: "syntax", or "web/dom" where rooms are one level deeper."""
    parts = path.split("/")
    grouped = f"{parts[0]}/*" in ALLOWED
    return "/".join(parts[:2] if grouped else parts[:1])


def permissions(folder):
    implied = IMPLIED_EXCEPTIONS.get(folder, IMPLIED)
    return implied + ALLOWED[row(folder)] + ALLOWED_IN_WEB.get(folder, [])


def is_allowed(folder, target):
    """May `folder` include `target`, a header's path below src/?"""
    target_folder = folder_of(target)
    return target_folder == folder or any(
        matches(target_folder, entry) or target == entry for entry in permissions(folder))


def without_comments(text):
    """A C++ text with its comments and raw strings turned to spaces; lines keep their numbers."""
    return COMMENT_OR_LITERAL.sub(
        lambda match: match.group() if match.group("plain") else re.sub(r"[^\n]", " ", match.group()), text)


def includes(text):
    """(line number, path, is quoted) of each include in a C++ text."""
    blank = without_comments(text)
    for match in INCLUDE.finditer(blank):
        quoted, angled = match.groups()
        yield blank.count("\n", 0, match.start()) + 1, quoted if quoted is not None else angled, quoted is not None


def cmake_depends(text):
    """The DEPENDS of all targets in a CMakeLists.txt, and whether it declares any target."""
    depends, declares = set(), False
    for call in CMAKE_CALL.finditer(re.sub(r"#[^\n]*", "", text)):
        declares = True
        keyword = None
        for word in call.group(2).split():
            if word in CMAKE_KEYWORDS:
                keyword = word
            elif keyword == "DEPENDS":
                depends.add(word)
    return depends, declares


def find_cycle(edges):
    """A list of nodes that leads back to its first, or None. `edges` maps a node to its successors."""
    done = set()
    for start in sorted(edges):
        path, on_path = [], set()
        stack = [(start, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                on_path.discard(path.pop())
                done.add(node)
                continue
            if node in on_path:
                return path[path.index(node):] + [node]
            if node in done:
                continue
            path.append(node)
            on_path.add(node)
            stack.append((node, True))
            stack.extend((next_node, False) for next_node in sorted(edges.get(node, ()), reverse=True))
    return None


class Linter:
    """Looks at one repository; `problems` are sentences that start with a place."""

    def __init__(self, root):
        self.root = Path(root)
        self.problems = []
        self.folder_edges = defaultdict(set)
        self.header_edges = defaultdict(set)

    def run(self):
        for path in self.files("src"):
            self.check_file(path)
        for other in OTHER_ROOTS:
            for path in self.files(other):
                self.check_other_file(path)
        self.check_depends()
        for name, edges in (("folders", self.folder_edges), ("headers", self.header_edges)):
            if cycle := find_cycle(edges):
                self.problems.append(f"src: {name} include each other in a circle: {' -> '.join(cycle)}")
        return self.problems

    def files(self, top):
        found = (path for ending in ("h", "def", "cpp") for path in (self.root / top).rglob(f"*.{ending}"))
        return sorted(path for path in found if "node_modules" not in path.parts)

    def report(self, path, line, message):
        self.problems.append(f"{path.relative_to(self.root)}:{line}: {message}")

    def quoted_includes(self, path, roots):
        """(line, path below src/ or None) of each quoted include of a file; reports those that do not resolve."""
        for line, target, quoted in includes(path.read_text(encoding="utf-8")):
            in_src = (self.root / "src" / target).is_file()
            if not quoted:
                if in_src:
                    self.report(path, line, f'own headers are included with quotes: "{target}"')
                continue
            if ".." in target.split("/") or target.startswith("/"):
                self.report(path, line, f'"{target}" must be a path from src/')
            elif in_src:
                yield line, target
            elif not any((self.root / target).is_file() and target.startswith(f"{top}/") for top in roots):
                self.report(path, line, f'"{target}" is no file below src/ (paths are written from there)')

    def check_file(self, path):
        own_path = path.relative_to(self.root / "src").as_posix()
        folder = folder_of(own_path)
        if path.suffix == ".h" and not re.search(r"^#pragma once$", path.read_text(encoding="utf-8"), re.MULTILINE):
            self.report(path, 1, "a header begins with #pragma once")
        if row(folder) is None:
            self.report(path, 1, f"folder {folder} is not in the table of tools/lint_includes.py")
            return
        for line, target in self.quoted_includes(path, roots=[]):
            if path.suffix == ".h":
                self.header_edges[own_path].add(target)
            if folder_of(target) != folder:
                self.folder_edges[folder].add(folder_of(target))
            if not is_allowed(folder, target):
                self.report(path, line, f'{folder} may not include "{target}"')

    def check_other_file(self, path):
        for _ in self.quoted_includes(path, roots=OTHER_ROOTS):
            pass

    def check_depends(self):
        for cmake in sorted((self.root / "src").rglob("CMakeLists.txt")):
            folder = folder_of(cmake.parent.relative_to(self.root / "src").as_posix())
            depends, declares = cmake_depends(cmake.read_text(encoding="utf-8"))
            if not declares or row(folder) is None:
                continue
            used = {name.replace("/", "_"): name for name in self.folder_edges[folder]}
            for target in sorted(set(used) - depends):
                self.report(cmake, 1, f"{folder} includes {used[target]}, which DEPENDS does not list")
            # A program beside a library depends on that: the folder's own name.
            for target in sorted(depends - set(used) - {folder.replace("/", "_")}):
                self.report(cmake, 1, f"DEPENDS lists {target}, of which {folder} includes nothing")


def main():
    linter = Linter(Path(__file__).resolve().parent.parent)
    problems = linter.run()
    for problem in problems:
        print(problem)
    folders = len({folder_of(p.relative_to(linter.root / "src").as_posix()) for p in linter.files("src")})
    print(f"lint_includes: {folders} folders, {len(linter.files('src'))} files, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
