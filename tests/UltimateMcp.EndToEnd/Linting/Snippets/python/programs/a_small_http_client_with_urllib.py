"""A client for a json api without any third-party package."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

DEFAULT_TIMEOUT = 10.0
RETRY_STATUS = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE})


class ApiError(Exception):
    """The server answered with an error, or not at all."""

    def __init__(self, message: str, status: int | None = None, body: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.body = body

    def __str__(self) -> str:
        text = super().__str__()
        return text if self.status is None else f"{self.status} {text}"


@dataclass(frozen=True)
class Response:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def text(self) -> str:
        charset = "utf-8"
        for part in self.headers.get("content-type", "").split(";")[1:]:
            name, _, value = part.strip().partition("=")
            if name.lower() == "charset":
                charset = value.strip('"')
        return self.body.decode(charset, errors="replace")

    def json(self) -> Any:
        try:
            return json.loads(self.body)
        except json.JSONDecodeError as error:
            raise ApiError(f"no json: {error}", self.status, self.text) from error


class Client:
    def __init__(
        self,
        base: str,
        *,
        token: str | None = None,
        timeout: float = DEFAULT_TIMEOUT,
        retries: int = 2,
        opener: urllib.request.OpenerDirector | None = None,
    ) -> None:
        scheme = urllib.parse.urlsplit(base).scheme
        if scheme not in ("http", "https"):
            raise ValueError(f"not a web address: {base}")
        self.base = base.rstrip("/") + "/"
        self.timeout = timeout
        self.retries = retries
        self._headers = {"Accept": "application/json", "User-Agent": "example/1.0"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"
        self._opener = opener or urllib.request.build_opener()

    def url(self, path: str, params: dict[str, Any] | None = None) -> str:
        url = urllib.parse.urljoin(self.base, path.lstrip("/"))
        if params:
            pairs = {k: v for k, v in params.items() if v is not None}
            url += "?" + urllib.parse.urlencode(pairs, doseq=True)
        return url

    def request(self, method: str, path: str, *, params=None, data=None) -> Response:
        body = None if data is None else json.dumps(data).encode()
        request = urllib.request.Request(self.url(path, params), body, dict(self._headers), method=method)
        if body is not None:
            request.add_header("Content-Type", "application/json")
        for attempt in range(self.retries + 1):
            try:
                with self._opener.open(request, timeout=self.timeout) as reply:
                    headers = {k.lower(): v for k, v in reply.headers.items()}
                    return Response(reply.status, headers, reply.read())
            except urllib.error.HTTPError as error:
                if error.code not in RETRY_STATUS or attempt == self.retries:
                    text = error.read().decode(errors="replace")
                    raise ApiError(error.reason, error.code, text) from error
                pause = float(error.headers.get("Retry-After") or 2**attempt)
            except (urllib.error.URLError, TimeoutError) as error:
                if attempt == self.retries:
                    raise ApiError(f"no connection: {error}") from error
                pause = 2**attempt
            time.sleep(pause)
        raise AssertionError("the loop always returns or raises")

    def get(self, path: str, **params: Any) -> Any:
        return self.request("GET", path, params=params).json()

    def post(self, path: str, data: Any) -> Any:
        return self.request("POST", path, data=data).json()

    def delete(self, path: str) -> bool:
        return self.request("DELETE", path).ok

    def pages(self, path: str, **params: Any):
        """Yield the items of all pages."""
        page = 1
        while items := self.get(path, page=page, **params):
            yield from items
            page += 1


if __name__ == "__main__":
    client = Client("https://example.org/api", retries=0, timeout=2)
    print(client.url("/users", {"q": "ä b", "tag": ["x", "y"], "none": None}))
    try:
        print(client.get("status"))
    except ApiError as problem:
        print(f"failed: {problem}")
