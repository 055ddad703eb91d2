"""Bring files of others, by package name and version, and check them: ``python -m tools.vendor``.

Needs npm on the machine; the files themselves are kept in the project, so that nobody else needs it.
"""

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES = (
    # package, version, member of its archive, where it goes, SHA-256
    (
        "axe-core",
        "4.14.1",
        "package/axe.min.js",
        "tests/vendor/axe.min.js",
        "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c",
    ),
    (
        "hls.js",
        "1.6.15",
        "package/dist/hls.light.min.js",
        "static/vendor/hls.light.min.js",
        "9467b9a3278bce740773e59423409a02fbcbb8dc668371f17198b18c2a1ab336",
    ),
)


def main() -> int:
    """Fetch, check, put in place; 1 when a file is not what it should be."""
    for package, version, member, target, wanted in FILES:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["npm", "pack", "--silent", f"{package}@{version}"], cwd=folder, check=True)
            archive = next(Path(folder).glob("*.tgz"))
            with tarfile.open(archive) as package_file:
                body = package_file.extractfile(member).read()
        found = hashlib.sha256(body).hexdigest()
        if found != wanted:
            print(f"{package} {version}: {member} has checksum {found}, expected {wanted}. Nothing was written.")
            return 1
        (ROOT / target).write_bytes(body)
        print(f"{target}: {package} {version}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
