"""Runs the cases of a script of this folder, each in a process and on networks of its own."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import unittest

import rig

SKIPPED = 77


class OnNetworks(unittest.TestCase):
    """A case with a rig of its own, on which `program` runs."""

    program = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="hubbub-netns-")
        self.addCleanup(folder.cleanup)
        self.rig = rig.Rig(self.program, folder.name)
        self.addCleanup(self.rig.close)


def run_all(cases, program):
    """All at once: mostly they wait."""
    script = os.path.abspath(sys.argv[0])
    running = []
    for case in unittest.TestLoader().getTestCaseNames(cases):
        output = tempfile.TemporaryFile("w+")
        running.append((case, output, subprocess.Popen(
            [sys.executable, "-B", script, program, case], stdout=output, stderr=output,
            preexec_fn=rig.die_with_parent)))
    failed = []
    try:
        for case, output, process in running:
            if process.wait() != 0:
                failed.append(case)
            output.seek(0)
            text = output.read()
            print(text if process.returncode else re.search(r"^test_.*$", text, re.MULTILINE)[0])
    finally:
        for _, _, process in running:
            process.kill()
            process.wait()
        rig.remove_stale()
    print(f"{len(running)} cases, failed: {', '.join(failed) or 'none'}")
    return 1 if failed else 0


def main(cases):
    """PROGRAM [CASE...] from the command line; the code to exit with. `cases` gets the program."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was made is removed
    program, *chosen = sys.argv[1:]
    try:
        rig.require_rights()
    except rig.NotAllowed as why:
        print(f"Skipped: this machine gives us no network namespaces ({why}).")
        return SKIPPED
    if not chosen:
        return run_all(cases, program)
    cases.program = os.path.abspath(program)
    suite = unittest.TestSuite(cases(case) for case in chosen)
    return 0 if unittest.TextTestRunner(verbosity=2).run(suite).wasSuccessful() else 1
