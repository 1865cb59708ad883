"""From a keystroke to findings in the editor: `benches/lsp.py [RUNS]`.

A client of its own, with nothing between it and the pipe, types one character at a time into a paper and waits for
what is shown of that version; then it types without waiting, and asks meanwhile how long the server takes to hear it.
LCPAPER names the program, otherwise it is target/release/lcpaper. Never part of a test, since timing depends on
the machine.
"""

from __future__ import annotations

import json
import os
import queue
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "fixtures" / "2017-work-plan-zh.txt"
PROGRAM = os.environ.get("LCPAPER", str(ROOT / "target" / "release" / "lcpaper"))


class Client:
    """One session with one open paper."""

    def __init__(self, text: str) -> None:
        self.server = subprocess.Popen([PROGRAM, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.inbox: queue.Queue[tuple[float, dict[str, Any]]] = queue.Queue()
        threading.Thread(target=self.listen, daemon=True).start()
        self.number = 0
        self.version = 1
        general = {"positionEncodings": ["utf-16"]}
        self.request("initialize", {"processId": None, "rootUri": None, "capabilities": {"general": general}})
        self.wait(lambda m: m.get("id") == self.number)
        self.notify("initialized", {})
        self.uri = "untitled:paper"
        document = {"uri": self.uri, "languageId": "plaintext", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        self.wait(self.shows_newest)

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.server.stdin
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.server.stdin.flush()

    def request(self, method: str, params: Any) -> int:
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        return self.number

    def notify(self, method: str, params: Any) -> None:
        self.send({"method": method, "params": params})

    def listen(self) -> None:
        out = self.server.stdout
        assert out
        while head := out.readline():
            length = int(head.split(b":")[1])
            while out.readline() != b"\r\n":
                pass
            body = out.read(length)
            # The moment counts at which it is there, and not at which Python has understood it.
            self.inbox.put((time.perf_counter(), json.loads(body)))

    def wait(self, wanted: Any) -> tuple[float, dict[str, Any]]:
        while True:
            at, message = self.inbox.get(timeout=60)
            if wanted(message):
                return at, message

    def shows_newest(self, message: dict[str, Any]) -> bool:
        shown = message.get("method") == "textDocument/publishDiagnostics"
        return shown and message["params"]["version"] == self.version

    def type(self, line: int) -> None:
        """One character at the end of a line."""
        self.version += 1
        end = {"line": line, "character": 1 << 20}
        change = {"range": {"start": end, "end": end}, "text": "字"}
        document = {"uri": self.uri, "version": self.version}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})

    def held(self) -> float:
        """The memory that the server holds, in MB."""
        status = Path(f"/proc/{self.server.pid}/status").read_text()
        return int(next(l for l in status.splitlines() if l.startswith("VmRSS")).split()[1]) / 1024

    def end(self) -> None:
        number = self.request("shutdown", None)
        self.wait(lambda m: m.get("id") == number)
        self.notify("exit", None)
        assert self.server.wait() == 0


def made(size: int, missing: bool = False) -> str:
    """A paper of about so many bytes: sections of twenty items, of which one in a hundred may be missing."""
    parts, number, length = ["工作計劃\n"], 0, 0
    while length < size:
        part = f"\n第{len(parts)}組\n\n"
        for _ in range(20):
            number += 1 + (missing and number % 100 == 99)
            part += f"{number}. 按第 {number} 項協議興建大橋、鐵路及隧道，並於年內完成研究，向委員會匯報進展。\n"
        parts.append(part)
        length += len(part.encode())
    return "".join(parts)


def keystrokes(name: str, text: str, runs: int) -> None:
    client = Client(text)
    lines = text.count("\n")
    took = []
    for at in range(runs):
        time.sleep(0.01)
        began = time.perf_counter()
        client.type((at * 7919) % lines)
        took.append(1000 * (client.wait(client.shows_newest)[0] - began))
    # Without waiting, as fast as a fast typist: 20 characters in a second.
    heard = []
    for at in range(runs):
        client.type((at * 7919) % lines)
        began = time.perf_counter()
        number = client.request("textDocument/hover", {"textDocument": {"uri": "untitled:none"}})
        heard.append(1000 * (client.wait(lambda m, number=number: m.get("id") == number)[0] - began))
        time.sleep(max(0, 0.05 - heard[-1] / 1000))
    began = time.perf_counter()
    client.wait(client.shows_newest)
    size = len(text.encode()) / 1024
    print(
        f"| {name} | {size:,.0f} KB | {statistics.median(took):.1f}, {sorted(took)[int(0.95 * runs)]:.1f},"
        f" {max(took):.1f} ms | {statistics.median(heard):.1f}, {max(heard):.1f} ms | {client.held():.0f} MB |"
    )
    client.end()


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    print("| paper | size | to findings: median, 95 of 100, most | heard while typing: median, most | memory |")
    print("|---|--:|--:|--:|--:|")
    keystrokes("the reference paper", REFERENCE.read_text(encoding="utf-8"), runs)
    keystrokes("made", made(30_000), runs)
    keystrokes("made", made(300_000), runs)
    keystrokes("made", made(5_000_000), max(runs // 4, 5))
    keystrokes("made, one item in a hundred missing", made(30_000, True), runs)
    keystrokes("made, one item in a hundred missing", made(5_000_000, True), max(runs // 4, 5))


if __name__ == "__main__":
    main()
