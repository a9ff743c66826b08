"""Object files taken apart for comparison, by format.

model.py    what a reader returns, and how two of them compare
elf.py      ELF, 64 bits, little-endian
wasm.py     relocatable WebAssembly
"""

from objects.elf import read_elf
from objects.model import ObjectError
from objects.wasm import read_wasm


def read_object(path):
    """The parts of the object file at `path`."""
    data = path.read_bytes()
    for magic, reader in ((b"\x7fELF", read_elf), (b"\0asm", read_wasm)):
        if data.startswith(magic):
            return reader(data)
    raise ObjectError(f"{path}: neither ELF nor WebAssembly")
