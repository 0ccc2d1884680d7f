"""A client of the YAML language server: just enough to see what an editor would show."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any, Self

Message = dict[str, Any]
PATIENCE = 60  # seconds for one run; a server that hangs is ended
# What VS Code tells that it can show.
CAPABILITIES = {
    "textDocument": {
        "hover": {"contentFormat": ["markdown"]},
        "completion": {
            "completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}
        },
    },
    "workspace": {"configuration": True},
}
# The store would fetch schemas from the internet.
SETTINGS = {
    "yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}
}


class Server:
    """One run of the server; documents are opened, asked about, and never written."""

    def __init__(self, program: Path, folder: Path) -> None:
        command = ["node", str(program), "--stdio"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._watch = Timer(PATIENCE, self._process.kill)
        self._watch.start()
        self._asked = 0
        self._opened = 0
        self._folder = folder
        self.ask("initialize", processId=None, rootUri=folder.as_uri(), capabilities=CAPABILITIES)
        self.tell("initialized")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._watch.cancel()
        self._process.kill()
        self._process.communicate()

    def ask(self, method: str, **params: Any) -> Any:
        """Send a request and wait for its answer."""
        self._asked += 1
        number = self._asked
        self._send({"id": number, "method": method, "params": params})
        answer = self._wait(lambda one: one.get("id") == number and "method" not in one)
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def tell(self, method: str, **params: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def open(self, text: str) -> Message:
        """Open a new document; returns how to refer to it."""
        self._opened += 1
        uri = (self._folder / f"meting-{self._opened}.yaml").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        return {"uri": uri}

    def wait_for_problems(self, document: Message) -> list[Message]:
        """What the server finds wrong, which it tells some time after the document was opened."""
        told, uri = "textDocument/publishDiagnostics", document["uri"]
        found = self._wait(lambda one: one.get("method") == told and one["params"]["uri"] == uri)
        problems: list[Message] = found["params"]["diagnostics"]
        return problems

    def _wait(self, wanted: Callable[[Message], bool]) -> Message:
        """The first message that is wanted; questions of the server are answered on the way."""
        while not wanted(message := self._read()):
            if "id" in message and "method" in message:
                self._send({"id": message["id"], "result": _answer(message)})
        return message

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> Message:
        assert self._process.stdout
        length = 0
        while (line := self._process.stdout.readline()) != b"\r\n":
            assert line, "the language server stopped"
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        message: Message = json.loads(self._process.stdout.read(length))
        return message


def _answer(question: Message) -> Any:
    if question["method"] != "workspace/configuration":
        return None
    return [SETTINGS.get(item.get("section")) for item in question["params"]["items"]]
