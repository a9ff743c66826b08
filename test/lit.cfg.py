"""How lit finds and runs the tests; the build tree comes from lit.site.cfg.py.

A test is a file with RUN lines, whatever its language. Programs under
test/run are compiled and run by %run_both, with stock clang as the judge.
"""

import os
import shutil
import subprocess
import sys

import lit.formats
import lit.util

source, build = config.shunt_source, config.shunt_build
llvm_bin = "/usr/lib/llvm-22/bin"

config.name = "Shunt"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".test", ".ll", ".mlir", ".s", ".c"]
config.excludes = ["Inputs", "CMakeLists.txt"]
config.test_source_root = source + "/test"
config.test_exec_root = build + "/test"

path = [build + "/bin", llvm_bin, os.environ["PATH"]]
config.environment["PATH"] = os.pathsep.join(path)
config.environment["LC_ALL"] = "C"
config.environment["FILECHECK_OPTS"] = (
    "--enable-var-scope --allow-unused-prefixes=false --dump-input=fail")
for name in ("HOME", "XDG_CACHE_HOME"):
    if name in os.environ:
        config.environment[name] = os.environ[name]

clang = "clang-22"
cfg = build + "/share/shunt/shunt.cfg"
cfg_llvm = build + "/share/shunt/shunt-llvm.cfg"
fallback = "-fplugin-arg-shunt-fallback=error"
python = sys.executable

config.substitutions += [
    (r"%shunt_plugin\b", build + "/lib/shunt.so"),
    (r"%shunt_clang_llvm\b", f"{clang} --config={cfg_llvm} {fallback}"),
    (r"%shunt_aarch64\b",
     f"{clang} --target=aarch64-linux-gnu --config={cfg} {fallback}"),
    (r"%link_aarch64\b", f"{clang} --target=aarch64-linux-gnu "
                         "--ld-path=/usr/bin/ld.lld-22"),
    (r"%run_aarch64\b", "qemu-aarch64 -L /usr/aarch64-linux-gnu"),
    (r"%shunt_clang\b", f"{clang} --config={cfg} {fallback}"),
    (r"%shunt_object_test\b", build + "/bin/shunt-object-test"),
    (r"%shunt_aarch64_encoder_test\b", build + "/bin/shunt-aarch64-encoder-test"),
    (r"%shunt_encoder_test\b", build + "/bin/shunt-encoder-test"),
    (r"%shunt_allocation_test\b", build + "/bin/shunt-allocation-test"),
    (r"%run_both\b", f"{python} {source}/tools/run-both --build {build}"),
    (r"%same_object\b", f"{python} {source}/tools/same-object --build {build}"),
    (r"%run_wasm\b", f"{python} {source}/tools/run-both --build {build} "
                     "--target wasm32-wasi"),
    (r"%cfg_wasm\b", build + "/share/shunt/shunt-wasm.cfg"),
    (r"%python\b", python),
    (r"%debug_compare\b",
     f"{python} {source}/tools/debug-compare --build {build}"),
    (r"%gdb_compare\b", f"{python} {source}/tools/gdb-compare --build {build}"),
    (r"%lldb_compare\b", f"{python} {source}/tools/lldb-compare --build {build}"),
    (r"%dwarfdump\b", llvm_bin + "/llvm-dwarfdump"),
    (r"%tools\b", source + "/tools"),
    (r"%source\b", source),
    (r"%build\b", build),
    (r"%cfg_llvm\b", cfg_llvm),
    (r"%cfg\b", cfg),
    (r"%clang\b", clang),
    (r"%readobj\b", llvm_bin + "/llvm-readobj"),
    (r"%objdump\b", llvm_bin + "/llvm-objdump"),
    (r"%llvm_mc\b", llvm_bin + "/llvm-mc"),
    (r"%llvm_as\b", llvm_bin + "/llvm-as"),
]

config.available_features.add("x86_64")
with open("/proc/cpuinfo") as cpus:
    if " f16c " in cpus.read():
        config.available_features.add("f16c")
if os.path.exists(llvm_bin + "/lldb"):
    config.available_features.add("lldb")
if lit.util.which("qemu-aarch64"):
    config.available_features.add("qemu-aarch64")
# Programs for wasm32 need Debian's packages for it, node, and the tree that
# sysroot/prepare makes of them once a build tree.
cfg_wasm = build + "/share/shunt/shunt-wasm.cfg"
if (os.path.isdir("/usr/lib/wasm32-wasi") and shutil.which("node")
        and shutil.which("wasm-validate")):
    made = os.path.isdir(build + "/share/shunt/wasm") or subprocess.run(
        [python, source + "/sysroot/prepare", "--config", cfg_wasm],
        stdout=subprocess.DEVNULL).returncode == 0
    if made:
        config.available_features.add("wasm32")
browser = (shutil.which("chromium-headless-shell")
           or shutil.which("chromium"))
if browser:
    config.available_features.add("chromium")
    config.substitutions.append((r"%chromium\b", browser))
if config.shunt_checks_allocation:
    config.available_features.add("checks-allocation")
# Whether test/plugin/Inputs/full-disk may mount what it needs.
if subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "shunt", "/mnt"],
                  stderr=subprocess.DEVNULL).returncode == 0:
    config.available_features.add("small-disk")
for sanitizer in filter(None, config.shunt_sanitize.split(",")):
    config.available_features.add(sanitizer)
# `not` must not take a sanitizer's report for an expected error.
config.environment["ASAN_OPTIONS"] = "abort_on_error=1:detect_leaks=0"
config.environment["UBSAN_OPTIONS"] = "abort_on_error=1:print_stacktrace=1"
