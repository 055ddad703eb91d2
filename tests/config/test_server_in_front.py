"""The guide's nginx in front of the site and the hub: nobody chooses the address under which they are counted."""

import contextlib
import datetime as dt
import http.client
import itertools
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.cache import cache

from hub import spool
from hub.command import arguments_of_server
from tests import cast
from tests.config.guide import blocks
from tongxing.trail.models import Entry

ROOT = Path(__file__).resolve().parents[2]
HOST = "tongxing.example.org"
ONE, OTHER = "127.0.0.2", "127.0.0.3"
"""Two readers: the whole of 127.0.0.0/8 is this machine, and nginx sees from which of it somebody comes."""


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def wait_for_port(port: int, process: subprocess.Popen) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError(f"nothing answers at port {port}: exit code {process.poll()}")


def write_certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    begins = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begins)
        .not_valid_after(begins + dt.timedelta(days=36500))
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def configuration(folder: Path, ports: dict[str, int]) -> str:
    """The guide's own block, with only ports, the certificate's folder and places for scratch files put in."""
    (text,) = blocks("nginx", under="The server in front")
    scratch = "".join(
        f"{kind}_temp_path {folder}/scratch;" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    for ours, theirs in {
        "server 127.0.0.1:8000;": f"server 127.0.0.1:{ports['site']};",
        "server 127.0.0.1:8001;": f"server 127.0.0.1:{ports['hub']};",
        "listen 443 ssl;": f"listen 127.0.0.1:{ports['https']} ssl;",
        "listen 80;": f"listen 127.0.0.1:{ports['http']};",
        "/etc/ssl/tongxing/": f"{folder}/",
        "http {": f"http {{ access_log off; {scratch}",
    }.items():
        assert text.count(ours) in {1, 2}, ours
        text = text.replace(ours, theirs)
    return f"daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log warn;\n{text}"


class Browser:
    """Somebody at ``address`` who keeps cookies and sends whatever headers they like."""

    def __init__(self, port: int, address: str):
        self.port, self.address, self.cookies = port, address, SimpleCookie()

    def ask(self, method: str, path: str, fields: dict | None = None, **headers: str):
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        connection = http.client.HTTPSConnection(
            "127.0.0.1", self.port, timeout=30, context=context, source_address=(self.address, 0)
        )
        sent = {"Host": HOST, "Referer": f"https://{HOST}{path}"} | headers
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())
        if fields is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        with contextlib.closing(connection):
            connection.request(method, path, urlencode(fields) if fields is not None else None, sent)
            answer = connection.getresponse()
            for value in answer.headers.get_all("Set-Cookie", []):
                self.cookies.load(value)
            return answer.status, answer.read().decode()

    def fill_in(self, path: str, fields: dict, **headers: str):
        """Open the page and send its form."""
        status, page = self.ask("GET", path, **headers)
        assert status == 200, page
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        return self.ask("POST", path, fields | {"csrfmiddlewaretoken": token}, **headers)


@pytest.fixture
def public(settings):
    """A site with a public name and one server in front, as the environment would say it."""
    settings.PUBLIC_HOSTS, settings.PROXIES = [HOST], 1
    settings.ALLOWED_HOSTS = [HOST, "127.0.0.1", "localhost"]
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.fixture
def nginx(tmp_path):
    """Start the guide's nginx before the programs at ``site`` and ``hub``; gives the port of its TLS."""
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    assert program, "nginx is not installed: make setup names the package"
    started = []

    def start(*, site: int, hub: int) -> int:
        ports = {"site": site, "hub": hub, "https": free_port(), "http": free_port()}
        (tmp_path / "scratch").mkdir()
        write_certificate(tmp_path)
        (tmp_path / "nginx.conf").write_text(configuration(tmp_path, ports))
        command = [program, "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf"), "-e", str(tmp_path / "error.log")]
        started.append(subprocess.Popen(command))
        wait_for_port(ports["https"], started[0])
        return ports["https"]

    yield start
    for process in started:
        process.terminate()
        process.wait(10)


@pytest.fixture
def front(public, live_server, nginx):
    """The port at which the site answers behind nginx."""
    yield nginx(site=int(live_server.url.rsplit(":", 1)[1]), hub=free_port())
    cache.clear()  # the counts of tries are in no model's table: nothing else empties it


def wrong_password(browser: Browser, username: str, **headers: str) -> str:
    _status, page = browser.fill_in("/account/staff/", {"login": username, "password": "wrong"}, **headers)
    return page


def test_wrong_sign_ins_are_counted_by_the_true_address_whatever_the_header_says(front, transactional_db):
    stranger, forged = Browser(front, ONE), (f"203.0.113.{number}" for number in itertools.count(1))

    pages = [wrong_password(stranger, f"nobody-{n}", **{"X-Forwarded-For": next(forged)}) for n in range(31)]

    assert "登录失败次数过多" not in "".join(pages[:30])
    assert "登录失败次数过多" in pages[30]
    assert "登录失败次数过多" not in wrong_password(Browser(front, OTHER), "nobody")


def test_the_trail_says_whence_an_act_came_and_not_what_its_header_said(front, transactional_db):
    cast.staff("gao", "高云", "clerk", "150200")

    for address in (ONE, OTHER):
        fields = {"login": "gao", "password": cast.PASSWORD}
        status, page = Browser(front, address).fill_in("/account/staff/", fields, **{"X-Forwarded-For": "8.8.8.8"})
        assert status == 302, page

    origins = Entry.objects.filter(act="signed in").order_by("pk").values_list("origin", flat=True)
    assert list(origins) == [ONE, OTHER]


def test_the_hub_bounds_viewers_by_the_true_address(tmp_path, nginx):
    spool.put_snapshot(tmp_path / "live", "fair-1", {})
    port = free_port()
    environment = os.environ | {"TONGXING_VAR": str(tmp_path), "TONGXING_HOSTS": HOST}
    command = [
        "tests.config.small_hub:application" if word == "hub.app:application" else word
        for word in arguments_of_server("127.0.0.1", port, 1)
    ]
    hub = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        wait_for_port(port, hub)
        front = nginx(site=free_port(), hub=port)
        for number, address in enumerate([ONE, ONE, ONE, OTHER]):
            forged = {"X-Forwarded-For": f"203.0.113.{number}"}
            visit = f"visit-of-reader-{number}"
            status, _page = Browser(front, address).ask("GET", f"/hub/fair-1/snapshot.json?v={visit}", **forged)
            assert status == 200
        assert Browser(front, ONE).ask("GET", "/hub/health")[0] == 404
        health = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        health.request("GET", "/hub/health")
        assert b'"not_counted": 2' in health.getresponse().read()
    finally:
        hub.terminate()
        hub.wait(20)
