"""Compile and link one program, each of its units with a compiler of choice."""

import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from shunt_tools import CLANG, TARGETS, ToolError, config_flags, run


CORPUS = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Compiler:
    """Stock clang (config is None), or clang with a config file."""
    name: str
    config: Path = None
    extra: tuple = ()  # flags for this compiler only
    target: tuple = ()  # flags that name the target

    def command(self):
        # ccache does not hash a plugin, so it serves the stock side only.
        ccache = ["ccache"] if not self.config and shutil.which("ccache") else []
        return [*ccache, CLANG, *config_flags(self.config), *self.target,
                *self.extra]


STOCK = Compiler("stock")


@dataclass
class BuildFailure(Exception):
    """What did not compile or link, and the compiler's own words."""
    what: str
    output: str


def all_units(program):
    """Every unit once, in a fixed order."""
    units = list(program.units)
    for own in program.executables.values():
        units += [unit for unit in own if unit not in units]
    return units


def unit_object(folder, unit):
    return folder / (unit.replace("/", "_") + ".o")


def compile_command(program, source, unit, compiler, flags, output):
    own = [flag.format(src=source, corpus=CORPUS) for flag in program.flags]
    # A unit of the corpus's own has an absolute path.
    unit = source / unit.format(corpus=CORPUS)
    return [*compiler.command(), "-w", *own, *flags, "-c", unit, "-o", output]


def compile_units(program, source, choose, flags, folder, jobs):
    """Compile all units side by side; `choose(unit)` names each's compiler.
    Returns the wall time taken in seconds."""
    folder.mkdir(parents=True, exist_ok=True)

    def one(unit):
        output = unit_object(folder, unit)
        result = run(compile_command(program, source, unit, choose(unit),
                                     flags, output))
        if result.returncode != 0:
            words = result.stderr.decode(errors="replace")
            raise BuildFailure(f"{unit} ({choose(unit).name})", words)

    started = time.monotonic()
    with ThreadPoolExecutor(jobs) as pool:
        for done in [pool.submit(one, unit) for unit in all_units(program)]:
            done.result()
    return time.monotonic() - started


def link(program, objects, flags, folder, target=TARGETS["native"]):
    """Link every executable of the program from `objects` into `folder`. Where
    something has to run the target's programs, an executable is a script that
    does."""
    for name, own in program.executables.items():
        units = [unit_object(objects, unit) for unit in [*program.units, *own]]
        output = folder / (name + ".module" if target.runner else name)
        result = run([CLANG, *flags, *units, *target.link, "-o", output,
                      *program.link])
        if result.returncode != 0:
            raise BuildFailure(f"link of {name}",
                               result.stderr.decode(errors="replace"))
        if not target.runner:
            continue
        runner = " ".join(str(word) for word in target.runner)
        script = folder / name
        # Beside the script as it was called, so that all builds see one name.
        script.write_text(f'#!/bin/sh\nexec {runner} "$0.module" "$@"\n')
        script.chmod(0o755)


def validate(program, objects, exe, target):
    """Have the target's validator, if there is one, look at every object and
    every linked module."""
    if not target.validator:
        return
    suffix = ".module" if target.runner else ""
    files = [unit_object(objects, unit) for unit in all_units(program)]
    files += [exe / (name + suffix) for name in program.executables]
    for file in files:
        result = run([*target.validator, file])
        if result.returncode != 0:
            words = result.stderr + result.stdout
            raise BuildFailure(f"{file.name} is not valid",
                               words.decode(errors="replace"))


def run_checks(program, exe, data, scripts, folder, jobs, timeout=300):
    """Run all checks of a program, some side by side, each in a folder of its
    own; returns name -> (exit code, output). `folder/exe` names the executables
    for every build alike, since programs print their own names."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "exe").symlink_to(exe)

    def one(name):
        place = folder / name
        place.mkdir()
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC",
                       "HOME": str(place), "EXE": str(folder / "exe"),
                       "DATA": str(data), "SCRIPTS": str(scripts)}
        result = run(["bash", "-euo", "pipefail", "-c", program.checks[name]],
                     cwd=place, env=environment, timeout=timeout)
        shutil.rmtree(place)
        return result.returncode, result.stdout + result.stderr

    with ThreadPoolExecutor(jobs) as pool:
        return dict(zip(program.checks, pool.map(one, program.checks)))


def check_names(wanted, table):
    """The entries of `table` that `wanted` names; all of them for nothing."""
    for name in wanted or ():
        if name not in table:
            raise ToolError(f"unknown program: {name} ({', '.join(table)})")
    return [table[name] for name in (wanted or table)]
