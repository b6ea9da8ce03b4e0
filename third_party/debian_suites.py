"""Fetches one version of a package from one suite of the Debian mirror that the machine's apt uses.

Through an apt state of our own in a scratch folder, which leaves the system's alone. apt verifies the
suite's signature against Debian's archive keys; who calls this verifies the file against its pin.
"""

import pathlib
import platform
import re
import shlex
import subprocess

KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
UNREACHABLE = re.compile("Temporary failure resolving|Could not (resolve|connect)|unreachable|"
                         "Unable to connect|Connection (failed|timed out)")


class Unavailable(Exception):
    """Why a source does not have a file, as half a sentence."""


def _one_line_sources(text):
    """deb [options] URI SUITE component..., as (uri, suites, components)."""
    for line in text.splitlines():
        words = re.sub(r"\[[^]]*\]", "", line.partition("#")[0]).split()
        if len(words) > 3 and words[0] == "deb":
            yield words[1], [words[2]], words[3:]


def _stanza_sources(text):
    """deb822 stanzas, separated by empty lines, in the same form."""
    text = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)
    for stanza in re.split(r"\n\s*\n", text):
        fields = {name.lower(): value.split() for name, value in
                  re.findall(r"^([\w-]+):((?:.*(?:\n[ \t].*)*))", stanza, flags=re.MULTILINE)}
        if "deb" in fields.get("types", ()) and fields.get("enabled", ["yes"])[0] != "no":
            for uri in fields.get("uris", ()):
                yield uri, fields.get("suites", ()), fields.get("components", ())


def mirror():
    """The address from which the machine's apt has its own release; None if there is none."""
    try:
        shell = subprocess.run(
            ["apt-config", "shell", "list", "Dir::Etc::sourcelist/f", "parts", "Dir::Etc::sourceparts/d"],
            check=True, text=True, stdout=subprocess.PIPE).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    places = dict(word.split("=", 1) for word in shlex.split(shell))
    own = {platform.freedesktop_os_release().get("VERSION_CODENAME", "stable"), "stable"}
    files = [pathlib.Path(places.get("list", "/nonexistent"))]
    if "parts" in places:
        files += sorted(pathlib.Path(places["parts"]).glob("*"))
    for file in files:
        read = {".list": _one_line_sources, ".sources": _stanza_sources}.get(file.suffix)
        if read is None or not file.is_file():
            continue
        for uri, suites, components in read(file.read_text(encoding="utf-8", errors="replace")):
            if own & set(suites) and "main" in components and not uri.startswith("cdrom:"):
                return uri
    return None


class DebianSuites:
    def __init__(self, scratch, log):
        self._scratch = scratch
        self._log = log  # apt's own words, for who wants to know more
        self._unreachable = False
        self._mirror = mirror()

    def address(self, suite):
        return f"{self._mirror or 'Debian'}, suite {suite}"

    def fetch(self, archive, suite):
        """The path of the archive's file; raises Unavailable. apt-get's failures end in E: lines."""
        if self._mirror is None:
            raise Unavailable("the machine's apt sources name no Debian mirror for its own release")
        if self._unreachable:
            raise Unavailable("not asked again: the mirror cannot be reached")
        folder = self._scratch / f"{archive['file']}.{suite}"
        apt = self._private_apt(folder, suite, "deb-src" if "source" in archive else "deb")
        self._run(apt + ["update"], folder)
        if "source" in archive:
            what = ["source", "--download-only", "--only-source", "--tar-only",
                    f"{archive['source']}={archive['version']}"]
        else:
            what = ["download", f"{archive['binary']}={archive['version']}"]
        self._run(apt + what, folder)
        path = folder / archive["file"]
        if not path.is_file():
            raise Unavailable(f"apt fetched no {archive['file']}")
        return path

    def _private_apt(self, folder, suite, types):
        for name in ("lists/partial", "archives/partial"):
            (folder / name).mkdir(parents=True)
        (folder / "debian.sources").write_text(
            f"Types: {types}\nURIs: {self._mirror}\nSuites: {suite}\nComponents: main\n"
            f"Signed-By: {KEYRING}\n", encoding="utf-8")
        options = {
            "Dir::Etc::SourceList": folder / "debian.sources",
            "Dir::Etc::SourceParts": "/dev/null",
            "Dir::State::Lists": folder / "lists",
            "Dir::Cache": folder,
            "Dir::Cache::Archives": folder / "archives",
            "APT::Sandbox::User": "root",  # the scratch folder is closed to others
            "APT::Update::Error-Mode": "any",
            "Acquire::Languages": "none",
            # A mirror that stands still has an expired Release file. That date keeps updates from being
            # withheld; we want one file whose hash is pinned, so it protects from nothing here.
            "Acquire::Check-Valid-Until": "false",
            # There are other sources: no need to be patient with this one.
            "Acquire::Retries": "1",
            "Acquire::http::Timeout": "20",
            "Acquire::https::Timeout": "20",
        }
        return ["apt-get", "-q"] + [f"-o{name}={value}" for name, value in options.items()]

    def _run(self, command, folder):
        done = subprocess.run(
            ["env", "LC_ALL=C"] + command, cwd=folder, text=True, errors="replace", check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self._log.write(done.stdout)
        self._log.flush()
        if done.returncode == 0:
            return
        self._unreachable = bool(UNREACHABLE.search(done.stdout))
        reasons = [line[3:] for line in done.stdout.splitlines() if line.startswith("E: ")]
        raise Unavailable(f"apt says '{reasons[0] if reasons else 'nothing'}'")


if __name__ == "__main__":
    print(mirror() or "")
