"""Django's SQLite backend over SQLCipher: every page of the file, and of its WAL, is encrypted with a key of its own.

What reads and writes through the models does not notice. A file that is not encrypted yet is taken over when it is
first opened (``takeover``). A database in memory has no file and needs no key.
"""
