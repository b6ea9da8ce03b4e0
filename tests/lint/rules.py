#!/usr/bin/env python3
"""What no compiler checks: layers, layout, file lengths, traces of somebody's machine.

Each rule is a function from a file's path and text to the findings in it, as (line, sentence); one
compares all files.
Without arguments it looks at every file that git tracks or would track.
"""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
MAX_LINES = 400
TOP_LEVEL = {
    "CMakeLists.txt", "CMakePresets.json", "README.md", "CONTRIBUTING.md", "LICENSE", "run", "test",
    "app", "net", "ui", "third_party", "tests", "assets", "docs",
}

# Our layers, the innermost folder first, and what each may include of ours.
LAYERS = [
    ("net/wire", ("net/wire",)),
    ("net/text", ("net/text",)),
    ("net", ("net",)),
    ("ui/model", ("ui/model", "net/wire", "net/text")),
    ("ui", ("ui", "net/wire", "net/text", "third_party/fonts.h")),
    ("app", ("app", "ui", "net")),
    ("third_party", ("third_party",)),
    ("tests", ("tests", "app", "ui", "net", "third_party")),
]

# Which layers may include a library of others, by the start of the header's name.
OTHERS = [
    (re.compile(r"asio(\.hpp|/)"), ("net", "tests", "third_party")),
    (re.compile(r"openssl/"), ("net", "tests", "third_party")),
    (re.compile(r"sqlite3"), ("net", "tests")),
    (re.compile(r"(imgui|imstb_|GLFW/|glad/|GL/|ft2build|freetype/|hb|fontconfig/)"),
     ("ui", "tests", "third_party")),
]

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
# The standard library's headers have no extension; these of C and POSIX do.
STANDARD = re.compile(r"[a-z0-9_]+$")

MACHINE = [
    # Written with classes, so that this file does not find itself.
    (re.compile(r"(?<![\w.])/(wor[k]|far[m]|roo[t]|hom[e]/\w+)/"), "names a folder of one machine"),
    (re.compile(r"(?<![\w.])/tm[p]/[\w-]+"), "names a fixed temporary path; use mktemp"),
    (re.compile(r"https?://(deb|registry|ftp|security)[.]"), "names a package registry's host"),
    (re.compile(r"[.]librar[y]/"), "names a folder of one machine"),
]

NAMESPACE = re.compile(r"^namespace (hubbub[\w:]*) \{", re.MULTILINE)
UNNAMED = re.compile(r"^namespace \{\n(.*?)^\}  // namespace\n", re.MULTILINE | re.DOTALL)
TYPE = re.compile(r"(?:struct|class|enum class) (\w+)\b(?!;)")
CONSTANT = re.compile(r"(?:inline |static )?const(?:expr|init)? [\w:<>,* ]+?[ *&](\w+)(?:\[\])?(?: =|\{|;)")
IMPORTED = re.compile(r"^using (?:\w+::)+(\w+);", re.M)
FUNCTION = re.compile(r"(?! |//|using|template|TEST|RC_GTEST)[\w:<>,*& ]+?[ *&](\w+)\((.*)")

SLEEP = re.compile(r"\b(sleep_for|sleep_until|usleep|nanosleep)\b")
SHARED_FOLDER = re.compile(r"\b(TempDir\(|temp_directory_path\(|tmpnam\()")
OWN_FOLDER = "tests/support/temporary_folder.h"  # where a test's folder of its own is made


def layer_of(path):
    for folder, _ in LAYERS:
        if path.startswith(folder + "/"):
            return folder
    return None


def is_source(path):
    return path.endswith((".cpp", ".h"))


def layering(path, text):
    layer = layer_of(path)
    if not is_source(path) or layer is None:
        return
    allowed = dict(LAYERS)[layer]
    for number, line in enumerate(text.splitlines(), 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        bracket, header = match.groups()
        if bracket == '"':
            if layer_of(header) is None or ".." in header:
                yield number, f'"{header}" is not written from the root of the repository'
            elif not header.startswith(allowed):
                yield number, f'{layer}/ may not include "{header}"'
            elif header.startswith("tests/") and layer != "tests":
                yield number, f'only tests may include "{header}"'
            continue
        if layer == "net/wire" and not STANDARD.match(header):
            yield number, f"net/wire/ uses only the standard library, not <{header}>"
            continue
        for pattern, layers in OTHERS:
            if pattern.match(header) and layer not in layers:
                yield number, f"{layer}/ may not include <{header}>"


def length(path, text):
    lines = text.count("\n")
    if lines > MAX_LINES and path.endswith((".cpp", ".h", ".py", ".sh", ".cmake", "CMakeLists.txt")):
        yield 1, f"{lines} lines; a file is one idea: think again at {MAX_LINES}"


def layout(path, _text):
    top = path.split("/")[0]
    if top not in TOP_LEVEL and not top.startswith("."):
        yield 1, "is at the top level, and not in the layout (docs/architecture.md)"


def machine(path, text):
    for number, line in enumerate(text.splitlines(), 1):
        for pattern, why in MACHINE:
            if pattern.search(line):
                yield number, why


def sleeps(path, text):
    if not (path.startswith("tests/") and is_source(path)):
        return
    for number, line in enumerate(text.splitlines(), 1):
        if SLEEP.search(line):
            yield number, "a test waits for an event or moves a manual clock; it does not sleep"


def scratch(path, text):
    if not (path.startswith("tests/") and is_source(path)) or path == OWN_FOLDER:
        return
    for number, line in enumerate(text.splitlines(), 1):
        if SHARED_FOLDER.search(line):
            yield number, f"tests run side by side; each has a TemporaryFolder ({OWN_FOLDER})"


def guard(path, text):
    if path.endswith(".h") and "#pragma once" not in text:
        yield 1, "has no #pragma once"


def unnamed(text):
    """What is defined in unnamed namespaces, as (line, name); functions with their parameters' types."""
    for block in UNNAMED.finditer(text):
        start = text.count("\n", 0, block.start(1)) + 1
        for number, line in enumerate(block.group(1).splitlines(), start):
            if found := TYPE.match(line) or CONSTANT.match(line):
                yield number, found.group(1)
            elif found := FUNCTION.match(line):
                yield number, found.group(1) + "(" + re.sub(r"\b\w+(?=[,)])", "", found.group(2))


def meeting(texts):
    """A unity build (CMake's UNITY_BUILD) puts sources of a target into one: adding any source can
    bring together any two, so what each has for itself has a name of its own in the namespace."""
    seen, imported = {}, {}
    sources = []
    for path, text in sorted(texts.items()):
        namespace = NAMESPACE.search(text)
        if path.endswith(".cpp") and namespace and not path.startswith("third_party/"):
            target = path.rsplit("/", 1)[0] if path.startswith("tests/") else layer_of(path)
            sources.append((path, text, (target, namespace.group(1))))
            for name in IMPORTED.findall(text):
                imported.setdefault((*sources[-1][2], name), path)
    for path, text, place in sources:
        for number, signature in unnamed(text):
            name = signature.split("(")[0]
            first = seen.setdefault((*place, signature), path)
            other = imported.get((*place, name), path)
            for met in {first, other} - {path}:
                yield f"{path}:{number}: {met} has {name} as well [meeting]"


RULES = (layering, length, layout, machine, sleeps, scratch, guard)


def findings(path, text):
    for rule in RULES:
        for number, sentence in rule(path, text):
            yield f"{path}:{number}: {sentence} [{rule.__name__}]"


def tracked():
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    return sorted(name for name in listing.decode().split("\0") if name and (ROOT / name).is_file())


def main():
    found = 0
    paths = tracked()
    texts = {}
    for path in paths:
        data = (ROOT / path).read_bytes()
        texts[path] = "" if b"\0" in data else data.decode("utf-8", "replace")
    for finding in [*(each for path in paths for each in findings(path, texts[path])),
                    *meeting(texts)]:
        print(finding)
        found += 1
    print(f"{len(paths)} files, {found} findings")
    return 1 if found or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
