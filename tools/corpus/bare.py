"""Programs for bare wasm32, which import nothing: what they would print is in
their memory at the end, and tools/wasi-run --bare prints that. Compared with
stock's build for the same target, as everywhere."""

from dataclasses import replace

from corpus.programs import LUA, ZLIB, Program, names
from corpus.wasi import TRAPPING

CHECK = {"output": '"$EXE/program"'}


def bare(program, driver, **changes):
    return replace(program, executables={"program": [driver]}, checks=CHECK,
                   bench=CHECK["output"], link=[], **changes)


HEAP = bare(Program("heap", None, [], {}, {}, ""), "{corpus}/bare/heap.c")

ZLIB_PART = bare(
    ZLIB, "{corpus}/bare/zlib.c", flags=["-I{src}", "-DHAVE_HIDDEN"],
    units=names("", "adler32 compress crc32 deflate inffast inflate inftrees "
                "trees uncompr zutil"))

# Without the auxiliary library, whose files and messages want a system.
LUA_CORE = bare(
    LUA, "{corpus}/bare/lua.c",
    flags=["-std=gnu99", "-I{corpus}/include", "-I{src}/src",
           "-I{corpus}/wasi", "-D_WASI_EMULATED_SIGNAL", "-Dluai_makeseed(L)=42", *TRAPPING],
    units=names("src/", "lapi lcode lctype ldebug ldo ldump lfunc lgc llex "
                "lmem lobject lopcodes lparser lstate lstring ltable ltm "
                "lundump lvm lzio"))

BARE = {program.name: program for program in (HEAP, ZLIB_PART, LUA_CORE)}
