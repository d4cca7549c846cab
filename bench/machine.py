"""What a measurement was made on and with."""

import os
import platform
import re
import subprocess
from pathlib import Path


def cpu_model():
    try:
        match = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    except OSError:
        match = None
    return match.group(1) if match else platform.machine()


def memory():
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"


def describe():
    return f"{cpu_model()}, {os.cpu_count()} cores, {memory()}, {platform.system()} {platform.release().split('-')[0]}"


def output_of(command):
    """The first line that a command prints, or None where it does not run."""
    try:
        lines = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.splitlines()
    except (OSError, subprocess.SubprocessError):
        return None
    return lines[0] if lines else None


def revision(root):
    """The commit measured, with a plus sign when the work tree has more than figures."""
    commit = output_of(["git", "-C", str(root), "rev-parse", "--short", "HEAD"])
    changed = output_of(["git", "-C", str(root), "status", "--porcelain", "--untracked-files=no", "--", ":/", ":!docs/benchmarks.md"])
    return f"{commit or 'unknown'}{'+' if changed else ''}"
