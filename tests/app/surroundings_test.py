#!/usr/bin/env python3
"""The program in surroundings that are not as usual: no home, closed streams, files with byte order
marks, folders and files behind symbolic links.

    tests/app/surroundings_test.py PROGRAM
"""

import json
import os
import pathlib
import pwd
import subprocess
import sys
import tempfile
import unittest

from program import PATIENCE, Program

MARK = b"\xef\xbb\xbf"


class SurroundingsTest(unittest.TestCase):
    program = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hubbub-surroundings-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def host(self, *options, data=None):
        program = Program(self.program, "--serve", "--port", "0", "--bind", "127.0.0.1", "--data",
                          str(data or self.folder / "host"), *options)
        self.addCleanup(program.close)
        self.port = program.wait_for("listening")["port"]
        return program

    def arguments(self, name, *options):
        return ["--join", f"127.0.0.1:{self.port}", "--pipe", "--nick", name, "--data",
                str(self.folder / name), *options]

    def pipe(self, name, said, *options):
        """What a guest is told who says that and goes."""
        ended = subprocess.run([self.program, *self.arguments(name, *options)], input=said,
                               stdout=subprocess.PIPE, timeout=PATIENCE, check=False)
        return [json.loads(line) for line in ended.stdout.splitlines()], ended.returncode

    # ---- Byte order marks ----

    def test_a_byte_order_mark_does_not_hide_a_command(self):
        self.host()
        bob = Program(self.program, *self.arguments("bob"))
        self.addCleanup(bob.close)
        bob.wait_for("state", state="online")
        told, code = self.pipe("ann", MARK + b"/msg bob first\n" + MARK + b"/msg bob second\r\n" +
                               MARK + b"aloud")
        self.assertEqual(code, 0)
        said = {each["text"]: each["private"] for each in told if each["event"] == "message"}
        self.assertEqual(said, {"first": True, "second": True, "aloud": False})

    def test_a_byte_order_mark_is_no_part_of_a_password(self):
        marked = self.folder / "marked"
        plain = self.folder / "plain"
        marked.write_bytes(MARK + b"open sesame\r\n")
        plain.write_bytes(b"open sesame")
        self.host("--password-file", str(marked))
        told, code = self.pipe("ann", b"hello\n", "--password-file", str(plain))
        self.assertIn("sent", [each["event"] for each in told])
        self.assertEqual(code, 0)

    # ---- Streams ----

    def with_closed(self, streams, *arguments):
        """Started as a shell does with `<&-`, `>&-`, `2>&-`."""
        closing = " ".join({0: "<&-", 1: ">&-", 2: "2>&-"}[stream] for stream in streams)
        return subprocess.Popen(["sh", "-c", f'exec "$0" "$@" {closing}', self.program, *arguments])

    def test_a_closed_input_is_an_empty_one(self):
        self.host()
        guest = self.with_closed([0], *self.arguments("ann"))
        self.assertEqual(guest.wait(PATIENCE), 0)

    def test_no_other_file_gets_the_place_of_a_stream(self):
        for streams in [[0], [1], [2], [0, 1, 2]]:
            data = self.folder / f"host{len(streams)}{streams[0]}"
            host = self.with_closed(streams, "--serve", "--port", "0", "--bind", "127.0.0.1",
                                    "--data", str(data))
            for _ in range(PATIENCE * 100):
                if (data / "history.db-wal").exists():
                    break
                with self.assertRaises(subprocess.TimeoutExpired):
                    host.wait(0.01)
            for stream in streams:
                self.assertEqual(os.readlink(f"/proc/{host.pid}/fd/{stream}"), "/dev/null")
            host.terminate()
            self.assertEqual(host.wait(PATIENCE), 0)

    # ---- Home ----

    def without_data(self, environment):
        kept = {name: value for name, value in os.environ.items()
                if name not in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
        work = self.folder / "work"
        work.mkdir(exist_ok=True)
        ended = subprocess.run([self.program, "--join", "127.0.0.1:1", "--pipe", "--nick", "ann"],
                               env={**kept, **environment}, cwd=work, input=b"",
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=PATIENCE,
                               check=False)
        self.assertEqual(list(work.iterdir()), [], environment)
        return ended

    def test_the_folder_one_is_in_is_no_home(self):
        home = pathlib.Path(pwd.getpwuid(os.getuid()).pw_dir)
        if not os.access(home, os.W_OK):
            self.skipTest("whoever runs this has no home")
        for environment in [{"HOME": ""}, {"HOME": "relative"}, {}]:
            self.without_data({**environment, "XDG_DATA_HOME": "also/relative"})
        self.assertFalse(pathlib.Path("/.local").exists())

    @unittest.skipUnless(os.geteuid() == 0, "only root can be somebody whom nobody knows")
    def test_who_has_no_home_at_all_is_told_of_data(self):
        self.folder.chmod(0o777)
        nobody = 54_321
        for environment in [[], ["HOME="], ["HOME=relative"]]:
            ended = subprocess.run(
                ["setpriv", f"--reuid={nobody}", "--clear-groups", "env", "-i", *environment,
                 self.program, "--join", "127.0.0.1:1", "--pipe", "--nick", "ann"],
                cwd="/", input=b"", stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                timeout=PATIENCE, check=False)
            if b"Permission denied" in ended.stderr:
                self.skipTest("the program is in a folder that is not for everybody")
            self.assertEqual(ended.returncode, 1, ended.stderr)
            self.assertIn(b"--data", ended.stderr)
            self.assertEqual(ended.stderr.count(b"\n"), 1)

    # ---- Links ----

    def test_the_data_folder_may_be_behind_links(self):
        disk = self.folder / "disk"
        disk.mkdir()
        (self.folder / "parent").symlink_to(disk)
        (self.folder / "linked").symlink_to("parent/party")
        (disk / "party").mkdir()
        host = self.host(data=self.folder / "linked")
        self.pipe("ann", b"hello\n")
        host.close()
        self.assertTrue((disk / "party" / "history.db").is_file())
        self.host(data=self.folder / "parent" / "party")
        bob = Program(self.program, *self.arguments("bob"))
        self.addCleanup(bob.close)
        bob.wait_for("message", text="hello")

    def test_known_hosts_may_be_a_link_and_stay_one(self):
        self.host()
        guest = self.folder / "ann"
        guest.mkdir()
        (guest / "known_hosts").symlink_to(self.folder / "shared")
        (self.folder / "shared").write_text("")
        told, _ = self.pipe("ann", b"hello\n")
        self.assertIn("sent", [each["event"] for each in told])
        self.assertTrue((guest / "known_hosts").is_symlink())
        self.assertIn(str(self.port), (self.folder / "shared").read_text())


if __name__ == "__main__":
    SurroundingsTest.program = os.path.abspath(sys.argv.pop(1))
    unittest.main()
