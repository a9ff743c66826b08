"""Programs that gdb-compare and lldb-compare debug: built by both compilers
with the same flags, one transcript each."""

import difflib
import tempfile
from pathlib import Path

from shunt_tools import (CLANG, FALLBACK_ERROR, ROOT, ToolError,
                         add_target_option, run, say)

SECONDS = 300


def add_options(parser):
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--build", type=Path, default=ROOT / "build",
                        help="build tree (default: build)")
    parser.add_argument("--flags", default="-O0 -g",
                        help="for both compilers (default: %(default)s)")
    parser.add_argument("--limit", type=int, default=30, metavar="LINES",
                        help="of differences to print for a program")
    parser.add_argument("--show", action="store_true",
                        help="print Shunt's transcripts")
    add_target_option(parser)


def build(files, config, options, folder, more=(), libraries=("-lm",)):
    """The program of these files, where transcripts of both compilers see the
    same path; `more`: the last flags."""
    program = folder / "program"
    target = options.target
    flags = [*target.flags(options.config), *options.flags, *more, "-w",
             *target.link]
    ours = [f"--config={config}", FALLBACK_ERROR] if config else []
    compiler = CLANG.replace("clang", "clang++", 1) \
        if files[0].suffix == ".cpp" else CLANG
    objects = []
    for i, file in enumerate(files):
        objects.append(folder / f"{i}.o")
        done = run([compiler, *ours, *flags, "-c", file, "-o", objects[-1]],
                   timeout=SECONDS)
        if done.returncode != 0:
            raise ToolError(f"{file}: does not build:\n{done.stderr.decode()}")
    done = run([compiler, *flags, *objects, *libraries, "-o", program],
               timeout=SECONDS)
    if done.returncode != 0:
        raise ToolError(f"{files[0]} does not link:\n{done.stderr.decode()}")
    return program


def compare_transcripts(files, options, transcript, stop, **more):
    """Debug one program; True if the transcripts are equal. `transcript` makes
    the lines of one, from the program; at least one must have a match of
    `stop`, or the program never ran. `more`: for build()."""
    with tempfile.TemporaryDirectory() as folder:
        stock, ours = (
            transcript(build(files, config, options, Path(folder), **more))
            for config in (None, options.config))
    if not any(stop.search(line) for line in stock):
        raise ToolError(f"{files[0]}: the debugger never stopped in stock's "
                        "program:\n" + "\n".join(stock[-15:]))
    differences = list(difflib.unified_diff(stock, ours, "stock", "shunt",
                                            lineterm="", n=3))
    for line in differences[:options.limit]:
        say("    " + line)
    if options.show:
        say("\n".join(ours))
    say(f"{files[0]}: {len(stock)} lines, "
        f"{'differ' if differences else 'equal'}")
    return not differences
