"""The table of sources that are only compiled, to compare objects and to measure
compiles.

They need no executables and no checks, so a program here is a list of file
patterns and flags. Units of programs.py serve the same purpose.
"""

from dataclasses import dataclass, field

from corpus.build import all_units
from corpus.programs import PROGRAMS, Program


@dataclass(frozen=True)
class UnitSet:
    name: str
    package: str  # Debian source package
    patterns: list  # of files, relative to the source folder
    without: list = field(default_factory=list)  # patterns to leave out
    flags: list = field(default_factory=list)  # {src}, {corpus}: folders


REDIS = UnitSet(
    name="redis",
    package="redis",
    patterns=["src/*.c", "deps/hiredis/*.c", "deps/linenoise/linenoise.c",
              "deps/hdr_histogram/hdr_histogram.c", "deps/lua/src/*.c"],
    # Event loops and a table that others include, and what needs a generated
    # header or another library.
    without=["src/ae_*.c", "src/release.c", "deps/hiredis/test.c",
             "deps/hiredis/ssl.c", "deps/hiredis/dict.c",
             "deps/lua/src/print.c"],
    flags=["-std=gnu11", "-D_GNU_SOURCE", "-DREDIS_STATIC=",
           '-DHDR_MALLOC_INCLUDE="hdr_redis_malloc.h"',
           "-I{src}/deps/hiredis", "-I{src}/deps/linenoise",
           "-I{src}/deps/lua/src", "-I{src}/deps/hdr_histogram"],
)

FMT = UnitSet(
    name="fmt",
    package="fmtlib",
    patterns=["src/format.cc", "src/os.cc"],
    flags=["-std=c++17", "-I{src}/include"],
)

RE2 = UnitSet(
    name="re2",
    package="re2",
    patterns=["re2/*.cc", "util/rune.cc", "util/strutil.cc",
              "re2/testing/*.cc"],
    flags=["-std=c++17", "-I{src}"],
)

LEVELDB = UnitSet(
    name="leveldb",
    package="leveldb",
    patterns=["db/*.cc", "table/*.cc", "util/*.cc", "helpers/memenv/*.cc"],
    without=["*_test.cc", "*windows*", "db/leveldbutil.cc"],
    flags=["-std=c++11", "-I{src}", "-I{src}/include",
           "-DLEVELDB_PLATFORM_POSIX=1", "-DHAVE_FDATASYNC=1",
           "-DHAVE_O_CLOEXEC=1", "-DHAVE_FULLFSYNC=0", "-DHAVE_SNAPPY=0",
           "-DHAVE_CRC32C=0"],
)

GOOGLETEST = UnitSet(
    name="googletest",
    package="googletest",
    patterns=["googletest/src/gtest-all.cc", "googletest/src/gtest_main.cc",
              "googlemock/src/gmock-all.cc", "googletest/test/*_unittest.cc",
              "googletest/test/googletest-*-test.cc"],
    flags=["-std=c++17", "-I{src}/googletest/include", "-I{src}/googletest",
           "-I{src}/googlemock/include", "-I{src}/googlemock"],
)

JSON = UnitSet(
    name="json",
    package="nlohmann-json3",
    patterns=["tests/src/unit*.cpp"],
    # Needs a generated header.
    without=["*unit-32bit.cpp"],
    flags=["-std=c++17", "-I{src}/single_include",
           "-I{src}/tests/thirdparty/doctest", "-I{src}/tests/thirdparty",
           "-DJSON_TEST_KEEP_MACROS",
           '-DTEST_DATA_DIRECTORY="{src}/data"'],
)

UNIT_SETS = {s.name: s
             for s in (REDIS, FMT, RE2, LEVELDB, GOOGLETEST, JSON)}

#: Everything that can be compiled, by name.
COMPILED = {**PROGRAMS, **UNIT_SETS}


def units_of(program, source):
    """The units of a program or a set, in a fixed order; no assembly."""
    if isinstance(program, Program):
        return [u for u in all_units(program) if not u.endswith(".S")]
    found = {}
    for pattern in program.patterns:
        for path in sorted(source.glob(pattern)):
            name = path.relative_to(source)
            if not any(name.match(skip) for skip in program.without):
                found[str(name)] = None
    return list(found)
