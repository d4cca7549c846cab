"""Runs programs in pages of a Chromium without a window, spoken to through pipes (https://chromedevtools.github.io/devtools-protocol/)."""

import functools
import http.server
import itertools
import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

# It hands on its pipes as the descriptors that Chromium expects.
START = "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execv(sys.argv[3], sys.argv[3:])"
OPTIONS = ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--no-first-run", "--disable-extensions",
           "--disable-background-timer-throttling", "--disable-renderer-backgrounding", "--disable-backgrounding-occluded-windows",
           "--disable-background-networking", "--disable-component-update", "--mute-audio"]
# The program is a script of its own, once the page has come to rest.
PAGE = """<!doctype html><meta charset="utf-8"><title>{name}</title><script>
const printed = [];
console.log = (...values) => {{ printed.push(values.join(' ')); }};
const loaded = new Promise((resolve) => addEventListener('load', () => setTimeout(resolve, 100)));
const started = () => loaded.then(() => new Promise((resolve, reject) => {{
  const script = document.createElement('script');
  script.type = '{type}';
  script.onload = resolve;
  script.onerror = reject;
  script.src = '{name}';
  document.head.append(script);
}}));
</script>"""


def find():
    for name in (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"):
        if name and shutil.which(name):
            return shutil.which(name)
    return None


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        if not self.path.endswith(".html"):
            return super().do_GET()
        name = Path(self.path).stem
        page = PAGE.format(name=name, type="module" if name.endswith(".mjs") else "text/javascript").encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)
        return None


class Chromium:
    """To be used in a `with`. Programs are files in `folder`; run() may be called from several threads."""

    def __init__(self, binary, folder):
        self.profile = tempfile.TemporaryDirectory()
        Handler.extensions_map = {**Handler.extensions_map, ".mjs": "text/javascript", ".js": "text/javascript"}
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        read_by_it, self.output = os.pipe()
        self.input, written_by_it = os.pipe()
        self.process = subprocess.Popen([sys.executable, "-c", START, str(read_by_it), str(written_by_it), binary, *OPTIONS,
                                         f"--user-data-dir={self.profile.name}", "about:blank"],
                                        pass_fds=(read_by_it, written_by_it), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        os.close(read_by_it)
        os.close(written_by_it)
        self.numbers = itertools.count(1)
        self.waiting = {}
        self.lock = threading.Lock()
        threading.Thread(target=self.read, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.send("Browser.close")
            self.process.wait(10)
        except (OSError, queue.Empty, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        self.server.shutdown()
        self.profile.cleanup()

    def version(self):
        return self.send("Browser.getVersion")["product"]

    def read(self):
        rest = b""
        while chunk := os.read(self.input, 1 << 16):
            *messages, rest = (rest + chunk).split(b"\0")
            for message in map(json.loads, messages):
                if "id" in message:
                    self.waiting.pop(message["id"]).put(message)

    def send(self, method, session=None, **parameters):
        answer = queue.Queue()
        with self.lock:
            number = next(self.numbers)
            self.waiting[number] = answer
            message = {"id": number, "method": method, "params": parameters, **({"sessionId": session} if session else {})}
            os.write(self.output, json.dumps(message).encode() + b"\0")
        result = answer.get(timeout=60)
        if "error" in result:
            raise OSError(f"Chromium says of {method}: {result['error']['message']}")
        return result["result"]

    def evaluate(self, session, expression):
        result = self.send("Runtime.evaluate", session, expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise OSError(f"Chromium says of {expression}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def run(self, name, lasts_ms):
        """What the program has printed so many milliseconds after its start."""
        target = self.send("Target.createTarget", url="about:blank", newWindow=True)["targetId"]
        try:
            session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            self.send("Page.navigate", session, url=f"http://127.0.0.1:{self.server.server_port}/{name}.html")
            while not self.evaluate(session, "typeof started === 'function'"):
                time.sleep(0.01)
            self.evaluate(session, "started()")
            time.sleep(lasts_ms / 1000)
            return self.evaluate(session, "printed.map((line) => line + '\\n').join('')")
        finally:
            self.send("Target.closeTarget", targetId=target)
