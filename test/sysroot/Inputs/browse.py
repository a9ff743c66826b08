"""Serve a folder and print what its page has become in headless Chromium:
browse.py BROWSER FOLDER"""

import functools
import http.server
import subprocess
import sys
import tempfile
import threading

SECONDS = 100

browser, folder = sys.argv[1:]


class Quiet(http.server.SimpleHTTPRequestHandler):
    extensions_map = {".wasm": "application/wasm", ".html": "text/html"}

    def log_message(self, *_):
        pass


handler = functools.partial(Quiet, directory=folder)
with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, \
        tempfile.TemporaryDirectory() as profile:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    # Without a sandbox, which root can't have; the clock of the page runs until
    # it has nothing left to do.
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu",
               "--disable-dev-shm-usage", "--no-first-run",
               f"--user-data-dir={profile}", "--virtual-time-budget=20000",
               "--dump-dom", f"http://127.0.0.1:{server.server_port}/"]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        sys.exit(f"the browser took more than {SECONDS} s")
    finally:
        server.shutdown()
    sys.stdout.buffer.write(done.stdout)
    if done.returncode != 0:
        sys.exit(f"exit code {done.returncode}: {done.stderr.decode()}")
