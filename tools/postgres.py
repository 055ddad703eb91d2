"""Run a command against a throw-away PostgreSQL: ``python tools/postgres.py COMMAND …``.

The cluster lives in a temporary folder, answers on a socket in it and on no network, and is gone afterwards. With
``--no-autovacuum`` before the command it does not clean by itself: tables that it meets in the middle of a test, whose
rows are not certain yet, it would take for empty ever after, and plan accordingly.
"""

import glob
import os
import pwd
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tools.setup import apt_get, stop

NO_AUTOVACUUM = "--no-autovacuum"


def binaries() -> str:
    """The folder of the newest installed server; installs Debian's where that is allowed."""
    for attempt in range(2):
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda path: int(path.split("/")[4]))
        if found:
            return os.path.dirname(found[-1])
        if shutil.which("initdb"):
            return os.path.dirname(os.path.realpath(shutil.which("initdb")))
        if attempt == 0:
            apt_get("postgresql")
    stop("PostgreSQL's server is missing: run `sudo apt-get install postgresql`, then try again.")


def main() -> int:
    """Start, run, stop; the exit code is the command's."""
    folder = tempfile.mkdtemp(prefix="tongxing-pg-")
    where = binaries()
    as_server = []
    owner = pwd.getpwuid(os.geteuid()).pw_name
    if os.geteuid() == 0:  # the server refuses to run as root
        owner = "postgres"
        shutil.chown(folder, owner, owner)
        as_server = ["runuser", "-u", owner, "--"]
    data, log = os.path.join(folder, "data"), os.path.join(folder, "log")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    options += " -c lock_timeout=60s"  # who waits for a lock that nobody gives back says which statement waits
    command = sys.argv[1:]
    if command[:1] == [NO_AUTOVACUUM]:
        command, options = command[1:], f"{options} -c autovacuum=off"
    quiet = {"stdout": subprocess.DEVNULL, "check": True, "cwd": folder}
    control = [*as_server, f"{where}/pg_ctl", "-D", data]
    subprocess.run(
        [*as_server, f"{where}/initdb", "-D", data, "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust"], **quiet
    )
    try:
        subprocess.run([*control, "-l", log, "-o", options, "-w", "start"], **quiet)
        url = f"postgres://{owner}@/postgres?host={folder}"
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}).returncode
    finally:
        subprocess.run([*control, "-m", "immediate", "-w", "stop"], stdout=subprocess.DEVNULL, cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
