"""Measuring processes: processor time, peak memory, and what they report."""

import json
import os
import shlex
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass, field

from shunt_tools import LLVM_BIN, ToolError, require, run_checked


@dataclass
class Usage:
    """What one process, with the children it waited for, used."""
    seconds: float  # user and system
    elapsed: float  # seconds by the clock
    memory: int  # peak, KiB
    reports: list = field(default_factory=list)  # JSON lines on stderr


def json_lines(text):
    """The lines of `text` that are JSON objects."""
    for line in text.splitlines():
        if line.startswith("{"):
            try:
                yield json.loads(line)
            except ValueError:
                pass


def measure(command, environment=None, cwd=None):
    """Run a command to its end and return its Usage; an error if it fails."""
    command = [str(word) for word in command]
    with tempfile.TemporaryFile() as errors:
        begin = time.monotonic()
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.DEVNULL, stderr=errors,
                                 cwd=cwd,
                                 env={**os.environ, **(environment or {})})
        _, status, used = os.wait4(child.pid, 0)
        elapsed = time.monotonic() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        text = errors.read().decode(errors="replace")
    if child.returncode != 0:
        raise ToolError(f"command failed ({child.returncode}): "
                        f"{' '.join(command)}\n{text[-2000:]}")
    return Usage(used.ru_utime + used.ru_stime, elapsed, used.ru_maxrss,
                 list(json_lines(text)))


def count_instructions(command):
    """The machine instructions that the plugin takes in a compile, as callgrind
    counts them from where clang hands over the module."""
    require("valgrind")
    plan = run_checked([*command, "-###"]).stderr.decode().splitlines()[-1]
    with tempfile.TemporaryDirectory() as folder:
        profile = os.path.join(folder, "profile")
        run_checked(["valgrind", "--tool=callgrind",
                     f"--callgrind-out-file={profile}",
                     "--toggle-collect=beforeCodeGen*", *shlex.split(plan)])
        with open(profile, encoding="utf-8") as file:
            for line in file:
                if line.startswith("summary:") and int(line.split()[1]) > 0:
                    return int(line.split()[1])
    raise ToolError("callgrind has counted nothing")


def sizes(objects):
    """(bytes of the files, bytes of their code sections)."""
    text = 0
    output = run_checked([LLVM_BIN / "llvm-size", "-A", *objects]).stdout
    for line in output.decode().splitlines():
        words = line.split()
        if len(words) == 3 and words[0].startswith((".text", "CODE")):
            text += int(words[1])
    return sum(os.path.getsize(path) for path in objects), text


class Series:
    """The same quantity measured several times."""

    def __init__(self):
        self.values = []

    def add(self, value):
        self.values.append(value)

    @property
    def min(self):
        return min(self.values) if self.values else None

    @property
    def median(self):
        return statistics.median(self.values) if self.values else None

    def json(self):
        return {"min": self.min, "median": self.median, "values": self.values}


class Total:
    """A quantity of a program's units, each measured several times: its minimum
    and its median are the sums of the units'."""

    def __init__(self):
        self.units = {}  # name -> Series

    def add(self, unit, value):
        self.units.setdefault(unit, Series()).add(value)

    @property
    def min(self):
        return sum(series.min for series in self.units.values())

    @property
    def median(self):
        return sum(series.median for series in self.units.values())

    def json(self, base=None):
        """What it is above `base`, if there is one; None: never measured."""
        if not self.units:
            return {"min": None, "median": None}
        return {kind: getattr(self, kind) - (getattr(base, kind) if base else 0)
                for kind in ("min", "median")}
