#!/usr/bin/env python3
"""Prints what an x86-64 ELF object says about data, so that two can be compared.

Sections with type, flags, alignment, entry size, group, link and contents;
symbols with place; relocations of data. Of code only that it is there: sizes,
offsets and bytes of executable sections and of unwind tables differ between
code generators.
"""

import struct
import sys

EXECINSTR, LINK_ORDER, GROUP = 4, 0x80, 0x200
SYMTAB, RELA, NOBITS, GROUP_TYPE = 2, 4, 8, 17
IGNORED = {".strtab", ".symtab", ".shstrtab", ".eh_frame", ".llvm_addrsig",
           ".group", ""}


def text(table, offset):
    return table[offset:table.index(b"\0", offset)].decode()


def uleb(data):
    value, shift, values = 0, 0, []
    for byte in data:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            values.append(value)
            value, shift = 0, 0
    return values


class Object:
    def __init__(self, path):
        self.data = open(path, "rb").read()
        offset, = struct.unpack_from("<Q", self.data, 40)
        _, count, names = struct.unpack_from("<HHH", self.data, 58)
        keys = "name type flags addr offset size link info align entry".split()
        self.sections = [
            dict(zip(keys, struct.unpack_from("<IIQQQQIIQQ", self.data,
                                              offset + 64 * i)))
            for i in range(count)]
        strings = self.bytes(self.sections[names])
        for section in self.sections:
            section["name"] = text(strings, section["name"])
        self.symtab = next(s for s in self.sections if s["type"] == SYMTAB)
        strings = self.bytes(self.sections[self.symtab["link"]])
        self.symbols = []
        raw = self.bytes(self.symtab)
        for at in range(0, len(raw), 24):
            name, info, other, index, value, size = struct.unpack_from(
                "<IBBHQQ", raw, at)
            self.symbols.append((text(strings, name), info & 15, info >> 4,
                                 other, index, value, size))

    def bytes(self, section):
        if section["type"] == NOBITS:
            return b""
        return self.data[section["offset"]:section["offset"] + section["size"]]

    def place(self, index):
        special = {0: "undefined", 0xfff1: "absolute", 0xfff2: "common"}
        if index in special:
            return special[index]
        section = self.sections[index]
        return "group" if section["type"] == GROUP_TYPE else section["name"]

    def is_code(self, index):
        return (0 < index < 0xff00 and
                self.sections[index]["flags"] & EXECINSTR != 0)

    def symbol(self, number):
        name, kind, _, _, index, _, _ = self.symbols[number]
        return "section " + self.place(index) if kind == 3 else name

    def groups(self):
        for section in self.sections:
            if section["type"] != GROUP_TYPE:
                continue
            words = struct.unpack(f"<{section['size'] // 4}I",
                                  self.bytes(section))
            members = [self.sections[i]["name"] for i in words[1:]]
            yield (f"group {self.symbol(section['info'])} flags {words[0]}: "
                   + " ".join(sorted(m for m in members
                                     if not m.startswith(".rela"))))

    def section_lines(self):
        for section in self.sections:
            if section["name"] in IGNORED or section["type"] == RELA:
                continue
            flags = section["flags"]
            line = (f"section {section['name']} type {section['type']:#x} flags "
                    f"{flags:#x} align {section['align']} entry "
                    f"{section['entry']}")
            if flags & LINK_ORDER:
                line += f" about {self.place(section['link'])}"
            if not flags & EXECINSTR:
                line += (f" size {section['size']} bytes "
                         f"{self.bytes(section).hex()}")
            yield line

    def symbol_lines(self):
        for name, kind, binding, other, index, value, size in self.symbols[1:]:
            if kind == 3:
                continue
            line = (f"symbol {name} type {kind} binding {binding} other "
                    f"{other} in {self.place(index)}")
            if not self.is_code(index):
                line += f" value {value} size {size}"
            yield line

    def relocation_lines(self):
        for section in self.sections:
            if section["type"] != RELA:
                continue
            target = self.sections[section["info"]]
            if target["flags"] & EXECINSTR or target["name"] == ".eh_frame":
                continue
            raw = self.bytes(section)
            for at in range(0, len(raw), 24):
                offset, info, addend = struct.unpack_from("<QQq", raw, at)
                number = info >> 32
                symbol = self.symbol(number)
                in_code = self.is_code(self.symbols[number][4])
                shown = "?" if in_code and symbol.startswith("section") else addend
                yield (f"relocation {target['name']}+{offset} type "
                       f"{info & 0xffffffff} {symbol}+{shown}")

    def addrsig_lines(self):
        for section in self.sections:
            if section["name"] == ".llvm_addrsig":
                for number in uleb(self.bytes(section)):
                    yield f"address-significant {self.symbol(number)}"


def main():
    obj = Object(sys.argv[1])
    for lines in (obj.groups, obj.section_lines, obj.symbol_lines,
                  obj.relocation_lines, obj.addrsig_lines):
        print("\n".join(sorted(lines())))


main()
