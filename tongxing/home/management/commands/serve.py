"""``tongxing serve``: bring the database up to date and serve the site, with the live hub beside it."""

import os
import subprocess
import sys

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from hub import spool
from hub.command import arguments_of_server, free_port, is_taken
from tongxing.common import installation
from tongxing.common.command import Command as Base
from tongxing.common.command import Problems, wrong_use
from tongxing.common.models import Installation
from tongxing.home.management.commands import watch
from tongxing.home.serving import Chore, Together
from tongxing.home.tables import bring_up_to_date
from tongxing.trail import anchors

DAY = 86_400.0
COMPILE = "from engines.matching import warm; warm()"


class Command(Base):
    help = "Serve the site; a database that is empty gets the demo campaign first."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1", help="a demonstration answers 127.0.0.1 whatever is said")
        parser.add_argument("--hub-port", type=int, help="where the live hub answers; the next free port unless said")
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *args, **options):
        host, port = options["host"], options["port"]
        if not 1 <= port <= 65535:
            raise wrong_use(f"A port is a number from 1 to 65535, not {port}: make run PORT=8080")
        if is_taken(host, port):
            raise wrong_use(f"Port {port} is taken by another program: choose another one, as in: make run PORT=8080")
        hub_port = options["hub_port"] or free_port(host, after=port)
        if not 1 <= hub_port <= 65535 or hub_port == port or is_taken(host, hub_port):
            raise wrong_use(
                f"The live hub cannot have port {hub_port}: it is taken, or no port. Choose another one, as in: "
                "tongxing serve --hub-port 9001, or leave it out: a free one is chosen."
            )
        self.prepare()
        if installation.is_demo():
            host = "127.0.0.1"
        self.stdout.write(f"\nTongxing is at http://{host}:{port}\n")
        if installation.is_demo():
            call_command("demo", "--sign-ins", stdout=self.stdout)
        self.stdout.flush()
        site = [
            sys.executable, "-m", "granian", "config.wsgi:application",
            "--interface", "wsgi", "--host", host, "--port", str(port),
            "--workers", str(options["workers"]), "--blocking-threads", "1",
            "--log-level", "warning", "--working-dir", str(settings.BASE), "--respawn-failed-workers",
        ]  # fmt: skip
        pages = [f"http://{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")]
        pages += [f"https://{name}" for name in settings.PUBLIC_HOSTS]
        environment = {"TONGXING_VAR": str(settings.VAR), "TONGXING_HUB_ORIGINS": ",".join(pages)}
        if not settings.PUBLIC_HOSTS:  # no proxy in front: pages reach the hub at its own port
            environment.setdefault("TONGXING_HUB", os.environ.get("TONGXING_HUB") or str(hub_port))
        hub = arguments_of_server(host, hub_port, 1)
        booking = Chore(
            [sys.executable, str(settings.BASE / "manage.py"), "book_viewings"],
            is_needed=lambda: any(spool.segments(settings.LIVE_FOLDER)),
        )
        anchoring = Chore(
            [sys.executable, str(settings.BASE / "manage.py"), "trail", "anchor", "--daily"], is_needed=anchors.is_due
        )
        watching = Chore([sys.executable, str(settings.BASE / "manage.py"), "watch"], is_needed=watch.is_needed)
        refreshing = Chore(
            [sys.executable, str(settings.BASE / "manage.py"), "refresh_statistics"],
            is_needed=lambda: connection.vendor == "sqlite",  # PostgreSQL does it by itself
            every=DAY,
        )
        sys.exit(Together(settings.BASE, site, hub, environment, booking, anchoring, watching, refreshing).run())

    def prepare(self):
        """Tables, what is compiled, style sheets, and the demo where nothing is there yet."""
        # The matching engine's loops are compiled beside all else, and kept on disk, so that no request waits for that.
        compiling = subprocess.Popen([sys.executable, "-c", COMPILE], cwd=settings.BASE)  # noqa: S603 - our own code
        try:
            self.fill()
        finally:
            code = compiling.wait()
        if code:
            raise Problems("The matching engine could not be compiled; what it said stands above.")

    def fill(self):
        """Tables, style sheets, and the demo where nothing is there yet."""
        bring_up_to_date()
        empty = not Installation.objects.exists()
        call_command("collectstatic", verbosity=0, interactive=False)
        if empty:
            self.stdout.write("The database is empty: loading the demo campaign …")
            self.stdout.flush()
            call_command("demo", "--if-empty", stdout=self.stdout, stderr=self.stderr)
        if installation.is_demo():
            call_command("practice", stdout=self.stdout, stderr=self.stderr)
