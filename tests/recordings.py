"""Records runs, and replays them: each replay is to print the same, end with the same status, and see and do the same (one hash)."""

import subprocess
from pathlib import Path

MODES = {
    "plainly": [],
    "under the tracing table": ["--instruction-counts"],
    "with a collection at every allocation": ["--gc", "every-allocation"],
    "with marking in steps": ["--gc", "steps"],
    "as bytecode": ["--jit=off"],
    "as machine code": ["--jit=eager"],
    "as machine code of what is hot": ["--jit=baseline"],
    "as machine code, with a collection at every allocation": ["--jit=eager", "--gc", "every-allocation"],
}
TIMEOUT_SECONDS = 300


def result_of(command, folder, environment=None):
    """What is printed, the exit status, and the hash: with --hash it is the last line of standard error."""
    done = subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT_SECONDS, check=False)
    return done.stdout, done.returncode, done.stderr.splitlines()[-1:]


def replays_that_differ(orrery, program, folder, *, options=(), recorded="plainly", replayed=None, environment=None):
    """Records a program in one mode, and replays it in others.

    options: of `orrery run`. replayed: for each mode, how often. Returns texts that say which replays were not what was recorded.
    """
    recording = f"{program}.recording"
    first = result_of([orrery, "run", "--colour=never", "--hash", *MODES[recorded], *options, f"--record={recording}", program], folder, environment)
    differing = []
    for mode, count in (replayed or {"plainly": 1}).items():
        for _ in range(count):
            again = result_of([orrery, "replay", "--hash", *MODES[mode], recording], folder, environment)
            if again != first:
                differing.append(f"{program}, recorded {recorded}, replayed {mode}: {told(first)}, then {told(again)}")
    (Path(folder) / recording).unlink(missing_ok=True)
    return differing


def told(result):
    printed, status, last = result
    return f"{len(printed)} bytes, status {status}, {b''.join(last).decode(errors='replace')}"
