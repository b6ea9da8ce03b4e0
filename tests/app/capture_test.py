#!/usr/bin/env python3
"""What somebody who listens on the wire sees: nothing of what is said over TLS, all of what is said
in the clear (which shows that he would have seen the other too).

    tests/app/capture_test.py PROGRAM

Exits with 77 (skipped) where this machine does not let us listen.
"""

import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

from program import PATIENCE, Program

SKIPPED = 77
SECRET = "the cake is behind the amplifier"
OPEN = "everybody may read this line"


class Listening:
    """dumpcap on loopback, for two ports."""

    def __init__(self, folder, ports):
        self.path = pathlib.Path(folder, "wire.pcapng")
        self.process = subprocess.Popen(
            ["dumpcap", "-q", "-i", "lo", "-f", " or ".join(f"tcp port {port}" for port in ports),
             "-w", str(self.path)], stderr=subprocess.PIPE, text=True)
        self.alarm = threading.Timer(PATIENCE, self.process.kill)
        self.alarm.start()
        self.said = ""
        for line in self.process.stderr:
            self.said += line
            if line.startswith("File:"):
                return
        self.close()
        print(f"dumpcap can't listen here: {self.said}", file=sys.stderr)
        sys.exit(SKIPPED)

    def wait_for(self, text):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if text.encode() in self.path.read_bytes():
                return True
            time.sleep(0.05)
        return False

    def close(self):
        self.alarm.cancel()
        self.process.send_signal(signal.SIGINT)
        self.process.wait()
        self.process.stderr.close()


class CaptureTest(unittest.TestCase):
    program = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hubbub-capture-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def start(self, name, *arguments):
        data = pathlib.Path(self.folder, name)
        program = Program(self.program, *arguments, "--data", str(data))
        self.addCleanup(program.close)
        return program

    def host(self, name):
        host = self.start(name, "--serve", "--port", "0", "--bind", "127.0.0.1")
        return host.wait_for("listening")["port"]

    def join(self, name, port, *arguments):
        guest = self.start(name, "--join", f"127.0.0.1:{port}", "--pipe", "--nick", name,
                           *arguments)
        guest.wait_for("state", state="online")
        return guest

    def fields(self, path, port, what, *more):
        out = subprocess.run(
            ["tshark", "-r", str(path), "-d", f"tcp.port=={port},tls", "-Y",
             f"tcp.port=={port} and {what}", "-T", "fields", *more],
            check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
        return out.split()

    def test_text_over_tls_is_not_on_the_wire(self):
        secure = self.host("secure-host")
        clear = self.host("clear-host")
        listening = Listening(self.folder, (secure, clear))

        ann = self.join("ann", secure)
        bob = self.join("bob", secure)
        ann.say(SECRET)
        bob.wait_for("message", text=SECRET)
        eve = self.join("eve", clear, "--plain")
        eve.say(OPEN)
        eve.wait_for("message", text=OPEN)

        # What was said later is there, so what was said before is as well.
        seen = listening.wait_for(OPEN)
        listening.close()
        self.assertTrue(seen, listening.said)
        wire = listening.path.read_bytes()
        self.assertNotIn(SECRET.encode(), wire)
        self.assertNotIn(b"bob", wire)
        records = self.fields(listening.path, secure, "tls.app_data", "-e", "tcp.stream")
        self.assertEqual(set(records), {"0", "1"})
        versions = self.fields(listening.path, secure, "tls.handshake.type==2",
                               "-e", "tls.handshake.extensions.supported_version")
        self.assertEqual(versions, ["0x0304", "0x0304"])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if not shutil.which("dumpcap") or not shutil.which("tshark"):
        print("dumpcap and tshark are not installed", file=sys.stderr)
        sys.exit(SKIPPED)
    CaptureTest.program = sys.argv.pop()
    unittest.main()
