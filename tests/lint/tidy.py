#!/usr/bin/env python3
"""clang-tidy over net/, ui/ and app/, where something changed.

    tests/lint/tidy.py [--all] [-j 2] [part of a path ...]

Without --all it looks at what is not committed or came with the newest hundred commits; of a header,
at one source that includes it. It takes the compile commands of the preset `lint`, which need not be
built. A source is clean for as long as it, the headers of ours that it includes, its compile command,
.clang-tidy and clang-tidy itself stay what they were. Like compiled objects, the digests of clean ones outlive the clone: they are in
$XDG_CACHE_HOME/hubbub (~/.cache/hubbub).
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

RECENT_COMMITS = 100
SKIPPED = 77  # to CTest
ROOT = pathlib.Path(__file__).resolve().parents[2]


def output(*command, cwd=ROOT):
    return subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.PIPE, text=True).stdout


def is_ours(path):
    try:
        return path.relative_to(ROOT).parts[0] in ("net", "ui", "app")
    except ValueError:
        return False


def cache_folder():
    # The XDG base directory specification: a relative path is invalid and is ignored.
    base = pathlib.Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (base if base.is_absolute() else pathlib.Path.home() / ".cache") / "hubbub"


class Includes:
    """The files of ours that a source reads. Ours are included by their path from the root."""

    def __init__(self):
        self.direct = {}

    def of(self, path):
        found, waiting = set(), [path]
        while waiting:
            file = waiting.pop()
            if file in found:
                continue
            found.add(file)
            if file not in self.direct:
                names = re.findall(r'^#include "([^"]+)"', file.read_text(), re.MULTILINE)
                self.direct[file] = [ROOT / name for name in names if (ROOT / name).exists()]
            waiting += self.direct[file]
        return found


class Digests:
    def __init__(self):
        self.of_file = {}
        self.common = output("clang-tidy", "--version") + (ROOT / ".clang-tidy").read_text()

    def file(self, path):
        if path not in self.of_file:
            data = path.read_bytes() if path.exists() else b""
            self.of_file[path] = hashlib.sha256(data).hexdigest()
        return self.of_file[path]

    def unit(self, command, reads):
        parts = [self.common, command.replace(str(ROOT), ".")]
        parts += [f"{path.relative_to(ROOT)} {self.file(path)}" for path in sorted(reads)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def changed():
    """The files that the newest commits and the work tree have touched, and are still there."""
    newest = output("git", "rev-list", f"--max-count={RECENT_COMMITS + 1}", "HEAD").split()
    names = output("git", "diff", "--name-only", "-z", newest[-1]).split("\0")
    names += output("git", "ls-files", "-z", "--others", "--exclude-standard").split("\0")
    return {ROOT / name for name in names if name and (ROOT / name).is_file()}


def sources_of(changed_files, sources, includes):
    """The changed sources, and one source for each changed header: its own, or else the first."""
    chosen = changed_files & sources
    for header in sorted(changed_files - sources):
        if header.suffix != ".h" or not is_ours(header) or any(header in includes.of(s) for s in chosen):
            continue
        readers = sorted(source for source in sources if header in includes.of(source))
        if readers:
            own = header.with_suffix(".cpp")
            chosen.add(own if own in readers else readers[0])
    return chosen


def tidy(build, source):
    run = subprocess.run(["clang-tidy", "--quiet", "-p", str(build), str(source)], cwd=ROOT,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return run.returncode == 0, run.stdout if run.stdout.strip() else run.stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true")
    parser.add_argument("-j", type=int, default=os.cpu_count())
    parser.add_argument("paths", nargs="*")
    options = parser.parse_args()

    # Each version has other checks, and other opinions.
    decides = pathlib.Path(__file__).with_name("llvm_version").read_text().strip()
    version = re.search(r"version (\d+)", output("clang-tidy", "--version")).group(1)
    if version != decides:
        print(f"skipped: clang-tidy {decides} decides, and this is {version}")
        return SKIPPED
    build = ROOT / "build" / "lint"
    output("cmake", "--preset", "lint")
    # Made by the build, and included by ours.
    output("ninja", "third_party/glad/include/glad/gl.h", cwd=build)
    includes, digests = Includes(), Digests()
    clean_file = cache_folder() / "tidy_clean.txt"
    clean_file.parent.mkdir(parents=True, exist_ok=True)
    clean = set(clean_file.read_text().split()) if clean_file.exists() else set()
    commands = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        source = pathlib.Path(os.path.realpath(entry["file"]))
        if not is_ours(source) or build in source.parents:
            continue
        commands[source] = entry["command"]
    if options.paths:
        chosen = {source for source in commands
                  if any(part in str(source.relative_to(ROOT)) for part in options.paths)}
    else:
        chosen = set(commands) if options.all else sources_of(changed(), set(commands), includes)
    todo = {}
    for source in sorted(chosen):
        digest = digests.unit(commands[source], includes.of(source))
        if digest not in clean:
            todo[source] = digest

    bad = 0
    with concurrent.futures.ThreadPoolExecutor(options.j) as pool:
        jobs = {pool.submit(tidy, build, source): source for source in todo}
        for number, job in enumerate(concurrent.futures.as_completed(jobs), 1):
            source = jobs[job]
            is_clean, text = job.result()
            print(f"[{number}/{len(jobs)}] {source.relative_to(ROOT)}", flush=True)
            if is_clean:
                # At once, so that an interrupted run is not lost.
                with clean_file.open("a") as file:
                    file.write(todo[source] + "\n")
            else:
                print(text, flush=True)
                bad += 1
    print(f"{len(todo)} sources looked at, {bad} with findings")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
