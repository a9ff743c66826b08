"""Where the programs' sources and input files come from.

Sources are fetched by tools/fetch-source; sqlite3's amalgamation is made from
its tree once. Input files are cut from these sources, so that they are the
same on every machine.
"""

import os
import random
import shutil
from pathlib import Path

from corpus.build import CORPUS
from shunt_tools import CLANG, ROOT, cache_dir, require, run_checked, say


def source_dir(program):
    """The folder that the units of `program` are relative to."""
    if not program.package:
        return CORPUS
    output = run_checked([ROOT / "tools/fetch-source", program.package]).stdout
    tree = Path(output.decode().strip().splitlines()[-1])
    return amalgamation(tree) if program.name == "sqlite3" else tree


def amalgamation(tree):
    """Make sqlite3.c and shell.c from sqlite3's source tree."""
    target = cache_dir() / "sources" / "sqlite3-amalgamation"
    if target.is_dir():
        return target
    require("tclsh")
    require("make")
    say("corpus: making sqlite3's amalgamation")
    partial = Path(f"{target}.{os.getpid()}")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    try:
        run_checked(["make", "-s", "-f", tree / "main.mk", f"TOP={tree}",
                     f"BCC={CLANG}", "sqlite3.c", "shell.c"], cwd=partial)
        result = partial / "result"
        result.mkdir()
        for name in ("sqlite3.c", "sqlite3.h", "sqlite3ext.h", "shell.c"):
            shutil.copy(partial / name, result)
        if not target.is_dir():
            result.rename(target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return target


def make_data(folder, programs):
    """Write the input files into folder/data, and links to the sources, which
    a few checks read, into folder/source. Returns folder/data."""
    data = folder / "data"
    data.mkdir(parents=True)
    links = folder / "source"
    links.mkdir()
    for program in programs:
        (links / program.name).symlink_to(source_dir(program))
    contents = some_text()
    (data / "text").write_bytes(contents)
    (data / "small").write_bytes(contents[300_000:500_000])
    (data / "binary").write_bytes(some_code(contents))
    (data / "random").write_bytes(random.Random(1).randbytes(150_000))
    (data / "zeros").write_bytes(bytes(400_000))
    (data / "one").write_bytes(b"x")
    (data / "empty").write_bytes(b"")
    return data


def some_text():
    """All C source of zlib's tree, one file after the other."""
    tree = run_checked([ROOT / "tools/fetch-source", "zlib"]).stdout
    files = sorted(Path(tree.decode().strip().splitlines()[-1]).glob("**/*.c"))
    return b"".join(path.read_bytes() for path in files)


def some_code(text):
    """Bytes shaped like machine code and tables: records of counters, small
    numbers and addresses that differ from their neighbours a little."""
    number = random.Random(2)
    out = bytearray()
    address = 0x401000
    while len(out) < 600_000:
        address += number.choice((4, 8, 16, 24, 4096))
        out += address.to_bytes(8, "little")
        out += number.choice((b"\x48\x8b", b"\x48\x89", b"\xe8", b"\x0f\xb6"))
        out += number.randrange(256).to_bytes(4, "little")
        start = number.randrange(len(text) - 64)
        out += text[start:start + number.randrange(12)]
    return bytes(out)
