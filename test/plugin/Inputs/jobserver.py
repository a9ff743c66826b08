"""Be a jobserver for one command: jobserver.py TOKENS COMMAND...

Says afterwards how many tokens are there. The command may be run several times,
until it says that it has used a second thread, if there is a token for it.
"""

import os
import subprocess
import sys
import tempfile

tokens = int(sys.argv[1])
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "fifo")
    os.mkfifo(path)
    fifo = os.open(path, os.O_RDWR | os.O_NONBLOCK)
    os.write(fifo, b"+" * tokens)
    flags = f" -j{tokens + 1} --jobserver-auth=fifo:{path}"
    for _ in range(10 if tokens else 1):
        errors = subprocess.run(sys.argv[2:], check=True, text=True,
                                env={**os.environ, "MAKEFLAGS": flags},
                                stderr=subprocess.PIPE).stderr
        if '"threads":2' in errors:
            break
    print(errors, end="")
    try:
        left = len(os.read(fifo, 100))
    except BlockingIOError:
        left = 0
    print(f"{left} tokens left")
