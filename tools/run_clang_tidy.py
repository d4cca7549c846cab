#!/usr/bin/env python3
"""Runs clang-tidy over our own files of a build folder's compile_commands.json, on all cores.

    tools/run_clang_tidy.py build/dev

The folder must be configured; it need not be built. A file that was clean is not looked at again until it, a header
of ours that it includes, its compile command, .clang-tidy or clang-tidy itself changes; what is known to be clean is
remembered in build/tidy/.
"""

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

from lint_includes import includes

ROOT = Path(__file__).resolve().parent.parent
OWN_FOLDERS = ("src", "tests", "bench")
TIDY = "clang-tidy-19"


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
    (clean / "compile_commands.json").write_text(json.dumps(entries), encoding="utf-8")
    # The slowest first, so that no core idles at the end: tests, for what GoogleTest's macros expand to.
    todo = sorted((entry["file"] for entry in entries if not (clean / keys[entry["file"]]).exists()),
                  key=lambda file: (not file.endswith("_test.cpp"), file))

    def check(file):
        return file, subprocess.run([TIDY, "--quiet", "-p", str(clean), file], cwd=ROOT, text=True,
                                    stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    bad, shown = 0, set()
    with ThreadPoolExecutor(arguments.jobs) as pool:
        for file, result in pool.map(check, todo):
            if result.returncode == 0 and not result.stdout.strip():
                (clean / keys[file]).touch()
                continue
            bad += 1
            # A header's problem comes up in every file that includes it; it is shown once.
            blocks = diagnostics(result.stdout) or [f"{file}: {TIDY} failed\n{result.stderr}"]
            for block in blocks:
                if block not in shown:
                    print(block.replace(f"{ROOT}/", ""), flush=True)
                shown.add(block)
    print(f"clang-tidy: {len(entries)} files, {len(entries) - len(todo)} of them unchanged and clean, "
          f"{bad} with problems, {time.monotonic() - started:.0f} s")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
