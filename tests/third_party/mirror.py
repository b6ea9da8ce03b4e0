"""A web server on loopback that plays upstream and a Debian mirror, and the files that it has."""

import email.utils
import hashlib
import http.server
import io
import pathlib
import subprocess
import tarfile
import threading
import time
import urllib.parse

ARCHITECTURE = subprocess.run(["dpkg", "--print-architecture"], check=True, text=True,
                              stdout=subprocess.PIPE).stdout.strip()


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def tar(files, compression):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=f"w:{compression}") as archive:
        for path, text in files.items():
            member = tarfile.TarInfo(path)
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    return file.getvalue()


def deb(files, fields, folder):
    for path, text in {"DEBIAN/control": fields, **files}.items():
        target = pathlib.Path(folder, "deb", path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    made = pathlib.Path(folder, "made.deb")
    subprocess.run(["dpkg-deb", "--root-owner-group", "--build", pathlib.Path(folder, "deb"), made],
                   check=True, stdout=subprocess.DEVNULL)
    return made.read_bytes()


class Server:
    """Serves what is in `files`, by path; a path in `cut` breaks off after half of its bytes."""

    def __init__(self):
        self.files, self.cut, self.requests = {}, set(), []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                outer.answer(self)

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def answer(self, request):
        path = urllib.parse.unquote(request.path)
        self.requests.append(path)
        data = self.files.get(path)
        request.send_response(404 if data is None else 200)
        request.send_header("Content-Length", str(len(data or b"")))
        request.end_headers()
        if path in self.cut:
            data = data[:len(data) // 2]
            request.close_connection = True
        request.wfile.write(data or b"")

    def asked_for(self, part):
        return any(part in path for path in self.requests)

    def close(self):
        self._server.shutdown()
        self._server.server_close()


class Suite:
    """What `dists/NAME` of a Debian mirror is, unsigned."""

    def __init__(self, server, name):
        self._server, self._name = server, name
        self._indices = {"main/source/Sources": "", f"main/binary-{ARCHITECTURE}/Packages": ""}
        self.publish()

    def add_source(self, package, version, file, data):
        pool = f"pool/main/{package}/{self._name}"
        dsc = f"Source: {package}\nVersion: {version}\n".encode()
        files = {f"{package}_{version}.dsc": dsc, file: data}
        listing = "".join(f"\n {sha256(bytes_)} {len(bytes_)} {name}" for name, bytes_ in files.items())
        self._indices["main/source/Sources"] += (
            f"Package: {package}\nBinary: lib{package}\nVersion: {version}\nFormat: 3.0 (quilt)\n"
            f"Architecture: any\nDirectory: {pool}\nChecksums-Sha256:{listing}\n\n")
        for name, bytes_ in files.items():
            self._server.files[f"/debian/{pool}/{name}"] = bytes_
        self.publish()
        return f"/debian/{pool}/{file}"

    def add_binary(self, fields, file, data):
        path = f"pool/main/{self._name}/{file}"
        self._indices[f"main/binary-{ARCHITECTURE}/Packages"] += (
            f"{fields}Filename: {path}\nSize: {len(data)}\nSHA256: {sha256(data)}\n\n")
        self._server.files[f"/debian/{path}"] = data
        self.publish()

    def publish(self, valid_for=86400):
        """With a number of seconds below zero: a suite that has expired."""
        now = time.time()
        dates = [email.utils.formatdate(when, usegmt=True).replace("GMT", "UTC")
                 for when in (now - 10 * 86400, now + valid_for)]
        listing = ""
        for path, text in self._indices.items():
            self._server.files[f"/debian/dists/{self._name}/{path}"] = text.encode()
            listing += f" {sha256(text.encode())} {len(text.encode())} {path}\n"
        self._server.files[f"/debian/dists/{self._name}/Release"] = (
            f"Origin: Debian\nSuite: {self._name}\nCodename: {self._name}\nDate: {dates[0]}\n"
            f"Valid-Until: {dates[1]}\nArchitectures: {ARCHITECTURE}\nComponents: main\n"
            f"SHA256:\n{listing}").encode()
