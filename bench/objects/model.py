"""What object readers return, and how two objects compare.

A piece (a function or a section) is its bytes, without what relocations fill
in, and its relocations by the target's name. Two pieces are "same" when
everything is equal; "moved" when they only differ in where the data they
refer to lies in a section of constants or strings; else "different".
"""

from dataclasses import dataclass, field

SAME, MOVED, DIFFERENT, MISSING = "same", "moved", "different", "missing"


class ObjectError(Exception):
    """An object file that its reader does not understand."""


@dataclass(frozen=True)
class Relocation:
    offset: int  # bytes from the start of the piece
    kind: int  # the format's number
    target: str  # symbol, or the section that the target lies in
    addend: int
    content: bytes = None  # what lies there, where the target has no name

    def placeless(self):
        """The same, but for where an unnamed target lies."""
        if self.content is None:
            return self
        return (self.offset, self.kind, self.target, self.content)


@dataclass(frozen=True)
class Piece:
    header: tuple  # section, alignment, flags ...: all that must be equal
    data: bytes
    relocations: tuple = ()

    def placeless(self):
        return (self.header, self.data,
                tuple(r.placeless() for r in self.relocations))


@dataclass
class Object:
    functions: dict = field(default_factory=dict)  # name -> Piece
    sections: dict = field(default_factory=dict)  # name -> Piece
    symbols: list = field(default_factory=list)  # in order, one tuple each


def judge(stock, ours):
    """How the piece `ours` (None: there is none) compares with `stock`."""
    if ours is None:
        return MISSING
    if stock == ours:
        return SAME
    return MOVED if stock.placeless() == ours.placeless() else DIFFERENT


def section_class(name):
    """code, data, debug or other, by an ELF or a wasm section's name."""
    if name.startswith((".text", "CODE", ".init", ".fini")):
        return "code"
    if name.startswith((".debug", ".apple", ".gdb")):
        return "debug"
    if name.startswith((".data", ".rodata", ".bss", ".tdata", ".tbss", "DATA",
                        ".lrodata", ".ldata", ".lbss")):
        return "data"
    return "other"


def compare(stock, ours):
    """Yields (kind, class, name, verdict) for everything that either has;
    kind is function, section or symbols."""
    for kind in ("functions", "sections"):
        left, right = getattr(stock, kind), getattr(ours, kind)
        for name, piece in left.items():
            group = section_class(name) if kind == "sections" else "code"
            yield kind[:-1], group, name, judge(piece, right.get(name))
        for name in right.keys() - left.keys():
            group = section_class(name) if kind == "sections" else "code"
            yield kind[:-1], group, name, DIFFERENT
    if stock.symbols == ours.symbols:
        verdict = SAME
    elif sorted(stock.symbols) == sorted(ours.symbols):
        verdict = MOVED
    else:
        verdict = DIFFERENT
    yield "symbols", "order", "(symbol table)", verdict
