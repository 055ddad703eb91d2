"""Make ``.venv`` and put into it what is needed; says in one sentence what is missing.

``python3 tools/setup.py run|develop|live|region``; ``live`` is ``run`` with the programs of a live picture, ``region``
adds what `tongxing match-region` alone needs. Only the standard library is used, in a way that an old Python can
read, so that it can say that it is too old. Done once for each state of the requirement lists: a second call
installs nothing.
"""

import glob
import hashlib
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
NEEDED_MB = 1400
NEEDED_BY = {"run": "`make run`", "develop": "`make test`", "region": "`tongxing match-region`"}
CONSOLE = """#!{python}
import os
import sys

sys.path.insert(0, {root!r})
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
from config.console import main

sys.exit(main(sys.argv))
"""


def stop(sentence):
    """Say what is missing and end with code 2."""
    sys.stderr.write(sentence + "\n")
    sys.exit(2)


def run(*command):
    """Run quietly; show the output only when it fails."""
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        sys.stderr.write(done.stdout.decode("utf-8", "replace")[-4000:])
        stop("This did not work: " + " ".join(command))


def check_machine():
    """Python new enough, disk wide enough."""
    if sys.version_info < (3, 11):
        stop(
            "Tongxing needs Python 3.11 or newer; {} is {}.{}. Install a newer one, then: make run PYTHON=python3.11".format(
                sys.executable, *sys.version_info[:2]
            )
        )
    free = shutil.disk_usage(ROOT).free // 1024**2
    if free < NEEDED_MB and not os.path.exists(PYTHON):
        stop(f"The disk has {free} MB free; setting up needs {NEEDED_MB} MB. Make room and try again.")


def fingerprint(name):
    """What the environment was made from: the pinned list and this Python."""
    with open(os.path.join(ROOT, "requirements", name + ".txt"), "rb") as file:
        return hashlib.sha256(file.read() + sys.version.encode()).hexdigest()


def install(name):
    """Install the list ``name`` (run or develop) where its mark is not there yet."""
    mark = os.path.join(VENV, "installed-" + name)
    wanted = fingerprint(name)
    if os.path.exists(mark) and open(mark).read() == wanted:
        return
    if not os.path.exists(PYTHON):
        print("Making .venv …", flush=True)
        run(sys.executable, "-m", "venv", VENV)
    print("Installing what {} needs …".format(NEEDED_BY[name]), flush=True)
    listed = os.path.join("requirements", name + ".txt")
    # The list is complete, and leaves out what only draws plots (Makefile, `lock`): so pip adds nothing to it. Python
    # compiles a module when it is first imported; most modules of these packages never are.
    quiet = ("-q", "--disable-pip-version-check", "--no-compile")
    run(PYTHON, "-m", "pip", "install", *quiet, "--require-hashes", "--no-deps", "-r", listed)
    with open(mark, "w") as file:
        file.write(wanted)


def write_console():
    """Write ``.venv/bin/tongxing``."""
    path = os.path.join(VENV, "bin", "tongxing")
    text = CONSOLE.format(python=PYTHON, root=ROOT)
    if not os.path.exists(path) or open(path).read() != text:
        with open(path, "w") as file:
            file.write(text)
        os.chmod(path, 0o755)


def apt_get(*packages):
    """Install Debian packages where that is allowed; returns whether it was done."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.run(["apt-get", "update", "-qq"], env=environment, **quiet)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    return subprocess.run(command, env=environment, **quiet).returncode == 0


def has_chinese_font():
    """Whether a font with Chinese is on the system, where PDFs look for one."""
    folders = ["/usr/share/fonts", "/usr/local/share/fonts", os.path.expanduser("~/.fonts"), "/Library/Fonts"]
    folders += ["/System/Library/Fonts", os.path.expanduser("~/.local/share/fonts")]
    names = ("*CJK*", "*SourceHan*", "*PingFang*", "*Songti*", "*wqy*", "*STHeiti*")
    return any(glob.glob(os.path.join(folder, "**", name), recursive=True) for folder in folders for name in names)


def install_font():
    """A Chinese font for PDFs; without one the site runs, and PDFs say what is missing."""
    if has_chinese_font():
        return
    print("Installing a Chinese font for PDFs …", flush=True)
    if not apt_get("fonts-noto-cjk"):
        print("PDFs need a Chinese font: install Noto Sans CJK (Debian: apt-get install fonts-noto-cjk).", flush=True)


# Programs of the system: its name on the path, the Debian packages it comes in, and what it is for. Each program that is
# called stands here itself: that another one is there says nothing about it.
FOR_LIVE = (
    ("nginx", ("nginx-light", "libnginx-mod-rtmp"), "taking in a live picture"),
    ("ffmpeg", ("ffmpeg",), "a test picture"),
)
FOR_TESTS = (
    ("chromium", ("chromium",), "the browser journeys"),
    ("pdftotext", ("poppler-utils",), "reading PDFs in tests"),
    ("git", ("git",), "the list of the project's own files"),
    *FOR_LIVE,
    ("redis-server", ("redis-server",), "the hub on several machines"),
    ("lou_translate", ("liblouis-bin", "liblouis-data"), "Braille"),
)


NGINX_MODULES = ("/usr/lib/nginx/modules", "/usr/lib64/nginx/modules", "/usr/share/nginx/modules")


def is_there(name, path):
    """Whether the program can be called; nginx without its module for live pictures cannot do what it is for."""
    if not shutil.which(name, path=path):
        return False
    modules = [os.path.join(folder, "ngx_rtmp_module.so") for folder in NGINX_MODULES]
    return name != "nginx" or any(os.path.exists(module) for module in modules)


def install_programs(programs):
    """Debian's packages of what is not there yet; nothing is skipped in silence."""
    path = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    missing = [program for program in programs if not is_there(program[0], path)]
    if not missing:
        return
    print("Installing {} …".format(", ".join(one[0] for one in missing)), flush=True)
    done = apt_get(*[package for one in missing for package in one[1]])
    for name, packages, purpose in missing:
        if not done or not is_there(name, path):
            stop(
                "{} is needed for {}: run `sudo apt-get install {}`, then try again.".format(
                    name, purpose, " ".join(packages)
                )
            )


def main():
    """Set up for ``run``, ``develop`` or ``live``."""
    name = sys.argv[1] if len(sys.argv) == 2 else ""
    if name not in ("run", "develop", "live", "region"):
        stop("Use: python3 tools/setup.py run|develop|live|region")
    check_machine()
    if name == "region":
        install("region")
        return
    install("develop" if name == "develop" else "run")
    write_console()
    install_font()
    install_programs({"run": (), "develop": FOR_TESTS, "live": FOR_LIVE}[name])
    run(PYTHON, "-m", "tools.catalogues")
    if name == "develop":
        # The matching engine's loops, once for all processes of a test run; `make run` compiles beside loading the demo.
        run(PYTHON, "-c", "from engines.matching import warm; warm()")


if __name__ == "__main__":
    main()
