"""Numbers with right check digits that belong to nobody."""

import datetime as dt
import random

CITIZEN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
REGION = "990000"


def citizen_id(born: dt.date, order: int) -> str:
    """A citizen ID (GB 11643) of region 990000; ``order`` is odd for men, even for women."""
    body = f"{REGION}{born:%Y%m%d}{order:03d}"
    rest = sum(int(digit) * weight for digit, weight in zip(body, CITIZEN_WEIGHTS, strict=True)) % 11
    return body + "10X98765432"[rest]


def credit_code(rng: random.Random) -> str:
    """A unified social credit code (GB 32100) of region 990000."""
    body = f"91{REGION}MA" + "".join(rng.choice(CODE_SIGNS) for _ in range(7))
    rest = sum(CODE_SIGNS.index(sign) * weight for sign, weight in zip(body, CODE_WEIGHTS, strict=True)) % 31
    return body + CODE_SIGNS[(31 - rest) % 31]


class Phones:
    """Mobile numbers that begin with 1540: no operator has that range. Each is given once."""

    def __init__(self, start: int):
        self.next = start

    def give(self) -> str:
        self.next += 7
        return f"1540{self.next:07d}"
