"""A small server of OAI-PMH on loopback that answers what a test has laid out for it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pymarc import Record, record_to_xml

OAI = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
    "<responseDate>{at}</responseDate><request>x</request>{body}</OAI-PMH>"
)
AT = "2026-11-20T03:00:00Z"


def answer(body: str, at: str = AT) -> bytes:
    """A whole answer."""
    return OAI.format(at=at, body=body).encode()


def listed(*records: str, token: str | None = None, at: str = AT, total: int = 9) -> bytes:
    """A page of records; `token` "" closes a list of several pages."""
    end = ""
    if token is not None:
        end = f'<resumptionToken completeListSize="{total}">{token}</resumptionToken>'
    return answer(f"<ListRecords>{''.join(records)}{end}</ListRecords>", at)


def refusal(code: str) -> bytes:
    """The protocol's own no."""
    return answer(f'<error code="{code}">no</error>')


def entry(identifier: str, metadata: str, *, deleted: bool = False) -> str:
    """One record of a list."""
    status = ' status="deleted"' if deleted else ""
    inner = "" if deleted else f"<metadata>{metadata}</metadata>"
    head = f"<identifier>{identifier}</identifier><datestamp>2026-11-01</datestamp>"
    return f"<record><header{status}>{head}</header>{inner}</record>"


def marc(identifier: str, record: Record) -> str:
    """One record of a list, as MARCXML."""
    xml: bytes = record_to_xml(record, namespace=True)  # type: ignore[no-untyped-call]
    return entry(identifier, xml.decode())


class FakeSource:
    """Answers by verb or by token, in the order they were laid out; the last one stays."""

    def __init__(self) -> None:
        self.asked: list[dict[str, str]] = []
        self.formats = ("oai_dc", "marcxml")
        self.granularity = "YYYY-MM-DDThh:mm:ssZ"
        self._answers: dict[str, list[tuple[int, dict[str, str], bytes]]] = {}
        self.address = ""
        self.interrupts_at = ""
        """Before the page of this token, once, somebody presses Ctrl-C."""
        self.silent = threading.Event()
        """Cleared: connections are taken, and nothing is answered."""
        self.silent.set()

    def will(
        self,
        body: bytes,
        *,
        token: str = "",
        status: int = 200,
        headers: dict[str, str] | None = None,
    ) -> None:
        """The next answer to a list (`token` "": from its beginning)."""
        self._answers.setdefault(token, []).append((status, headers or {}, body))

    @property
    def lists(self) -> list[dict[str, str]]:
        """What was asked of lists, without the verb."""
        found = [dict(one) for one in self.asked if one["verb"] == "ListRecords"]
        for one in found:
            del one["verb"]
        return found

    def reply(self, asked: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        """What this question gets."""
        self.asked.append(asked)
        if asked["verb"] == "Identify":
            return (
                200,
                {},
                answer(f"<Identify><granularity>{self.granularity}</granularity></Identify>"),
            )
        if asked["verb"] == "ListMetadataFormats":
            told = "".join(f"<metadataPrefix>{one}</metadataPrefix>" for one in self.formats)
            return 200, {}, answer(told)
        if self.interrupts_at and asked.get("resumptionToken") == self.interrupts_at:
            self.interrupts_at = ""
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        laid = self._answers[asked.get("resumptionToken", "")]
        return laid.pop(0) if len(laid) > 1 else laid[0]


@contextmanager
def serving() -> Iterator[FakeSource]:
    """The server, on a port of its own."""
    source = FakeSource()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = {name: one[0] for name, one in parse_qs(urlsplit(self.path).query).items()}
            if not source.silent.is_set():
                source.silent.wait(30)
                return
            status, headers, body = source.reply(asked)
            self.send_response(status)
            for name, one in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, one)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    source.address = f"http://127.0.0.1:{server.server_port}/oai"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield source
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
