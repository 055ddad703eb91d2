"""How the inner loops are compiled: once, at set-up, and kept beside the source."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numba
from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic


def cache_folder(sources: Iterable[Path], parent: Path) -> Path:
    """Where what is compiled from ``sources`` is kept: a folder in ``parent`` for each state of all of them together.

    Numba looks at the file of each function alone, but what it compiles holds what the function calls in other files.
    """
    digest = hashlib.sha256()
    for source in sorted(sources):
        digest.update(source.name.encode() + b"\0" + source.read_bytes())
    return parent / f"compiled-{digest.hexdigest()[:16]}"


_HERE = Path(__file__).parent
_BESIDE = _HERE / "__pycache__"
_PARENT = _BESIDE if os.access(_BESIDE if _BESIDE.exists() else _HERE, os.W_OK) else Path.home() / ".cache" / "tongxing"
KEPT = cache_folder(_HERE.glob("*.py"), _PARENT)
_config: Any = numba.config
_config.CACHE_DIR = str(KEPT)

# Without the lock of the interpreter, so that threads share the work; kept on disk, so that no request compiles.
compiled = njit(cache=True, nogil=True, error_model="numpy", boundscheck=False)

_word: Any = intrinsic  # untyped: what is called with one word is written with two arguments


@_word
def bit_count(typing_context: Any, word: Any) -> Any:
    """How many bits of a 64-bit word are set."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return types.int64(types.uint64), generate


@_word
def lowest_bit(typing_context: Any, word: Any) -> Any:
    """The number of the lowest bit of a 64-bit word that is set; undefined for 0."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return types.int64(types.uint64), generate
