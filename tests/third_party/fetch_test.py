#!/usr/bin/env python3
"""third_party/fetch against a mirror and an upstream on loopback: what it takes, in which order, what it
refuses, and what it says when nobody has the right file. Touches neither .cache nor the system's apt.
"""

import fcntl
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import tomllib
import unittest

from mirror import Server, Suite, deb, sha256, tar

THIRD_PARTY = pathlib.Path(__file__).resolve().parents[2] / "third_party"
NOBODY = "http://127.0.0.1:1"  # a port where nobody listens

USED = {"pebble.h": "int pebble();\n", "src/pebble.cpp": "int pebble() { return 1; }\n"}
DEEP = {"src/deep/main.h": "not used\n", "src/old.cpp/README": "not used\n"}
UNUSED = {"examples/main.h": "not used\n", "README": "not used\n", **DEEP}
ORIG = "pebble_1.0+ds.orig.tar.xz"
TARBALL = "pebble-1.0.tar.gz"
DEB = "python3-pebble_1.0-1_all.deb"
CONTROL = ("Package: python3-pebble\nVersion: 1.0-1\nArchitecture: all\n"
           "Maintainer: Nobody <nobody@example.org>\nDescription: a pebble\n")


def content(files):
    return sha256("".join(f"{sha256(text.encode())}  {path}\n"
                          for path, text in sorted(files.items())).encode())


def below(folder, files):
    return {f"{folder}/{path}": text for path, text in files.items()}


class Fetch(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        self.cache = self.folder / "cache"
        self.sources = self.folder / "sources"
        self.sources.mkdir()
        self.server = Server()
        self.addCleanup(self.server.close)
        self.orig = tar(below("pebble-1.0", {**USED, **UNUSED}), "xz")
        self.tarball = tar(below("pebble-1.0", {**USED, **UNUSED, "more": "only upstream\n"}), "gz")
        self.pin = {"version": "1.0", "content": content(USED), "sha256": sha256(self.orig)}
        self.upstream = self.server.address + "/upstream/" + TARBALL
        self.debian = {"source": "pebble", "version": "1.0+ds-1", "file": ORIG, "strip": 1}
        self.suites = ["first", "second"]
        self.files = ["*.h", "src/*.cpp"]
        self.use_mirror(self.server.address)

    # --- the machine -------------------------------------------------------------------------

    def use_mirror(self, address, unsigned="true"):
        """An apt configuration of our own instead of the system's, strict about expired suites."""
        parts = self.folder / "parts"
        parts.mkdir(exist_ok=True)
        (parts / "machine.sources").write_text(
            f"# Ours\nTypes: deb\nURIs: {address}/other\nSuites: other\nComponents: main\n\n"
            f"Types: deb\nURIs:\n {address}/debian\nSuites: stable stable-updates\nComponents: main\n")
        (self.folder / "apt.conf").write_text(
            'Dir::Etc::parts "/dev/null"; Dir::Etc::main "/dev/null"; '
            f'Dir::Etc::sourcelist "/dev/null"; Dir::Etc::sourceparts "{parts}"; '
            'Acquire::Check-Valid-Until "true"; Acquire::Retries::Delay "false"; '
            f'Acquire::AllowInsecureRepositories "{unsigned}"; APT::Get::AllowUnauthenticated "true";\n')

    def write_list(self):
        debian = "".join(f"{key} = {value!r}\n" for key, value in self.debian.items())
        (self.folder / "list.toml").write_text(
            f'[pebble]\ntitle = "Pebble"\nversion = "{self.pin["version"]}"\n'
            f'content = "{self.pin["content"]}"\nfiles = {self.files}\nfolder = "pebble/in"\n'
            f'[pebble.debian]\n{debian}sha256 = "{self.pin["sha256"]}"\nsuites = {self.suites}\n'
            f'[pebble.upstream]\nurl = "{self.upstream}"\nfile = "{TARBALL}"\nstrip = 1\n')

    def fetch(self, sources=None, patience=60):
        self.write_list()
        environment = {name: value for name, value in os.environ.items()
                       if not name.lower().endswith("_proxy") and name != "HUBBUB_SOURCES"}
        environment["APT_CONFIG"] = str(self.folder / "apt.conf")
        if sources is not None:
            environment["HUBBUB_SOURCES"] = str(sources)
        self.server.requests.clear()
        return subprocess.run(
            [sys.executable, "-B", THIRD_PARTY / "fetch", "--list", self.folder / "list.toml",
             "--cache", self.cache], env=environment, check=False, text=True, timeout=patience,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def tree(self):
        root = self.cache / "pebble" / "in"
        return {str(path.relative_to(root)): path.read_text() for path in root.rglob("*")
                if path.is_file()}

    def suite(self, name):
        return f"{self.server.address}/debian, suite {name}"

    def suite_with(self, data, name="first", version="1.0+ds-1"):
        suite = Suite(self.server, name)
        path = suite.add_source("pebble", version, ORIG, data)
        return suite, path

    def upstream_has(self, data):
        self.server.files["/upstream/" + TARBALL] = data

    # --- what is expected --------------------------------------------------------------------

    def assert_fetched(self, done, origin, used=None):
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn(f"comes from {origin}", done.stdout)
        self.assertEqual(self.tree(), used or USED)
        self.assertEqual(sorted(path.name for path in self.cache.iterdir()),
                         ["fetch.log", "pebble", "sources"])

    def assert_failed(self, done, *said):
        self.assertEqual(done.returncode, 1, done.stdout)
        for part in ("Pebble 1.0", ORIG, self.pin["sha256"], self.pin["content"], self.upstream,
                     ", suite first", ", suite second", "HUBBUB_SOURCES", str(self.cache / "sources"), *said):
            self.assertIn(part, done.stdout)
        self.assertNotIn("Traceback", done.stdout)
        self.assertEqual([path.name for path in self.cache.iterdir()], ["fetch.log"])

    # --- Debian's suites ---------------------------------------------------------------------

    def test_takes_the_used_files_from_the_first_suite_and_keeps_the_archive(self):
        self.suite_with(self.orig)
        self.assert_fetched(self.fetch(), self.suite("first"))
        self.assertEqual((self.cache / "sources" / ORIG).read_bytes(), self.orig)
        self.assertFalse(self.server.asked_for("/upstream/"))
        self.assertFalse(self.server.asked_for("/second/"))

    def test_takes_a_binary_package_and_all_below_a_folder(self):
        data = deb(below("usr/lib/pebble", {**USED, **UNUSED}), CONTROL, self.folder)
        self.debian = {"binary": "python3-pebble", "version": "1.0-1", "file": DEB, "strip": 3}
        self.files = ["*.h", "src/**"]
        self.pin = {"version": "1.0", "content": content({**USED, **DEEP}), "sha256": sha256(data)}
        Suite(self.server, "first").add_binary(CONTROL, DEB, data)
        self.assert_fetched(self.fetch(), self.suite("first"), {**USED, **DEEP})

    def test_passes_over_a_suite_that_moved_on(self):
        self.suite_with(self.orig, "first", "1.1+ds-1")
        self.suite_with(self.orig, "second")
        done = self.fetch()
        self.assert_fetched(done, self.suite("second"))
        self.assertRegex(done.stdout, r"passed over .*/debian, suite first: .*1\.0\+ds-1")

    def test_passes_over_a_suite_that_is_not_there(self):
        self.suite_with(self.orig, "second")
        self.assert_fetched(self.fetch(), self.suite("second"))

    def test_takes_an_expired_suite(self):
        self.suite_with(self.orig)[0].publish(valid_for=-86400)
        self.assert_fetched(self.fetch(), self.suite("first"))

    def test_passes_over_an_unsigned_suite(self):
        self.use_mirror(self.server.address, unsigned="false")
        self.suite_with(self.orig)
        self.upstream_has(self.tarball)
        done = self.fetch()
        self.assert_fetched(done, self.upstream)
        self.assertIn("not signed", done.stdout)

    def test_refuses_a_wrong_file_that_the_suite_vouches_for(self):
        wrong = tar(below("pebble-1.0", {**USED, "README": "another archive, the same content\n"}), "xz")
        self.suite_with(wrong)
        self.suite_with(self.orig, "second")
        done = self.fetch()
        self.assert_fetched(done, self.suite("second"))
        self.assertIn(f"passed over {self.suite('first')}: the file's SHA-256 is {sha256(wrong)}",
                      done.stdout)

    def test_refuses_a_cut_file(self):
        self.server.cut.add(self.suite_with(self.orig)[1])
        self.suite_with(self.orig, "second")
        self.assert_fetched(self.fetch(), self.suite("second"))

    # --- upstream ----------------------------------------------------------------------------

    def test_goes_to_upstream_without_a_mirror(self):
        self.use_mirror(NOBODY)
        self.upstream_has(self.tarball)
        done = self.fetch()
        self.assert_fetched(done, self.upstream)
        self.assertIn("suite second: not asked again", done.stdout)
        self.assertEqual((self.cache / "sources" / TARBALL).read_bytes(), self.tarball)

    def test_fails_if_upstream_has_another_content(self):
        wrong = {**USED, "pebble.h": "int stone();\n"}
        self.upstream_has(tar(below("pebble-1.0", wrong), "gz"))
        self.assert_failed(self.fetch(), f"the SHA-256 of its content is {content(wrong)}")

    def test_fails_if_upstream_has_a_file_too_many(self):
        self.upstream_has(tar(below("pebble-1.0", {**USED, "src/more.cpp": "int more;\n"}), "gz"))
        self.assert_failed(self.fetch(), "the SHA-256 of its content is")

    def test_fails_if_upstream_is_cut(self):
        self.upstream_has(self.tarball)
        self.server.cut.add("/upstream/" + TARBALL)
        self.assert_failed(self.fetch(), f"cut short after {len(self.tarball) // 2} bytes")

    def test_fails_if_upstream_has_half_an_archive(self):
        self.upstream_has(self.tarball[:len(self.tarball) // 2])
        self.assert_failed(self.fetch(), "cannot be unpacked")

    def test_fails_if_upstream_has_an_altered_archive(self):
        self.use_mirror(NOBODY)
        for compression in ("gz", "xz"):  # long: what is wrong comes after tarfile has begun
            noise = random.Random(1)
            long = {**USED, "pebble.h": noise.randbytes(200000).hex()}
            data = tar(below("pebble-1.0", long), compression)
            half = len(data) // 2
            self.upstream_has(data[:half] + noise.randbytes(4000) + data[half + 4000:])
            self.assert_failed(self.fetch(), "cannot be unpacked")

    def test_fails_if_nobody_has_it(self):
        self.assert_failed(self.fetch(), self.suite("first"), self.suite("second"), "404")

    def test_fails_if_apt_knows_no_mirror(self):
        (self.folder / "parts" / "machine.sources").unlink()
        self.assert_failed(self.fetch(), "Debian, suite first: the machine's apt sources name no")

    def test_finds_the_mirror_in_one_line_sources(self):
        self.suite_with(self.orig)
        (self.folder / "parts" / "machine.sources").unlink()
        (self.folder / "parts" / "machine.list").write_text(
            f"deb {NOBODY} other main\n# deb {NOBODY} stable main\ndeb cdrom:[x]/ stable main\n"
            f"deb [arch=all signed-by=/x] {self.server.address}/debian stable main contrib # ours\n")
        self.assert_fetched(self.fetch(), self.suite("first"))

    def test_fails_without_a_network(self):
        self.use_mirror(NOBODY)
        self.upstream = NOBODY + "/" + TARBALL
        self.assert_failed(self.fetch(), "refused")

    # --- folders -----------------------------------------------------------------------------

    def test_asks_nobody_with_hubbub_sources(self):
        self.suite_with(self.orig)
        (self.sources / ORIG).write_bytes(self.orig)
        self.assert_fetched(self.fetch(self.sources), self.sources / ORIG)
        self.assertEqual(self.server.requests, [])

    def test_takes_upstreams_archive_from_hubbub_sources(self):
        (self.sources / TARBALL).write_bytes(self.tarball)
        self.assert_fetched(self.fetch(self.sources), self.sources / TARBALL)
        self.assertEqual(self.server.requests, [])

    def test_takes_an_archive_that_was_put_into_the_cache(self):
        (self.cache / "sources").mkdir(parents=True)
        (self.cache / "sources" / ORIG).write_bytes(self.orig)
        self.assert_fetched(self.fetch(), self.cache / "sources" / ORIG)
        self.assertEqual(self.server.requests, [])

    def test_passes_over_a_wrong_file_in_hubbub_sources(self):
        self.suite_with(self.orig)
        (self.sources / ORIG).write_bytes(self.orig[:-20])
        done = self.fetch(self.sources)
        self.assert_fetched(done, self.suite("first"))
        self.assertIn(f"passed over {self.sources / ORIG}: the file's SHA-256 is", done.stdout)

    def test_names_the_wrong_file_in_hubbub_sources_if_nobody_has_it(self):
        (self.sources / ORIG).write_bytes(b"")
        self.assert_failed(self.fetch(self.sources), f"{self.sources / ORIG}: the file's SHA-256 is",
                           f"{self.sources / TARBALL}: there is no such file")

    def test_passes_over_what_cannot_be_read(self):
        (self.sources / ORIG).mkdir()
        (self.sources / TARBALL).write_bytes(self.tarball)
        done = self.fetch(self.sources)
        self.assert_fetched(done, self.sources / TARBALL)
        self.assertIn(f"passed over {self.sources / ORIG}: it cannot be read", done.stdout)

    def test_says_that_the_folder_is_not_there(self):
        self.assert_failed(self.fetch(self.folder / "none"), f"{self.folder / 'none' / ORIG}: there is no")

    # --- the cache ---------------------------------------------------------------------------

    def test_is_silent_and_asks_nobody_when_everything_is_there(self):
        self.suite_with(self.orig)
        self.fetch()
        done = self.fetch()
        self.assertEqual((done.returncode, done.stdout), (0, ""))
        self.assertEqual(self.server.requests, [])

    def test_fetches_again_when_the_pin_changed(self):
        self.suite_with(self.orig)
        self.fetch()
        newer = {**USED, "pebble.h": "int pebble(int);\n"}
        data = tar(below("pebble-1.1", newer), "xz")
        self.suite_with(data)
        self.pin = {"version": "1.1", "content": content(newer), "sha256": sha256(data)}
        self.assert_fetched(self.fetch(), self.suite("first"), newer)

    def test_keeps_the_old_cache_if_the_new_pin_cannot_be_fetched(self):
        self.suite_with(self.orig)
        self.fetch()
        self.pin["content"] = "0" * 64
        self.assertEqual(self.fetch().returncode, 1)
        self.assertEqual(self.tree(), USED)

    def test_waits_for_another_fetch(self):
        (self.sources / ORIG).write_bytes(self.orig)
        self.cache.mkdir()
        with (self.cache / "fetch.log").open("w", encoding="utf-8") as log:
            fcntl.flock(log, fcntl.LOCK_EX)
            with self.assertRaises(subprocess.TimeoutExpired):
                self.fetch(self.sources, patience=1)
        self.assert_fetched(self.fetch(self.sources), self.sources / ORIG)

    def test_clears_away_what_an_interrupted_fetch_left(self):
        self.suite_with(self.orig)
        (self.cache / "incoming-x").mkdir(parents=True)
        self.assert_fetched(self.fetch(), self.suite("first"))


class TheList(unittest.TestCase):
    def test_pins_everything(self):
        pins = tomllib.loads((THIRD_PARTY / "sources.toml").read_text())
        self.assertEqual(sorted(pins), ["glad", "imgui"])
        for pin in pins.values():
            for digest in (pin["content"], pin["debian"]["sha256"]):
                self.assertRegex(digest, re.compile("^[0-9a-f]{64}$"))
            self.assertTrue(pin["debian"]["version"].startswith(pin["version"]))
            self.assertGreater(len(pin["debian"]["suites"]), 1)
            self.assertTrue(pin["upstream"]["url"].startswith("https://"))
            self.assertIn(pin["version"], pin["upstream"]["url"])


if __name__ == "__main__":
    unittest.main()
