#!/usr/bin/env python3
"""A host that starts on a full disk: it lets people in, takes nothing, and goes on once there is
room.

    tests/app/full_disk_test.py PROGRAM

Fills a small file system of its own. Exits with 77 (skipped) where that can't be mounted.
"""

import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest

from program import Program

SKIPPED = 77
SIZE = 8 * 1024 * 1024


class FullDiskTest(unittest.TestCase):
    program = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hubbub-disk-")
        self.addCleanup(folder.cleanup)
        self.disk = pathlib.Path(folder.name, "disk")
        self.disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", self.disk],
                                 stderr=subprocess.PIPE, text=True, check=False)
        if mounted.returncode != 0:
            print(f"a file system can't be mounted here: {mounted.stderr}", file=sys.stderr)
            sys.exit(SKIPPED)
        self.addCleanup(subprocess.run, ["umount", "-l", self.disk], check=True)
        self.guests = folder.name

    def host(self):
        program = Program(self.program, "--serve", "--port", "0", "--bind", "127.0.0.1", "--data",
                          str(self.disk / "host"))
        self.port = program.wait_for("listening")["port"]
        return program

    def join(self, name):
        guest = Program(self.program, "--join", f"127.0.0.1:{self.port}", "--pipe", "--nick", name,
                        "--data", str(pathlib.Path(self.guests, name)))
        guest.wait_for("state", state="online")
        return guest

    def fill(self):
        rest = self.disk / "rest"
        with open(rest, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass
        return rest

    def starts_full(self, how):
        host = self.host()
        ann = self.join("ann")
        ann.say("before")
        ann.wait_for("sent")
        ann.close(signal.SIGTERM)
        if how == signal.SIGTERM:
            host.close(how)
        rest = self.fill()
        if how == signal.SIGKILL:
            host.close(how)
        host = self.host()
        ann = self.join("ann")
        self.assertEqual(ann.wait_for("message", replay=True)["text"], "before")
        rest.unlink()
        ann.say("after")
        ann.wait_for("sent")
        ann.close(signal.SIGTERM)
        host.close(signal.SIGTERM)

    def test_after_a_clean_end(self):
        self.starts_full(signal.SIGTERM)

    def test_after_a_kill(self):
        self.starts_full(signal.SIGKILL)


if __name__ == "__main__":
    if os.geteuid() != 0:
        print("only root can mount a file system", file=sys.stderr)
        sys.exit(SKIPPED)
    FullDiskTest.program = sys.argv.pop(1)
    unittest.main()
