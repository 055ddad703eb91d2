"""A live fair with a picture of its own, to try: ``make live-demo``.

RTMP comes into Debian's nginx and HLS goes out of it; ffmpeg sends a test picture, a second one where sign language
would be, and sound alone. All of it are plain processes that answer this machine alone, in a database made for it.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TONGXING = ROOT / ".venv" / "bin" / "tongxing"
VAR = ROOT / "var" / "live-demo"
PATH = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
MODULES = (Path("/usr/lib/nginx/modules"), Path("/usr/lib64/nginx/modules"))
MAIN, SIGN, SOUND = "picture", "sign", "sound"
NGINX = """\
load_module {module};
daemon off;
master_process off;
error_log {folder}/error.log warn;
pid {folder}/nginx.pid;
events {{ worker_connections 256; }}
rtmp {{
  server {{
    listen 127.0.0.1:{rtmp};
    application live {{
      live on;
      allow publish 127.0.0.1;
      deny publish all;
      deny play all;
      hls on;
      hls_path {folder}/hls;
      hls_fragment 1s;
      hls_playlist_length 60s;
      hls_continuous on;
    }}
  }}
}}
http {{
  access_log off;
  client_body_temp_path {folder}/temp;
  proxy_temp_path {folder}/temp;
  fastcgi_temp_path {folder}/temp;
  uwsgi_temp_path {folder}/temp;
  scgi_temp_path {folder}/temp;
  server {{
    listen 127.0.0.1:{hls};
    location /hls/ {{
      alias {folder}/hls/;
      types {{ application/vnd.apple.mpegurl m3u8; video/mp2t ts; }}
      add_header Cache-Control no-cache;
      add_header Access-Control-Allow-Origin *;
    }}
  }}
}}
"""


def stop(process: subprocess.Popen | None) -> None:
    """End a process that was started here; kill it where it does not listen."""
    if process is None or process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@dataclass
class Ingest:
    """Our own ingest: nginx with its RTMP module, writing HLS into ``folder``."""

    folder: Path
    rtmp: int
    hls: int
    process: subprocess.Popen | None = None

    def start(self) -> None:
        """Write the configuration and start the server."""
        module = next((path for module in MODULES if (path := module / "ngx_rtmp_module.so").exists()), None)
        if module is None:
            sys.exit("nginx has no RTMP module here: run `sudo apt-get install libnginx-mod-rtmp`, then try again.")
        for name in ("hls", "temp"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        said = NGINX.format(module=module, folder=self.folder, rtmp=self.rtmp, hls=self.hls)
        (self.folder / "nginx.conf").write_text(said)
        command = [shutil.which("nginx", path=PATH), "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)

    def address(self, name: str) -> str:
        """Where the stream ``name`` is played from."""
        return f"http://127.0.0.1:{self.hls}/hls/{name}.m3u8"

    def wait_for(self, name: str, seconds: float = 30) -> None:
        """Wait until the stream ``name`` can be played."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            try:
                urllib.request.urlopen(self.address(name), timeout=2).close()  # noqa: S310  (our own address)
                return
            except OSError:
                time.sleep(0.2)
        sys.exit(f"No picture came within {seconds:.0f} seconds; see {self.folder / 'error.log'}.")

    def stop(self) -> None:
        """End the server."""
        stop(self.process)


@dataclass
class Sender:
    """ffmpeg sending a test picture with sound to the ingest, another one for sign language, and the sound alone."""

    ingest: Ingest
    names: tuple[str, ...] = (MAIN, SIGN, SOUND)
    process: subprocess.Popen | None = None
    sources: dict[str, str] = field(
        default_factory=lambda: {MAIN: "testsrc2=size=640x360:rate=25", SIGN: "testsrc=size=320x240:rate=15"}
    )

    def start(self) -> None:
        """Begin to send, at the speed of life."""
        command = [shutil.which("ffmpeg"), "-hide_banner", "-loglevel", "error", "-nostdin"]
        pictures = [name for name in self.names if name in self.sources]
        for name in pictures:
            command += ["-re", "-f", "lavfi", "-i", self.sources[name]]
        command += ["-re", "-f", "lavfi", "-i", "sine=frequency=330:beep_factor=4:sample_rate=44100"]
        sound = ["-map", f"{len(pictures)}:a", "-c:a", "aac", "-b:a", "48k"]
        for place, name in enumerate(pictures):
            picture = ["-map", f"{place}:v", "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency"]
            picture += ["-pix_fmt", "yuv420p", "-g", "25", "-b:v", "500k"]
            command += [*picture, *sound, "-f", "flv", self._target(name)]
        if SOUND in self.names:
            command += [*sound, "-f", "flv", self._target(SOUND)]
        self.process = subprocess.Popen(command)

    def _target(self, name: str) -> str:
        return f"rtmp://127.0.0.1:{self.ingest.rtmp}/live/{name}"

    def stop(self) -> None:
        """The picture stops coming."""
        stop(self.process)


def main() -> int:
    """Make the database, start ingest and test stream, tell the practice fair of them, serve until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="make live-demo", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="of the site; the live hub has the next one")
    options = parser.parse_args()
    environment = dict(os.environ, TONGXING_VAR=str(VAR))

    def tongxing(*words: str) -> None:
        subprocess.run([str(TONGXING), *words], env=environment, check=True)

    tongxing("demo", "--if-empty")
    tongxing("practice")
    ingest = Ingest(VAR / "ingest", rtmp=options.port + 3, hls=options.port + 2)
    sender = Sender(ingest)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        ingest.start()
        sender.start()
        for name in (MAIN, SIGN, SOUND):
            ingest.wait_for(name)
        addresses = ("--address", ingest.address(MAIN), "--sign", ingest.address(SIGN))
        tongxing("stream", *addresses, "--sound", ingest.address(SOUND))
        print("A test picture is running: open the practice fair and press 观看直播. Ctrl-C ends everything.")
        return subprocess.run([str(TONGXING), "serve", "--port", str(options.port)], env=environment).returncode
    except KeyboardInterrupt:
        return 0
    finally:
        sender.stop()
        ingest.stop()


if __name__ == "__main__":
    sys.exit(main())
