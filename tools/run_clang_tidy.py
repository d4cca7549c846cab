#!/usr/bin/env python3
"""Runs clang-tidy over our own files of a build folder's compile_commands.json, on all cores.

    tools/run_clang_tidy.py build/dev

The folder must be configured; it need not be built. A file that was clean is not looked at again until it, a header
of ours that it includes, its compile command, .clang-tidy or clang-tidy itself changes; what is known to be clean is
remembered in build/tidy/.

Most of the time goes into the standard library's headers, at all of which clang-tidy looks each time. So it gets many
files at once, as one that includes them all: those that declare no name twice (tools/group_sources.py). Files that do not
go together all the same, which the compiler says in a tenth of clang-tidy's time, are put off to the next round.
"""

import argparse
import hashlib
import json
import math
import os
import re
import shlex
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

from group_sources import groups
from lint_includes import includes

ROOT = Path(__file__).resolve().parent.parent
OWN_FOLDERS = ("src", "tests", "bench")
TIDY = "clang-tidy-19"
COMPILER = "clang++-19"
BATCH = 120  # files at once; more make the last core idle for long


@lru_cache(maxsize=None)
def content(path):
    return path.read_bytes()


@lru_cache(maxsize=None)
def included_by(path):
    """The files of ours that `path` includes itself."""
    targets = [target for _, target, _ in includes(content(path).decode("utf-8"))]
    candidates = [base / target for target in targets for base in (ROOT / "src", ROOT)]
    return [candidate for candidate in candidates if candidate.is_file()]


def closure(path):
    """`path` and every file of ours that it includes, directly or not, in a stable order."""
    seen, todo = set(), [path]
    while todo:
        current = todo.pop()
        if current not in seen:
            seen.add(current)
            todo.extend(included_by(current))
    return sorted(seen)


def fingerprint(entry, settings):
    """What the outcome for one compile command depends on."""
    digest = hashlib.sha256(settings)
    # Paths from the root on, so that other worktrees share what is known.
    digest.update(entry["command"].replace(f"{ROOT}/", "").encode())
    for path in closure(Path(entry["file"])):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + content(path) + b"\0")
    return digest.hexdigest()


PRECOMPILED_HEADER = re.compile(r"-Winvalid-pch -Xclang -include-pch -Xclang \S+ -Xclang -include -Xclang \S+")


def own_entries(build):
    """Our part of compile_commands.json, with the precompiled header as text: that takes a third of the time, for
    clang-tidy looks at all that such a header holds, and must load it for that."""
    commands = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    own = [entry for entry in commands
           if any(Path(entry["file"]).is_relative_to(ROOT / folder) for folder in OWN_FOLDERS)]
    as_text = f"-include {ROOT}/cmake/pch.h"
    return [entry | {"command": PRECOMPILED_HEADER.sub(lambda _: as_text, entry["command"])} for entry in own]


def diagnostics(output):
    """The output split into one text for each diagnostic with its notes."""
    blocks = re.split(r"^(?=\S+:\d+:\d+: (?:warning|error):)", output, flags=re.MULTILINE)
    return [block.rstrip() for block in blocks if block.strip()]


def options(entry):
    """The compile command without its files."""
    return re.sub(r" -o \S+ -c \S+$", "", entry["command"])


def without_such_words(text):
    """The text of a file without the words with which tests and assertions begin (TEST_F …), which declare nothing of that name."""
    return re.sub(r"^(?:[A-Z][A-Z0-9_]*|static_assert)\(", "", text, flags=re.MULTILINE)


def batches(entries):
    """Lists of entries that are compiled alike and declare no name twice; tests, which take longest, first, then long lists."""
    alike = {}
    for entry in sorted(entries, key=lambda entry: entry["file"]):
        alike.setdefault((not entry["file"].endswith("_test.cpp"), options(entry)), []).append(entry)
    found = {}
    for key, group in alike.items():
        texts = [without_such_words(content(Path(entry["file"])).decode("utf-8")) for entry in group]
        # As few lists as there can be, of one length.
        size = math.ceil(len(group) / math.ceil(len(group) / BATCH))
        for entry, number in zip(group, groups(texts, size)):
            found.setdefault((*key, number), []).append(entry)
    return [batch for _, batch in sorted(found.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][1:]))]


class Together:
    """A batch as one file, for as long as the context lasts."""

    def __init__(self, batch):
        self.batch = batch

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.file = Path(self.folder.name) / "together.cpp"
        lines = [f'#include "{entry["file"]}"  // NOLINT\n' for entry in self.batch]
        self.file.write_text("".join(lines), encoding="utf-8")
        return self

    def __exit__(self, *_):
        self.folder.cleanup()

    def entry(self):
        return self.batch[0] | {"file": str(self.file), "command": f"{options(self.batch[0])} -c {self.file}"}

    def compiler_errors(self):
        """What the compiler says about the files as one."""
        _, *arguments = shlex.split(options(self.batch[0]))
        command = [COMPILER, *arguments, "-fsyntax-only", "-ferror-limit=0", "-fno-color-diagnostics", str(self.file)]
        return subprocess.run(command, cwd=ROOT, text=True, stdin=subprocess.DEVNULL, capture_output=True).stderr


def compatible(batch):
    """The batch without the entries that do not compile together with those before them, and those entries."""
    if len(batch) == 1:
        return batch, []
    with Together(batch) as together:
        put_off = clashing(batch, together.compiler_errors())
    kept = [entry for entry in batch if entry not in put_off]
    # Without those, other entries may clash that were not compiled because of them.
    if not put_off:
        return kept, []
    kept, more = compatible(kept)
    return kept, put_off + more


def run_tidy(batch):
    """What clang-tidy says about the entries, compiled as one file; nothing if they are clean."""
    if len(batch) == 1:
        return tidy_output(batch[0]["file"], batch[0])
    with Together(batch) as together:
        return tidy_output(str(together.file), together.entry())


def tidy_output(file, entry):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "compile_commands.json").write_text(json.dumps([entry]), encoding="utf-8")
        # The included files count as headers.
        result = subprocess.run(
            [TIDY, "--quiet", f"--config-file={ROOT}/.clang-tidy", r"--header-filter=/(src|tests|bench)/.*\.(h|cpp)$",
             "-p", folder, file], cwd=ROOT, text=True, stdin=subprocess.DEVNULL, capture_output=True)
    if result.returncode != 0 and not result.stdout.strip():
        return f"{file}: {TIDY} failed\n{result.stderr}"
    return result.stdout


def clashing(batch, errors):
    """The entries that do not compile together with those before them, by what the compiler says."""
    files = set(re.findall(r"^(\S+?):\d+:\d+: (?:fatal )?error:", errors, flags=re.MULTILINE))
    if not files:
        return []
    found = [entry for entry in batch[1:] if entry["file"] in files]
    return found or batch[1:]


def check(batch, report):
    """Looks at as many of a batch as go together, and calls report(entries, output) for its parts.

    Returns the entries that were not looked at.
    """
    kept, put_off = compatible(batch)
    output = run_tidy(kept)
    if output.strip() and len(kept) > 1:
        # What is wrong is what is wrong with a file alone.
        named = {block.split(":", 1)[0] for block in diagnostics(output)}
        wrong = [entry for entry in kept if entry["file"] in named]
        if named - {entry["file"] for entry in kept}:
            wrong = kept  # a header, which any of them may include
        report([entry for entry in kept if entry not in wrong], "")
        for entry in wrong:
            report([entry], run_tidy([entry]))
    else:
        report(kept, output)
    return put_off


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=Path, help="a configured folder, such as build/dev")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    started = time.monotonic()

    clean = ROOT / "build" / "tidy"
    clean.mkdir(parents=True, exist_ok=True)
    version = subprocess.run([TIDY, "--version"], capture_output=True, check=True).stdout
    settings = version + content(ROOT / ".clang-tidy") + content(ROOT / "cmake" / "pch.h")

    entries = own_entries(arguments.build)
    if not entries:
        sys.exit(f"clang-tidy: no file of ours in {arguments.build}/compile_commands.json")
    keys = {entry["file"]: fingerprint(entry, settings) for entry in entries}
    todo = [entry for entry in entries if not (clean / keys[entry["file"]]).exists()]

    lock, shown = threading.Lock(), set()

    def report(batch, output):
        if not output.strip():
            for entry in batch:
                (clean / keys[entry["file"]]).touch()
            return
        with lock:
            # A header's problem comes up in every batch that includes it; it is shown once.
            for block in diagnostics(output):
                if block not in shown:
                    print(block.replace(f"{ROOT}/", ""), flush=True)
                shown.add(block)

    left = todo
    with ThreadPoolExecutor(arguments.jobs) as pool:
        while left:
            left = sum(pool.map(lambda batch: check(batch, report), batches(left)), [])
    print(f"clang-tidy: {len(entries)} files, {len(entries) - len(todo)} of them unchanged and clean, "
          f"{len(shown)} problems, {time.monotonic() - started:.0f} s")
    return 1 if shown else 0


if __name__ == "__main__":
    sys.exit(main())
