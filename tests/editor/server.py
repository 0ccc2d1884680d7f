"""A client of the YAML language server: just enough to see what an editor would show."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

Message = dict[str, Any]
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
SETTINGS = {
    "yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}},
    "[yaml]": {"editor.tabSize": 2},
}


class Server:
    """One run of the server; documents are opened, asked about, and never written."""

    def __init__(self, program: Path, folder: Path) -> None:
        command = ["node", str(program), "--stdio"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._number = 0
        self._opened = 0
        self._folder = folder
        root = folder.as_uri()
        self.ask("initialize", processId=None, rootUri=root, capabilities=CAPABILITIES)
        self.tell("initialized")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.ask("shutdown")
        self.tell("exit")
        self._process.communicate(timeout=10)

    def ask(self, method: str, **params: Any) -> Any:
        """Send a request and wait for its answer."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        answer = self._read_until(lambda one: one.get("id") == self._number and "method" not in one)
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def tell(self, method: str, **params: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def open(self, text: str) -> tuple[Message, list[Message]]:
        """Open a new document; its identifier, and the problems that the server reports of it."""
        self._opened += 1
        uri = (self._folder / f"meting-{self._opened}.yaml").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        problems = self._read_until(
            lambda one: (
                one.get("method") == "textDocument/publishDiagnostics"
                and one["params"]["uri"] == uri
            )
        )
        return {"uri": uri}, problems["params"]["diagnostics"]

    def _read_until(self, wanted: Any) -> Message:
        """The first message that is wanted; questions of the server are answered on the way."""
        while not wanted(message := self._read()):
            if "id" in message and "method" in message:
                self._answer(message)
        return message

    def _answer(self, question: Message) -> None:

        result: Any = None
        if question["method"] == "workspace/configuration":
            items = question["params"]["items"]
            result = [SETTINGS.get(item.get("section")) for item in items]
        self._send({"id": question["id"], "result": result})

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> Message:
        assert self._process.stdout
        length = 0
        while (line := self._process.stdout.readline().strip()) or not length:
            assert line or self._process.poll() is None, "the language server stopped"
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: Message = json.loads(self._process.stdout.read(length))
        return message
