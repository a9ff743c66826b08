"""The programs of programs.py as they are on WASI: without threads, processes,
setjmp and parts of Unix. What they print there is compared with stock's build
for the same target, as everywhere."""

from dataclasses import replace

from corpus.programs import PROGRAMS
from shunt_tools import TARGETS

COMPAT = ["-I{corpus}/wasi", "-include", "{corpus}/wasi/compat.h",
          *TARGETS["wasm32-wasi"].emulation]


# An error ends Lua: nothing can unwind to a handler.
TRAPPING = ["-DLUAI_THROW(L,c)=__builtin_trap()", "-DLUAI_TRY(L,c,a)={{a}}",
            "-Dluai_jmpbuf=int"]


def without(flags, *beginnings):
    return [flag for flag in flags if not flag.startswith(beginnings)]


def keep(checks, *names):
    return {name: checks[name] for name in names}


def sqlite3(program):
    """In memory only: another shell runs the same scripts."""
    flags = without(program.flags, "-DSQLITE_THREADSAFE")
    return replace(
        program,
        executables={"sqlite3": ["{corpus}/wasi/sqlite-shell.c"]},
        flags=[*flags, "-DSQLITE_THREADSAFE=0", "-DSQLITE_OS_OTHER=1",
               "-DSQLITE_TEMP_STORE=3", "-I{src}"],
        link=[],
        checks={name: f'"$EXE/sqlite3" < "$SCRIPTS/{name}.sql"'
                for name in ("schema", "queries", "values", "extensions",
                             "modes", "bench")})


def lua(program):
    flags = without(program.flags, "-DLUA_USE")
    return replace(
        program, flags=[*flags, *COMPAT, *TRAPPING],
        executables={"lua": program.executables["lua"]}, link=[],
        checks=keep(program.checks, "fib", "nbody", "spectral", "strings",
                    "tables", "closures", "garbage", "metatables", "queens"))


def zlib(program):
    return replace(program, flags=[*program.flags, *COMPAT])


def by_name(check):
    """The same on files by their names: node's WASI crashes on some that are
    the standard input, at the end of the program."""
    return (check.replace('< "$file" > packed', '-f -o packed "$file"')
            .replace('< "$DATA/small" > packed', '-f -o packed "$DATA/small"')
            .replace("-d < packed | cmp - ", "-d -f -o unpacked packed\n"
                     "cmp unpacked "))


def zstd(program):
    flags = without(program.flags, "-DZSTD_MULTITHREAD")
    return replace(
        program, flags=[*flags, *COMPAT, "-DZSTD_DISABLE_ASM=1"], link=[],
        units=[unit for unit in program.units if not unit.endswith(".S")],
        checks={"levels": by_name(program.checks["levels"])})


def bzip2(program):
    return replace(program, flags=[*program.flags, *COMPAT],
                   checks=keep(program.checks, "samples", "round-trip"))


FORMS = {form.__name__: form for form in (sqlite3, lua, zlib, zstd, bzip2)}


WASI = {name: form(PROGRAMS[name]) for name, form in FORMS.items()}
