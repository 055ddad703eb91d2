"""How the inner loops are compiled: once, at set-up, and kept beside the source."""

from typing import Any

from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic

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
