"""Takes the screenshots in docs/pictures: ``make pictures``.

A demonstration is loaded into a folder of its own, served on a free port of this machine, and photographed.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "pictures"
WIDE, PHONE = {"width": 1280, "height": 860}, {"width": 360, "height": 740}
SHOTS = (
    # name, user name (empty: a visitor), address and the names of links to follow from there, size, colours
    ("campaign", "", ["/campaigns/dec-2025/"], WIDE, "light"),
    ("campaign-phone", "", ["/campaigns/dec-2025/"], PHONE, "dark"),
    ("figure", "", ["/campaigns/dec-2025/", "到场人次"], WIDE, "light"),
    ("bulletin", "", ["/campaigns/dec-2025/", "简报"], WIDE, "light"),
    ("posts", "", ["/jobs/"], PHONE, "light"),
    ("shortlist", "zhaomin", ["/organisations/mine/", "推荐名单"], WIDE, "light"),
    ("my-day", "han", ["/start/"], WIDE, "light"),
    ("timetable", "han", ["/fairs/1/timetable/"], WIDE, "light"),
)


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def wait(port: int, server) -> None:
    """Until the server answers, a minute and a half at most."""
    for _try in range(450):
        if server.poll() is not None:
            raise SystemExit("The demonstration did not start.")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=2).close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The demonstration did not answer in time.")


def passwords(environment) -> dict[str, str]:
    """Passwords of the demonstration's staff by user name."""
    said = subprocess.run(
        [ROOT / ".venv/bin/tongxing", "demo", "--sign-ins", "--json"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return {one["username"]: one["password"] for one in json.loads(said) if "username" in one}


def sign_in(page, base: str, username: str, password: str) -> None:
    """Sign in as staff do."""
    page.goto(base + "/account/staff/")
    page.get_by_label("用户名").fill(username)
    page.locator("input[type=password]").first.fill(password)
    page.locator("input[type=password]").first.press("Enter")
    page.wait_for_url("**/start/")


def main() -> int:
    """Serve, photograph, stop."""
    folder = tempfile.mkdtemp(prefix="tongxing-pictures-")
    port = free_port()
    environment = {**os.environ, "TONGXING_VAR": folder}
    server = subprocess.Popen([ROOT / ".venv/bin/tongxing", "serve", "--port", str(port)], env=environment, cwd=ROOT)
    base = f"http://127.0.0.1:{port}"
    try:
        wait(port, server)
        TARGET.mkdir(parents=True, exist_ok=True)
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            known = passwords(environment)
            for name, who, steps, size, colours in SHOTS:
                context = browser.new_context(viewport=size, color_scheme=colours, locale="zh-CN")
                page = context.new_page()
                if who:
                    sign_in(page, base, who, known[who])
                page.goto(base + steps[0])
                for link in steps[1:]:
                    page.get_by_role("link", name=link).first.click()
                page.screenshot(path=TARGET / f"{name}.png")
                print(TARGET.relative_to(ROOT) / f"{name}.png")
                context.close()
            browser.close()
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
