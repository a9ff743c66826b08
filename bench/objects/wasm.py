"""Reads relocatable WebAssembly files (tool-conventions' Linking.md)."""

from objects.model import Object, ObjectError, Piece, Relocation

CUSTOM, TYPE, IMPORT, CODE, DATA = 0, 1, 2, 10, 11
NAMES = {1: "TYPE", 2: "IMPORT", 3: "FUNCTION", 4: "TABLE", 5: "MEMORY",
         6: "GLOBAL", 7: "EXPORT", 8: "START", 9: "ELEMENT", 10: "CODE",
         11: "DATA", 12: "DATACOUNT", 13: "TAG"}
SYMBOL_TABLE = 8
FUNCTION_SYMBOL, DATA_SYMBOL, SECTION_SYMBOL = 0, 1, 3
UNDEFINED, EXPLICIT_NAME = 0x10, 0x40
TYPE_INDEX = 6
#: Bytes of a relocated field, by relocation type.
FIELD = {0: 5, 1: 5, 2: 4, 3: 5, 4: 5, 5: 4, 6: 5, 7: 5, 8: 4, 9: 4, 10: 5,
         11: 5, 12: 5, 13: 4, 14: 10, 15: 10, 16: 8, 17: 5, 18: 10, 19: 8,
         20: 5, 21: 5, 22: 8, 23: 4, 24: 10, 25: 10, 26: 4}
HAS_ADDEND = {3, 4, 5, 8, 9, 11, 14, 15, 16, 17, 21, 22, 23, 25}


class Cursor:
    def __init__(self, data, at=0):
        self.data, self.at = data, at

    def byte(self):
        self.at += 1
        return self.data[self.at - 1]

    def number(self, signed=False):
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                if signed and byte & 64:
                    value -= 1 << shift
                return value

    def take(self, count):
        self.at += count
        return self.data[self.at - count:self.at]

    def name(self):
        return self.take(self.number()).decode(errors="replace")


class Reader:
    def __init__(self, data):
        self.sections = []  # (id, name, contents)
        cursor = Cursor(data, 8)
        while cursor.at < len(data):
            kind = cursor.byte()
            body = cursor.take(cursor.number())
            name = NAMES.get(kind)
            if kind == CUSTOM:
                inner = Cursor(body)
                name = inner.name()
                body = body[inner.at:]
            if name is None:
                raise ObjectError(f"unknown wasm section {kind}")
            self.sections.append((kind, name, body))

    def body(self, wanted):
        return next((b for _, name, b in self.sections if name == wanted), b"")

    def imported_functions(self):
        """Names of the imported functions."""
        cursor, names = Cursor(self.body("IMPORT")), []
        for _ in range(cursor.number() if cursor.data else 0):
            cursor.name()
            field, kind = cursor.name(), cursor.byte()
            if kind == 0:
                names.append(field)
                cursor.number()
            elif kind in (1, 2):
                if kind == 1:
                    cursor.byte()
                flags = cursor.number()
                cursor.number()
                if flags & 1:
                    cursor.number()
            elif kind == 3:
                cursor.take(2)
            else:
                cursor.byte()
                cursor.number()
        return names

    def read_symbols(self):
        """(kind, name, flags, rest) of each symbol; `defined` maps function
        indices to names."""
        self.symbols, self.defined = [], {}
        imported = self.imported_functions()
        self.first = len(imported)
        cursor = Cursor(self.body("linking"))
        cursor.number()
        while cursor.at < len(cursor.data):
            kind, size = cursor.byte(), cursor.number()
            table = Cursor(cursor.take(size))
            if kind != SYMBOL_TABLE:
                continue
            for _ in range(table.number()):
                self.read_symbol(table, imported)

    def read_symbol(self, table, imported):
        kind, flags = table.byte(), table.number()
        rest = ()
        if kind == DATA_SYMBOL:
            name = table.name()
            if not flags & UNDEFINED:
                rest = tuple(table.number() for _ in range(3))
        elif kind == SECTION_SYMBOL:
            name = self.sections[table.number()][1]
        else:
            index = table.number()
            name = None
            if not flags & UNDEFINED or flags & EXPLICIT_NAME:
                name = table.name()
            elif kind == FUNCTION_SYMBOL:
                name = imported[index]
            if kind == FUNCTION_SYMBOL and not flags & UNDEFINED:
                self.defined[index] = name
        self.symbols.append((kind, name or f"#{kind}", flags, rest))

    def read_types(self):
        cursor, types = Cursor(self.body("TYPE")), []
        for _ in range(cursor.number() if cursor.data else 0):
            start = cursor.at
            cursor.byte()
            cursor.take(cursor.number())
            cursor.take(cursor.number())
            types.append(cursor.data[start:cursor.at].hex())
        return types

    def read_relocations(self):
        """Section index -> (offset, type, target, addend) list."""
        types = self.read_types()
        result = {}
        for kind, name, body in self.sections:
            if kind != CUSTOM or not name.startswith("reloc."):
                continue
            cursor = Cursor(body)
            entries = result.setdefault(cursor.number(), [])
            for _ in range(cursor.number()):
                form, offset = cursor.number(), cursor.number()
                index = cursor.number()
                addend = cursor.number(signed=True) if form in HAS_ADDEND else 0
                target = (types[index] if form == TYPE_INDEX
                          else self.symbols[index][1])
                entries.append((offset, form, target, addend))
        return result

    def piece(self, index, start, end, entries, header=()):
        """Bytes with what relocations fill in cleared, and relocations."""
        data = bytearray(self.sections[index][2][start:end])
        inside = []
        for offset, form, target, addend in entries:
            if not start <= offset < end:
                continue
            at = offset - start
            data[at:at + FIELD[form]] = bytes(FIELD[form])
            inside.append(Relocation(at, form, target, addend))
        return Piece((self.sections[index][1], *header), bytes(data),
                     tuple(inside))

    def read_functions(self, index, entries, result):
        cursor = Cursor(self.sections[index][2])
        first = 0  # Of the relocations that are left; they are sorted.
        for number in range(cursor.number()):
            size = cursor.number()
            start = cursor.at
            cursor.take(size)
            last = first
            while last < len(entries) and entries[last][0] < cursor.at:
                last += 1
            name = self.defined.get(self.first + number, f"#{number}")
            result.functions[name] = self.piece(index, start, cursor.at,
                                                entries[first:last])
            first = last

    def read(self):
        self.read_symbols()
        relocations = self.read_relocations()
        result = Object(symbols=self.symbols)
        for i, (kind, name, body) in enumerate(self.sections):
            if name == "linking" or name.startswith("reloc."):
                continue
            entries = relocations.get(i, [])
            result.sections[name] = self.piece(i, 0, len(body), entries)
            if kind == CODE:
                self.read_functions(i, entries, result)
        return result


def read_wasm(data):
    return Reader(data).read()
