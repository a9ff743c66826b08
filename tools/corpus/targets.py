"""The programs as each target can have them."""

from corpus.bare import BARE
from corpus.programs import PROGRAMS
from corpus.wasi import WASI


def programs_for(target):
    """The table of programs for one of shunt_tools.TARGETS."""
    return {"wasm32-wasi": WASI,
            "wasm32-unknown-unknown": BARE}.get(target.name, PROGRAMS)
