"""Run the README's commands that compile and run for wasm32: readme.py FOLDER,
in which a link to the source tree's parts and to the build tree lie."""

import subprocess
import sys
from pathlib import Path

folder = Path(sys.argv[1])
section = (folder / "README.md").read_text().split("## WebAssembly")[1]
for line in section.split("\n## ")[0].splitlines():
    if line.startswith("clang-22 "):
        print("$", line, flush=True)
        subprocess.run(["bash", "-c", line], cwd=folder, check=True)
