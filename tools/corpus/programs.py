"""The table of programs: sources, flags, and the commands that check them.

A check is a bash script. It runs in an empty folder of its own with EXE (the
folder of the executables), SCRIPTS (tools/corpus/scripts) and DATA (the input
files of sources.make_data) set; what it prints and its exit code are compared
with those of the stock build. One check of each program is its benchmark.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Program:
    name: str
    package: str  # Debian source package
    units: list  # shared by all executables; relative to the source folder
    executables: dict  # executable -> its own units
    checks: dict  # name -> bash script
    bench: str  # the bash script that is timed
    flags: list = field(default_factory=list)  # {src}, {corpus}: folders
    link: list = field(default_factory=list)


def names(folder, words, suffix=".c"):
    return [f"{folder}{word}{suffix}" for word in words.split()]


SQLITE3 = Program(
    name="sqlite3",
    package="sqlite3",
    units=["sqlite3.c"],
    executables={"sqlite3": ["shell.c"]},
    flags=["-DSQLITE_THREADSAFE=1", "-DSQLITE_ENABLE_FTS5",
           "-DSQLITE_ENABLE_RTREE", "-DSQLITE_ENABLE_MATH_FUNCTIONS",
           "-DSQLITE_ENABLE_DBSTAT_VTAB", "-DSQLITE_ENABLE_STAT4"],
    link=["-lm", "-ldl", "-lpthread"],
    checks={
        "schema": '"$EXE/sqlite3" test.db < "$SCRIPTS/schema.sql" 2>&1 '
                  '|| echo code $?; '
                  '"$EXE/sqlite3" test.db "pragma integrity_check" .dump '
                  '| sha256sum',
        "queries": '"$EXE/sqlite3" :memory: < "$SCRIPTS/queries.sql" 2>&1',
        "values": '"$EXE/sqlite3" :memory: < "$SCRIPTS/values.sql" 2>&1 '
                  '|| echo code $?',
        "extensions":
            '"$EXE/sqlite3" :memory: < "$SCRIPTS/extensions.sql" 2>&1',
        "modes": '"$EXE/sqlite3" :memory: < "$SCRIPTS/modes.sql" 2>&1 '
                 '|| echo code $?',
    },
    bench='"$EXE/sqlite3" :memory: < "$SCRIPTS/bench.sql"',
)

LUA = Program(
    name="lua",
    package="lua5.4",
    units=names("src/", "lapi lcode lctype ldebug ldo ldump lfunc lgc llex "
                "lmem lobject lopcodes lparser lstate lstring ltable ltm "
                "lundump lvm lzio lauxlib lbaselib lcorolib ldblib liolib "
                "lmathlib loadlib loslib lstrlib ltablib lutf8lib linit"),
    executables={"lua": ["src/lua.c"], "luac": ["src/luac.c"]},
    flags=["-std=gnu99", "-I{corpus}/include", "-DLUA_COMPAT_5_3", "-DLUA_USE_POSIX",
           "-DLUA_USE_DLOPEN"],
    link=["-Wl,-E", "-lm", "-ldl"],
    checks={
        name: f'"$EXE/lua" "$SCRIPTS/lua/{name}.lua" 2>&1'
        for name in ("fib", "nbody", "spectral", "strings", "tables",
                     "closures", "coroutines", "gsub", "sort", "garbage",
                     "numbers", "errors", "metatables", "queens")
    } | {
        "luac": 'for f in "$SCRIPTS"/lua/*.lua; do "$EXE/luac" -s -o out "$f"; '
                'basename "$f"; sha256sum < out; done; '
                '"$EXE/luac" -l -l -p "$SCRIPTS/lua/gsub.lua" '
                '| sed "s/0x[0-9a-f]*/ADDR/g"',
    },
    bench='for t in fib nbody spectral strings sort queens; do '
          '"$EXE/lua" "$SCRIPTS/lua/$t.lua"; done',
)

ZLIB = Program(
    name="zlib",
    package="zlib",
    units=names("", "adler32 compress crc32 deflate gzclose gzlib gzread "
                "gzwrite infback inffast inflate inftrees trees uncompr zutil"),
    executables={"minigzip": ["test/minigzip.c"],
                 "example": ["test/example.c"],
                 "infcover": ["test/infcover.c"]},
    flags=["-I{src}", "-D_LARGEFILE64_SOURCE=1", "-DHAVE_HIDDEN",
           "-DHAVE_UNISTD_H=1", "-Wno-deprecated-non-prototype"],
    checks={
        "example": '"$EXE/example" 2>&1; sha256sum foo.gz',
        "infcover": '"$EXE/infcover" 2>&1 | sed "s/0x[0-9a-f]*/ADDR/g"',
        "round-trip": '''
for file in "$DATA"/*; do
  for level in 1 4 6 9; do
    for mode in -$level "-$level -f" "-$level -h" "-$level -r"; do
      "$EXE/minigzip" $mode < "$file" > packed
      sha256sum < packed
      "$EXE/minigzip" -d < packed | cmp - "$file"
    done
  done
done''',
    },
    bench='for level in 1 6 9; do "$EXE/minigzip" -$level < "$DATA/text" > z; '
          '"$EXE/minigzip" -d < z | cmp - "$DATA/text"; done',
)

ZSTD = Program(
    name="zstd",
    package="libzstd",
    units=names("lib/common/", "debug entropy_common error_private "
                "fse_decompress pool threading xxhash zstd_common")
    + names("lib/compress/", "fse_compress hist huf_compress zstd_compress "
            "zstd_compress_literals zstd_compress_sequences "
            "zstd_compress_superblock zstd_double_fast zstd_fast zstd_lazy "
            "zstd_ldm zstd_opt zstdmt_compress")
    + names("lib/decompress/", "huf_decompress zstd_ddict zstd_decompress "
            "zstd_decompress_block")
    + ["lib/decompress/huf_decompress_amd64.S"]
    + names("lib/dictBuilder/", "cover divsufsort fastcover zdict")
    + names("lib/legacy/", "zstd_v05 zstd_v06 zstd_v07"),
    executables={"zstd": names("programs/", "zstdcli util timefn fileio "
                               "fileio_asyncio dibio benchzstd benchfn "
                               "datagen zstdcli_trace")},
    flags=["-I{src}/lib", "-I{src}/lib/common", "-DXXH_NAMESPACE=ZSTD_",
           "-DZSTD_MULTITHREAD", "-DZSTD_LEGACY_SUPPORT=5", "-DDEBUGLEVEL=0"],
    link=["-lpthread"],
    checks={
        "levels": '''
for file in "$DATA"/*; do
  for level in --fast=5 -1 -3 -5 -7 -9 -12; do
    "$EXE/zstd" -q --single-thread $level < "$file" > packed
    sha256sum < packed
    "$EXE/zstd" -q -d < packed | cmp - "$file"
  done
done
for level in -15 -17 -19 "--ultra -22"; do
  "$EXE/zstd" -q --single-thread $level < "$DATA/small" > packed
  sha256sum < packed
  "$EXE/zstd" -q -d < packed | cmp - "$DATA/small"
done''',
        "dictionary": '''
mkdir parts
split -b 4000 -a 4 "$DATA/text" parts/
"$EXE/zstd" -q --train parts/* -o plain.dict --maxdict=20000
"$EXE/zstd" -q --train-cover=k=64,d=6 parts/a* -o cover.dict --maxdict=20000
"$EXE/zstd" -q --train-legacy parts/aa* -o legacy.dict --maxdict=20000
for dict in plain cover legacy; do
  sha256sum < $dict.dict
  for level in -1 -3 -9 -19; do
    "$EXE/zstd" -q $level -D $dict.dict < "$DATA/small" > packed
    sha256sum < packed
    "$EXE/zstd" -q -d -D $dict.dict < packed | cmp - "$DATA/small"
  done
done''',
        "long-and-threads": '''
cat "$DATA/text" "$DATA/binary" "$DATA/text" > big
"$EXE/zstd" -q --long=24 -T2 big -o big.zst
"$EXE/zstd" -q -T2 -5 --adapt=min=3,max=5 big -o other.zst
"$EXE/zstd" -q --rsyncable -T1 big -o sync.zst
sha256sum big.zst sync.zst
"$EXE/zstd" -q -d --long=24 big.zst -c | cmp - big
"$EXE/zstd" -q -d other.zst -c | cmp - big
"$EXE/zstd" -q -t --sparse sync.zst
"$EXE/zstd" -lv big.zst | grep -v Dict''',
        "bad-input": '''
head -c 5000 "$DATA/text" | "$EXE/zstd" -q > good.zst
head -c 1000 good.zst > short.zst
"$EXE/zstd" -q -d short.zst -c 2>&1 | sha256sum || true
printf 'xxxx' | dd of=good.zst bs=1 seek=200 conv=notrunc status=none
"$EXE/zstd" -q -d good.zst -c 2>&1 | tail -c 200 | sha256sum || true
"$EXE/zstd" -d nothere 2>&1 || echo code $?''',
    },
    bench='for level in 1 3 9 15; do '
          '"$EXE/zstd" -q --single-thread -$level < "$DATA/text" > z; '
          '"$EXE/zstd" -q -d < z | cmp - "$DATA/text"; done',
)

BZIP2 = Program(
    name="bzip2",
    package="bzip2",
    units=names("", "blocksort huffman crctable randtable compress decompress "
                "bzlib"),
    executables={"bzip2": ["bzip2.c"], "bzip2recover": ["bzip2recover.c"]},
    flags=["-D_FILE_OFFSET_BITS=64"],
    checks={
        "samples": '''
src=$(dirname "$(readlink -f "$DATA/../source/bzip2/bzlib.c")")
for n in 1 2 3; do
  "$EXE/bzip2" -$n < "$src/sample$n.ref" | cmp - "$src/sample$n.bz2" && echo same
  small=; [ $n = 3 ] && small=-s
  "$EXE/bzip2" -d $small < "$src/sample$n.bz2" | cmp - "$src/sample$n.ref"
done''',
        "round-trip": '''
for file in "$DATA"/*; do
  for level in 1 5 9; do
    "$EXE/bzip2" -$level < "$file" > packed
    sha256sum < packed
    "$EXE/bzip2" -d < packed | cmp - "$file"
    "$EXE/bzip2" -ds < packed | cmp - "$file"
  done
done''',
        "recover": '''
"$EXE/bzip2" -1 -k < "$DATA/text" > broken.bz2
printf 'zzzz' | dd of=broken.bz2 bs=1 seek=30000 conv=notrunc status=none
"$EXE/bzip2recover" broken.bz2 2>&1 | grep -v '^bzip2recover 1'
sha256sum rec*broken.bz2
"$EXE/bzip2" -t rec*broken.bz2 2>&1 || echo code $?''',
    },
    bench='"$EXE/bzip2" -9 < "$DATA/text" > z; '
          '"$EXE/bzip2" -d < z | cmp - "$DATA/text"',
)

PROGRAMS = {p.name: p for p in (SQLITE3, LUA, ZLIB, ZSTD, BZIP2)}
