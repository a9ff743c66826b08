"""Reads relocatable ELF files: 64 bits, little-endian."""

import bisect
import struct
from collections import Counter
from dataclasses import dataclass

from objects.model import Object, ObjectError, Piece, Relocation

SYMTAB, STRTAB, RELA, NOBITS, REL, GROUP = 2, 3, 4, 8, 9, 17
SYMTAB_SHNDX, ADDRSIG = 18, 0x6FFF4C03
MERGE = 0x10
SECTION_SYMBOL, FUNCTION, FILE = 3, 2, 4
X86_64 = 62
#: x86-64 relocations whose addend counts from the end of a 4-byte field:
#: PC32, PLT32, GOTPCREL, GOTPCRELX, REX_GOTPCRELX.
FROM_END = {2, 4, 9, 41, 42}


@dataclass
class Section:
    name: str
    kind: int
    flags: int
    offset: int
    size: int
    link: int
    info: int
    align: int
    entry: int


@dataclass
class Symbol:
    name: str
    kind: int
    bind: int
    other: int
    section: int
    value: int
    size: int


class Reader:
    def __init__(self, data):
        if data[4:6] != b"\x02\x01":
            raise ObjectError("not a 64-bit little-endian ELF file")
        self.data = data
        self.machine, = struct.unpack_from("<H", data, 18)
        self.read_sections()
        self.read_symbols()
        self.read_relocations()

    def read_sections(self):
        table, = struct.unpack_from("<Q", self.data, 40)
        size, count, names = struct.unpack_from("<HHH", self.data, 58)
        raw = []
        if count == 0:  # More than fit: the first header says how many.
            count, = struct.unpack_from("<Q", self.data, table + 32)
        if names == 0xFFFF:
            names, = struct.unpack_from("<I", self.data, table + 40)
        for i in range(count):
            raw.append(struct.unpack_from("<IIQQQQIIQQ", self.data,
                                          table + i * size))
        base = raw[names][4]
        self.sections = [
            Section(self.text(base + r[0]), r[1], r[2], r[4], r[5], r[6], r[7],
                    r[8], r[9]) for r in raw]

    def text(self, offset):
        return self.data[offset:self.data.index(b"\0", offset)].decode(
            errors="replace")

    def contents(self, section):
        if section.kind == NOBITS:
            return b""
        return self.data[section.offset:section.offset + section.size]

    def read_symbols(self):
        self.symbols = []
        table = next((s for s in self.sections if s.kind == SYMTAB), None)
        if not table:
            return
        wide = next((self.contents(s) for s in self.sections
                     if s.kind == SYMTAB_SHNDX), None)
        strings = self.sections[table.link].offset
        entries = struct.iter_unpack("<IBBHQQ", self.contents(table))
        for i, (name, info, other, section, value, size) in enumerate(entries):
            if section == 0xFFFF and wide:
                section, = struct.unpack_from("<I", wide, 4 * i)
            self.symbols.append(Symbol(self.text(strings + name), info & 15,
                                       info >> 4, other, section, value, size))

    def read_relocations(self):
        self.relocations = {}  # section index -> sorted (offset, ...) list
        for section in self.sections:
            if section.kind == REL:
                raise ObjectError("relocations without addends")
            if section.kind != RELA:
                continue
            entries = struct.iter_unpack("<QQq", self.contents(section))
            self.relocations[section.info] = [
                (offset, info & 0xFFFFFFFF, info >> 32, addend)
                for offset, info, addend in entries]

    def section_key(self, index):
        """A section's name, told apart from others of that name by the group
        it is in and then by order."""
        return self.keys[index] if index < len(self.keys) else f"#{index:x}"

    def name_sections(self):
        groups = {}
        for section in self.sections:
            if section.kind == GROUP:
                words = struct.unpack(f"<{section.size // 4}I",
                                      self.contents(section))
                # A group's first word has the COMDAT bit.
                signature = f"{self.symbols[section.info].name}:{words[0]}"
                groups.update((word, signature) for word in words[1:])
        seen = Counter()
        self.keys = []
        for i, section in enumerate(self.sections):
            key = section.name
            if i in groups:
                key += f"[{groups[i]}]"
            seen[key] += 1
            self.keys.append(key if seen[key] == 1 else f"{key}#{seen[key]}")

    def relocation(self, entry, start):
        offset, kind, number, addend = entry
        symbol = self.symbols[number]
        if symbol.kind != SECTION_SYMBOL:
            return Relocation(offset - start, kind, symbol.name, addend)
        section = self.sections[symbol.section]
        at = addend
        if self.machine == X86_64 and kind in FROM_END:
            at += 4
        content = None
        if section.name.startswith(".rodata"):
            data = self.contents(section)
            entry = section.entry if section.flags & MERGE else 0
            stop = at + entry if entry > 1 else data.find(b"\0", at)
            content = data[at:stop]
        return Relocation(offset - start, kind, self.keys[symbol.section],
                          addend, content)

    def piece(self, index, start, end, header):
        entries = self.relocations.get(index, ())
        first = bisect.bisect_left(entries, (start,))
        last = bisect.bisect_left(entries, (end,))
        return Piece((self.keys[index], *header),
                     self.contents(self.sections[index])[start:end],
                     tuple(self.relocation(entry, start)
                           for entry in entries[first:last]))

    def signers(self, section):
        """The symbols that .llvm_addrsig lists, in no order."""
        numbers, value, shift = [], 0, 0
        for byte in self.contents(section):
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                numbers.append(value)
                value = shift = 0
        return sorted(self.symbol_tuple(self.symbols[n]) for n in numbers)

    def symbol_tuple(self, symbol):
        return (symbol.name, symbol.kind, symbol.bind, symbol.other,
                self.section_key(symbol.section), symbol.value, symbol.size)

    def read(self):
        self.name_sections()
        for entries in self.relocations.values():
            entries.sort()
        result = Object()
        for i, section in enumerate(self.sections):
            if section.kind in (0, SYMTAB, STRTAB, RELA, GROUP, SYMTAB_SHNDX):
                continue
            header = (section.kind, section.flags, section.align, section.entry)
            if section.kind == ADDRSIG:
                piece = Piece((*header, *self.signers(section)), b"")
            elif section.kind == NOBITS:
                piece = Piece((*header, section.size), b"")
            else:
                piece = self.piece(i, 0, section.size, header)
            result.sections[self.keys[i]] = piece
        for symbol in self.symbols[1:]:
            result.symbols.append(self.symbol_tuple(symbol))
            if symbol.kind in (FUNCTION, 10) and symbol.section and symbol.size:
                result.functions[symbol.name] = self.piece(
                    symbol.section, symbol.value, symbol.value + symbol.size,
                    (symbol.bind, symbol.other))
        return result


def read_elf(data):
    return Reader(data).read()
