"""The program under test as a command: started with pipes, or at a terminal. ORRERY names it, or else it is that of `make build`."""

import os
import pty
import re
import select
import signal
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ORRERY = str(Path(os.environ.get("ORRERY", ROOT / "build" / "release" / "orrery")).resolve())
ESCAPE = "\x1b"


def orrery(*arguments, stdin=b"", **options):
    done = subprocess.run([ORRERY, *arguments], input=stdin, capture_output=True, timeout=60, **options)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def without_frames(result):
    """The same without the lines that tell where a script was when it was ended."""
    *others, errors = result
    return *others, re.sub(r"^    at .*\n", "", errors, flags=re.MULTILINE)


def on_terminal(*arguments, stdin=b"", environment=()):
    """What the program prints when standard output is a terminal; so is its input, if none is given."""
    terminal, end = pty.openpty()
    variables = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    variables |= {"TERM": "xterm", **dict(environment)}
    given = {"input": stdin} if stdin is not None else {"stdin": end}
    subprocess.run([ORRERY, *arguments], **given, stdout=end, stderr=end, env=variables, timeout=60, check=False)
    os.close(end)
    text = b""
    try:
        while piece := os.read(terminal, 65536):
            text += piece
    except OSError:
        pass  # how Linux says that the other end is closed
    os.close(terminal)
    return text.decode()


class Terminal:
    """A program whose terminal this is: what it prints is expected, and typed to it."""

    def __init__(self, *arguments):
        self.text, self.status = "", None
        self.process, self.end = pty.fork()
        if self.process == 0:
            os.execve(ORRERY, [ORRERY, *arguments], {"TERM": "xterm", "ORRERY_HISTORY": ""})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self.end)
        if self.status is None:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)

    def type(self, text):
        os.write(self.end, text.encode())

    def read(self, seconds):
        """More of what it prints; False: nothing came."""
        if not select.select([self.end], [], [], seconds)[0]:
            return False
        try:
            piece = os.read(self.end, 65536).decode(errors="replace")
        except OSError:
            return False  # how Linux says that the other end is closed
        self.text += piece
        return piece != ""

    def expect(self, text):
        """Waits for it, and gives what was before it."""
        deadline = time.monotonic() + 60
        while text not in self.text:
            if time.monotonic() > deadline or not self.read(60):
                raise AssertionError(f"{text!r} does not come; {self.text!r} does")
        before, self.text = self.text.split(text, 1)
        return before

    def wait(self):
        """The exit status."""
        while self.read(60):
            pass
        self.status = os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])
        return self.status
