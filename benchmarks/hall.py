"""A running fair in a folder of its own, the real server before it, and devices that stand in for telephones.

The server is the one of ``tongxing serve``: granian, WSGI, two workers with one blocking thread each, on SQLite.
A device keeps to the rules of the app: it reads tickets by the fair's public key, notes acts with an id, a counter and
its clock, and sends until each act has its final answer.
"""

import base64
import contextlib
import datetime as dt
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from benchmarks.measuring import ROOT

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
FINAL = {"accepted", "repeat", "refused", "conflict"}


def free_port():
    """A port that nobody uses now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Server:
    """The site's server; it may be killed as the power is cut, and started again on the same port."""

    def __init__(self, folder):
        self.port, self.environment = free_port(), os.environ | {"TONGXING_VAR": str(folder)}
        self.process = None

    def start(self):
        """Start it and wait until it answers."""
        command = [
            sys.executable, "-m", "granian", "config.wsgi:application", "--interface", "wsgi", "--host", "127.0.0.1",
            "--port", str(self.port), "--workers", "2", "--blocking-threads", "1", "--log-level", "error",
            "--working-dir", str(ROOT), "--respawn-failed-workers",
        ]  # fmt: skip
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, start_new_session=True, stderr=subprocess.DEVNULL
        )
        for _try in range(600):
            with contextlib.suppress(OSError, http.client.HTTPException):
                line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                line.request("GET", "/doors/app/state")
                if line.getresponse().status == 401:
                    return
            time.sleep(0.05)
        raise SystemExit("The server did not start: the measurement is void.")

    def kill(self):
        """-9 to the server and all its workers, in the middle of whatever they do."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """End it in good order, if it runs."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(30)


def processor_of(group):
    """Seconds of processor that the processes of a group have used; 0 where the system does not tell."""
    ticks = 0
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            facts = status.read_text().rsplit(")", 1)[1].split()
            if int(facts[2]) == group:
                ticks += int(facts[11]) + int(facts[12])
    return ticks / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def serving(folder):
    """A server on ``folder`` for as long as the block lasts."""
    server = Server(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@dataclass
class Device:
    """A telephone: what it was told when it was enrolled, the acts it noted, and which of them are answered."""

    port: int
    told: dict
    acts: list = field(default_factory=list)
    answered: dict = field(default_factory=dict)
    cut_off: int = 0
    line: http.client.HTTPConnection | None = None

    @classmethod
    def enrolled(cls, port, code):
        """A device that was enrolled with ``code`` through the server."""
        device = cls(port, {})
        status, told = device.ask("POST", "/doors/app/enrol", {"code": code, "clock": _now(), "version": 1}, {})
        if status != 200:
            raise SystemExit(f"A device was not enrolled ({status}): the measurement is void.")
        device.told = told
        device.key = Ed25519PublicKey.from_public_bytes(base64.b64decode(told["fair"]["public_key"]))
        return device

    @property
    def shows(self):
        """What each request carries."""
        return {"Authorization": f"Device {self.told['device']} {self.told['secret']}"}

    def ask(self, method, path, body=None, headers=None):
        """(status, JSON) over a connection that stays open; ``OSError`` where the server is gone."""
        if self.line is None:
            self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = None if body is None else json.dumps(body).encode()
        more = {"Content-Type": "application/json"} | (self.shows if headers is None else headers)
        try:
            self.line.request(method, path, sent, more)
            answer = self.line.getresponse()
            return answer.status, json.loads(answer.read() or b"{}")
        except (OSError, http.client.HTTPException) as fault:
            self.hang_up()
            raise ConnectionError(str(fault)) from fault

    def hang_up(self):
        """Close the connection; the next request opens one. An idle one is closed by the server after a while."""
        if self.line is not None:
            self.line.close()
            self.line = None

    def registration_of(self, token):
        """Whose ticket it is, read and verified without network."""
        number = 0
        for sign in token:
            number = number << 5 | SIGNS.index(sign)
        body = number.to_bytes(75, "big")
        self.key.verify(body[11:], body[:11])
        return int.from_bytes(body[3:7], "big")

    def note(self, kind, moment, **data):
        """Note one act, without network."""
        act = {"id": str(uuid.uuid4()), "counter": len(self.acts) + 1, "kind": kind, "at": moment.isoformat()}
        self.acts.append(act | {"data": data})
        return self.acts[-1]

    def let_in(self, token, moment):
        """Scan a ticket."""
        return self.note("check_in", moment, person=self.registration_of(token), means="ticket", token=token)

    def send(self, acts):
        """Send some acts and keep their answers; (state of each, by id)."""
        waiting = len(self.acts) - len(self.answered)
        status, told = self.ask("POST", "/doors/app/acts", {"clock": _now(), "acts": acts, "waiting": waiting})
        if status != 200:
            raise SystemExit(f"An upload was answered {status} {told}: the measurement is void.")
        states = {one["id"]: one["state"] for one in told["acts"]}
        self.answered |= {name: state for name, state in states.items() if state in FINAL}
        return states


def _now():
    return dt.datetime.now(dt.UTC).isoformat()


def set_up(folder, people, devices):
    """A fair that runs now, ``people`` with tickets and codes for ``devices``; (fair's key, tokens, codes).

    Called once in a process: it sets Django up on ``folder``.
    """
    os.environ["TONGXING_VAR"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from tests import cast
    from tongxing.doors import actions
    from tongxing.fairs import tickets
    from tongxing.fairs.models import Fair, Registration
    from tongxing.fairs.models.number import new_number, new_ticket
    from tools import catalogues

    catalogues.compile_all()
    for command in (("migrate",), ("createcachetable",), ("collectstatic", "--no-input")):
        call_command(*command, verbosity=0)
    now = timezone.now()
    event = cast.EventFactory(
        region="150200", starts_at=now - dt.timedelta(hours=3), ends_at=now + dt.timedelta(hours=3)
    )
    fair = cast.FairFactory(event=event, state=Fair.State.RUNNING)
    clerk = cast.staff("gao", "高云", "clerk", "150200")
    registrations = Registration.objects.bulk_create(
        Registration(
            fair=fair, person=cast.PersonFactory(phone=""), number=new_number("R"), ticket=new_ticket(), means="staff"
        )
        for _person in range(people)
    )
    codes = [
        actions.make_code(device=actions.prepare(fair=fair, name=f"{number}号门", role="door", by=clerk), by=clerk)
        for number in range(1, devices + 1)
    ]
    tokens = [tickets.token_of(one) for one in registrations]
    connection.close()
    return fair.pk, tokens, codes
