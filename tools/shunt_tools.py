"""What the scripts under tools/ and bench/ share: small functions.

Running commands, naming the tools of LLVM 22, finding the tree's folders, and
printing progress. Nothing in here knows about a particular program or test.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LLVM_BIN = Path("/usr/lib/llvm-22/bin")
CLANG = os.environ.get("SHUNT_CLANG", "clang-22")
LLD = "/usr/bin/ld.lld-22"

FAST_CONFIG = "share/shunt/shunt.cfg"
LLVM_CONFIG = "share/shunt/shunt-llvm.cfg"
WASM_CONFIG = "share/shunt/shunt-wasm.cfg"
FALLBACK_ERROR = "-fplugin-arg-shunt-fallback=error"


class ToolError(Exception):
    """Something that the user can act on; printed as one line, exit code 1."""


@dataclass(frozen=True)
class Target:
    """What programs are compiled for, by stock clang and by Shunt alike."""
    name: str
    runner: tuple = ()  # what runs a program
    link: tuple = (f"--ld-path={LLD}",)
    config: str = FAST_CONFIG  # Shunt's, in a build tree
    validator: tuple = ()  # what checks an object or a linked module
    emulation: tuple = ()  # flags for programs that expect a Unix
    triple: str = ""  # of Clang's --target, where it isn't the name

    def flags(self, config):
        """For both compilers; `config` is Shunt's, beside which the tree of
        sysroot/prepare lies."""
        if self.name == "native":
            return []
        if self.config != WASM_CONFIG:
            return [f"--target={self.name}"]
        tree = Path(config).resolve().parent / "wasm"
        if not tree.is_dir():
            raise ToolError(f"no such folder: {tree}; run sysroot/prepare")
        return [f"--target={self.triple or self.name}", f"--sysroot={tree}",
                f"-resource-dir={tree}/resource"]


TARGETS = {target.name: target for target in (
    Target("native"),
    Target("aarch64-linux-gnu",
           ("qemu-aarch64", "-L", "/usr/aarch64-linux-gnu")),
    # The stack that programs have elsewhere; printf of long double.
    Target("wasm32-wasi", (ROOT / "tools/wasi-run",),
           ("-Wl,-z,stack-size=8388608", "-lc-printscan-long-double",
            "-lwasi-emulated-signal", "-lwasi-emulated-process-clocks",
            "-lwasi-emulated-mman", "-lwasi-emulated-getpid"), WASM_CONFIG,
           ("wasm-validate",),
           ("-D_WASI_EMULATED_SIGNAL", "-D_WASI_EMULATED_PROCESS_CLOCKS",
            "-D_WASI_EMULATED_MMAN", "-D_WASI_EMULATED_GETPID"),
           "wasm32-wasip1"),
    # What it would print, it has in its memory.
    Target("wasm32-unknown-unknown", (ROOT / "tools/wasi-run", "--bare"),
           ("-Wl,-z,stack-size=1048576",), WASM_CONFIG, ("wasm-validate",)))}


def add_target_option(parser):
    parser.add_argument("--target", default=TARGETS["native"],
                        type=TARGETS.__getitem__, metavar="NAME",
                        help="what to compile for: " + ", ".join(TARGETS))


def main_with_errors(main):
    """Run main() and turn a ToolError or an interrupt into an exit code."""
    try:
        sys.exit(main())
    except ToolError as error:
        print(f"{Path(sys.argv[0]).name}: error: {error}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def say(text):
    """Print one line of progress at once, even into a pipe or a log."""
    print(text, flush=True)


def cache_dir():
    """The folder outside the tree where fetched and built things are kept."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    path = Path(base) / "shunt"
    path.mkdir(parents=True, exist_ok=True)
    return path


def jobs_default():
    """How many processes to run side by side: the CPUs this process may use."""
    return len(os.sched_getaffinity(0))


def require(program):
    """Return the path of `program`, or say which one is missing."""
    found = shutil.which(str(program))
    if not found:
        raise ToolError(f"{program} is not installed; run tools/install-packages")
    return found


def config_flags(config, fallback_error=False):
    """Clang's flags for a config file; none for stock (config is None)."""
    if config is None:
        return []
    flags = [f"--config={Path(config).resolve()}"]
    if fallback_error:
        flags.append(FALLBACK_ERROR)
    return flags


def check_config(path):
    """Return `path` as an absolute path; an error when there is no such file."""
    config = Path(path).resolve()
    if not config.is_file():
        raise ToolError(f"no such config file: {path}")
    return config


def run(command, timeout=None, **options):
    """Run a command and return it with its output as bytes; raises nothing on
    a bad exit code. A timeout is reported as exit code 124."""
    options.setdefault("stdin", subprocess.DEVNULL)
    try:
        return subprocess.run([str(word) for word in command], timeout=timeout,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              **options)
    except subprocess.TimeoutExpired as late:
        return subprocess.CompletedProcess(command, 124, late.stdout or b"",
                                           late.stderr or b"")


def run_checked(command, **options):
    """Run a command; an error with the end of its output when it fails."""
    result = run(command, **options)
    if result.returncode != 0:
        tail = (result.stderr or result.stdout).decode(errors="replace")
        tail = "\n".join(tail.strip().splitlines()[-15:])
        line = " ".join(str(word) for word in command)
        raise ToolError(f"command failed ({result.returncode}): {line}\n{tail}")
    return result


def table(rows, right_from=1):
    """Lay out rows of text; columns from `right_from` on are right-aligned."""
    rows = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [cell.rjust(width) if i >= right_from else cell.ljust(width)
                 for i, (cell, width) in enumerate(zip(row, widths))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)
