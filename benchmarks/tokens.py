"""Two ways to hide a million names from whoever takes the file, and what finding costs on each.

*Keyed tokens*: each name sealed by itself, found by keyed hashes (HMAC) of the whole name, of its pairs of signs
and of its syllables, in a file that is otherwise in clear. *Encrypted store*: names, pairs and syllables as they
are, in a file of which every page is encrypted. Both find by the same kind of index; every plan is looked at, none
may scan.
"""

import hashlib
import hmac
import os
import random
import tempfile
import time
from pathlib import Path

PEOPLE, ROUNDS, PAGE = 1_000_000, 51, 50
FAMILY = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜"
)
GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂玉萍红鹏辉建文斌宁雪晓雯志"
    "华国庆海燕春梅兰玲琴云飞翔宇浩然子轩梓涵雨欣佳怡思琪嘉"
)
TABLES = """
CREATE TABLE person (id integer PRIMARY KEY, name text NOT NULL, whole blob NOT NULL);
CREATE TABLE part (token blob NOT NULL, person integer NOT NULL, PRIMARY KEY (token, person)) WITHOUT ROWID;
"""
INDEX = "CREATE INDEX person_whole ON person (whole);"


def parts(name: str):
    """What a name is found by, besides the whole of it: its pairs of signs and its syllables."""
    from pypinyin import lazy_pinyin

    return {name[place : place + 2] for place in range(len(name) - 1)} | set(lazy_pinyin(name))


def measure():
    """All rows: what was asked, and what was measured."""
    from sqlcipher3 import dbapi2

    draw = random.Random(7)
    names = [draw.choice(FAMILY) + "".join(draw.choices(GIVEN, k=draw.choice((1, 2, 2)))) for _ in range(PEOPLE)]
    rows = []
    with tempfile.TemporaryDirectory(prefix="tongxing-bench-") as folder:
        for way, encrypted in (("keyed tokens", False), ("encrypted store", True)):
            database = dbapi2.connect(os.path.join(folder, way), isolation_level=None)
            if encrypted:
                database.execute(f"PRAGMA key = \"x'{os.urandom(32).hex()}'\"")
            rows += _measured(way, database, names, Way(encrypted), Path(folder) / way)
            database.close()
    return {"title": "A million names, hidden in two ways", "rows": rows}


class Way:
    """How a name and a token are written."""

    def __init__(self, encrypted: bool):
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self.encrypted, self.cipher, self.key = encrypted, AESGCM(os.urandom(32)), os.urandom(32)

    def written(self, name: str):
        if self.encrypted:
            return name
        nonce = os.urandom(12)
        return nonce + self.cipher.encrypt(nonce, name.encode(), b"name")

    def read(self, value) -> str:
        return value if self.encrypted else self.cipher.decrypt(value[:12], value[12:], b"name").decode()

    def token(self, text: str) -> bytes:
        return text.encode() if self.encrypted else hmac.digest(self.key, text.encode(), hashlib.sha256)[:16]


def _measured(way, database, names, written, path):
    from benchmarks.measuring import spread

    began = time.perf_counter()
    database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;" + TABLES)
    database.execute("BEGIN")
    people = ((number, written.written(name), written.token(name)) for number, name in enumerate(names))
    database.executemany("INSERT INTO person VALUES (?, ?, ?)", people)
    texts = [sorted(parts(name)) for name in names]
    tokens = {text: written.token(text) for text in set().union(*texts)}
    pairs = [(tokens[text], number) for number, some in enumerate(texts) for text in some]
    database.executemany("INSERT OR IGNORE INTO part VALUES (?, ?)", sorted(pairs))
    database.execute("COMMIT")
    database.executescript(INDEX + "ANALYZE;")
    row = {"asked": "", "unit": "s", "measured": round(time.perf_counter() - began, 1)}
    yield {"what": f"{way}: written", **row}
    yield {"what": f"{way}: the file", "asked": "", "unit": "MB", "measured": round(path.stat().st_size / 1e6)}
    whole = "SELECT id, name FROM person WHERE whole = ? LIMIT ?"
    one = "SELECT p.id, p.name FROM part a JOIN person p ON p.id = a.person WHERE a.token = ? LIMIT ?"
    both = (
        "SELECT p.id, p.name FROM part a JOIN part b ON b.person = a.person AND b.token = ? "
        "JOIN person p ON p.id = a.person WHERE a.token = ? LIMIT ?"
    )
    questions = {
        "a whole name": (whole, ["林晓雯"]),
        "a pair of signs": (one, ["晓雯"]),
        "two syllables": (both, ["xiao", "wen"]),
    }
    for what, (sql, words) in questions.items():
        asked = [*map(written.token, words), PAGE]
        plan = " ".join(step[3] for step in database.execute(f"EXPLAIN QUERY PLAN {sql}", asked))
        if "SCAN" in plan:
            raise SystemExit(f"{way}, {what}: {plan}. The measurement is void.")
        seconds = []
        for _round in range(ROUNDS):
            start = time.perf_counter()
            found = [written.read(name) for _id, name in database.execute(sql, asked)]
            seconds.append(time.perf_counter() - start)
        yield {"what": f"{way}: {what}", "asked": "≤ 20 ms", **spread(seconds, "ms"), "note": f"{len(found)} rows"}
    start = time.perf_counter()
    if written.encrypted:
        database.execute("SELECT id, name FROM person ORDER BY name LIMIT 50").fetchall()
    else:
        sorted((written.read(name), number) for number, name in database.execute("SELECT id, name FROM person"))[:PAGE]
    row = {"asked": "", "unit": "s", "measured": round(time.perf_counter() - start, 2)}
    yield {"what": f"{way}: a first page sorted by name, without an index", **row}
