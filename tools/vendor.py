"""Bring files of others, by package name and version, and check them: ``python -m tools.vendor``.

Needs npm on the machine; the files themselves are kept in the project, so that nobody else needs it.
"""

import hashlib
import re
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
    (
        "@noble/ed25519",
        "2.2.3",
        "package/index.js",
        "static/vendor/ed25519.js",
        "f389fc0e22f65f140d2b59520feadd17ea3347edb154888496e3d4ea61b6ae35",
    ),
    (
        "qr",
        "0.7.0",
        "package/index.js",
        "static/vendor/qr/index.js",
        "a0de370051f94bd74f218f74401fdf197585e3f9ef0143164f87ea941a3fdd6f",
    ),
    (
        "qr",
        "0.7.0",
        "package/decode.js",
        "static/vendor/qr/decode.js",
        "00e209820dcb11d624e9a03d6383e580766792b57d1651318f0a29e4e1ff0fe8",
    ),
)


def without_map(body):
    """The file without its last line's pointer to a source map, which is not brought and would not be found."""
    return re.sub(rb"\n//# sourceMappingURL=[^\n]+\n*\Z", b"\n", body)


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
        (ROOT / target).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / target).write_bytes(without_map(body))
        print(f"{target}: {package} {version}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
