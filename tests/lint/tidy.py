#!/usr/bin/env python3
"""clang-tidy over net/, ui/ and app/, again only where something changed.

    tests/lint/tidy.py [--build build/asan] [-j 2] [part of a path ...]

A source is clean for as long as it, the headers of ours that it includes (as ninja recorded them
when it was built), its compile command, .clang-tidy and clang-tidy itself stay what they were. The
digests of clean ones are kept in the build folder.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def output(*command, cwd=ROOT):
    return subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.PIPE, text=True).stdout


def is_ours(path):
    try:
        return path.relative_to(ROOT).parts[0] in ("net", "ui", "app")
    except ValueError:
        return False


def dependencies(build):
    """From each object file's name to the files of ours that ninja saw it read."""
    found, current = {}, None
    for line in output("ninja", "-t", "deps", cwd=build).splitlines():
        if not line.startswith(" "):
            current = found.setdefault(line.split(":")[0], set()) if line else None
        else:
            path = pathlib.Path(os.path.realpath(build / line.strip()))
            if is_ours(path):
                current.add(path)
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
        parts = [self.common, command] + [f"{p} {self.file(p)}" for p in sorted(reads)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def tidy(build, source):
    run = subprocess.run(["clang-tidy", "--quiet", "-p", str(build), str(source)], cwd=ROOT,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return run.returncode == 0, run.stdout if run.stdout.strip() else run.stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", default=str(ROOT / "build" / "asan"))
    parser.add_argument("-j", type=int, default=os.cpu_count())
    parser.add_argument("paths", nargs="*")
    options = parser.parse_args()
    build = pathlib.Path(options.build).resolve()

    reads, digests = dependencies(build), Digests()
    clean_file = build / "tidy_clean.txt"
    clean = set(clean_file.read_text().split()) if clean_file.exists() else set()
    todo = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        source = pathlib.Path(os.path.realpath(entry["file"]))
        if not is_ours(source) or build in source.parents:
            continue
        if options.paths and not any(part in str(source.relative_to(ROOT)) for part in options.paths):
            continue
        digest = digests.unit(entry["command"], reads.get(entry["command"].split(" -o ")[1].split()[0], set()) | {source})
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
