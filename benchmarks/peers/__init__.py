"""The same definition of a match computed by others: chunked NumPy, DuckDB and Polars, on the same columns.

Each peer is a module with ``prepare(people, posts)``, which is not timed, and ``run(prepared, settings)``, which is;
``answer(found)`` brings what it found into the shape in which answers are compared.
"""
