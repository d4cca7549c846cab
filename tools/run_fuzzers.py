#!/usr/bin/env python3
"""Runs the libFuzzer programs of build/fuzz/fuzzers for a given CPU time, shared evenly among them.

What they learn stays in build/fuzz/corpus/<program>; an input that crashes or hangs one is kept in
build/fuzz/artifacts/<program>, and the run fails. Seeds and dictionaries are found in tests/fuzz (orrery_fuzzer()
in cmake/OrreryTargets.cmake says how they are named).
"""

import argparse
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "fuzz"
SOURCES = ROOT / "tests" / "fuzz"


def fuzz(program, seconds):
    """Runs one program; its exit status and the lines of its log that say what happened."""
    corpus = BUILD / "corpus" / program.name
    artifacts = BUILD / "artifacts" / program.name
    corpus.mkdir(parents=True, exist_ok=True)
    artifacts.mkdir(parents=True, exist_ok=True)
    command = [str(program), f"-max_total_time={seconds}", "-timeout=25", "-rss_limit_mb=2560", "-print_final_stats=1",
               f"-artifact_prefix={artifacts}/", str(corpus)]
    seeds, dictionary = SOURCES / f"{program.name}_seeds", SOURCES / f"{program.name}.dict"
    if seeds.is_dir():
        command.append(str(seeds))
    if dictionary.is_file():
        command.insert(1, f"-dict={dictionary}")
    log = artifacts / "log"
    with log.open("w", encoding="utf-8") as output:
        status = subprocess.run(command, cwd=BUILD, stdin=subprocess.DEVNULL, stdout=output,
                                stderr=subprocess.STDOUT).returncode
    return status, log.read_text(encoding="utf-8", errors="replace").splitlines()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=15, help="CPU time of all programs together")
    arguments = parser.parse_args()

    programs = sorted(path for path in (BUILD / "fuzzers").glob("*") if os.access(path, os.X_OK) and path.is_file())
    if not programs:
        print("skipped: there are no fuzzers")
        return 0
    seconds = max(1, round(arguments.minutes * 60 / len(programs)))
    print(f"{len(programs)} fuzzers, {seconds} s each", flush=True)

    crashed = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for program, (status, lines) in zip(programs, pool.map(lambda path: fuzz(path, seconds), programs)):
            executed = next((line.split()[-1] for line in lines if "number_of_executed_units" in line), "?")
            print(f"  {'ok' if status == 0 else 'FAILED':6} {program.name}: {executed} inputs", flush=True)
            if status != 0:
                crashed.append(program.name)
                print("\n".join(f"    {line}" for line in lines[-40:]))
    print(f"{len(programs) - len(crashed)} passed, {len(crashed)} failed"
          + ("; inputs that fail are in build/fuzz/artifacts" if crashed else ""))
    return 1 if crashed else 0


if __name__ == "__main__":
    sys.exit(main())
