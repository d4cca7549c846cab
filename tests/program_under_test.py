"""Which orrery the tests run: the one rule for those that import this."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def program_under_test():
    """The one that ORRERY names, or else the newer one of build/release/orrery and build/dev/orrery. There being none ends the test."""
    if "ORRERY" in os.environ:
        return str(Path(os.environ["ORRERY"]).resolve())
    built = [path for preset in ("release", "dev") if (path := ROOT / "build" / preset / "orrery").exists()]
    if not built:
        sys.exit("there is no orrery in build/release or build/dev: run make build, or set ORRERY")
    return str(max(built, key=lambda path: path.stat().st_mtime))
