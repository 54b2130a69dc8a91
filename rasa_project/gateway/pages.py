"""The page with the widget, the widget itself, and the headers on everything. Layer: gateway."""

from __future__ import annotations

import base64
import hashlib
import logging
import re
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import cast

from aiohttp import web
from aiohttp.typedefs import Middleware

from rasa_project.errors import SamenduidenError
from rasa_project.gateway.core import Core
from rasa_project.gateway.errors import Refusal

logger = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    # Which libraries serve this is nobody's business.
    "Server": "samenduiden",
}
_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
_SCRIPT = "samenduiden.js"
_TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}


def static_routes(folder: Path) -> list[web.RouteDef]:
    """Addresses of the built widget: every file in the folder by its own name, the page at `/`, no others."""
    routes = []
    for file in sorted(folder.iterdir()) if folder.is_dir() else []:
        if file.suffix in _TYPES and file.is_file():
            routes.append(web.get(f"/{file.name}", _serve(file)))
            if file.name == _SCRIPT:
                routes.append(web.get("/widget.js", _serve(file)))
            if file.name == "index.html":
                routes.append(web.get("/", _serve(file)))
    return routes


def page_policy(html: bytes) -> str:
    """What a page may load: our own script, and the styles that stand in the page as it is now."""
    hashes = [base64.b64encode(hashlib.sha256(style).digest()).decode() for style in _STYLE.findall(html)]
    styles = " ".join(["'self'", *(f"'sha256-{one}'" for one in hashes)])
    return (
        f"default-src 'none'; script-src 'self'; style-src {styles}; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def picture(svg: str) -> Handler:
    """Serves a drawing that was made from the content at start."""
    return _answer_with(svg.encode("utf-8"), ".svg")


def _serve(file: Path) -> Handler:
    return _answer_with(file.read_bytes(), file.suffix)


def _answer_with(content: bytes, suffix: str) -> Handler:
    headers = {"Cache-Control": "no-cache"}  # a new version of the widget is seen at the next visit
    if suffix == ".html":
        headers["Content-Security-Policy"] = page_policy(content)
    else:
        # A script tag on another page may load it; what it may ask is decided by CORS.
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    etag = hashlib.sha256(content).hexdigest()[:16]

    async def handler(request: web.Request) -> web.StreamResponse:
        known = request.if_none_match
        if known and any(tag.value == etag for tag in known):
            return web.Response(status=304, headers={**headers, "ETag": f'"{etag}"'})
        kind = _TYPES[suffix]
        charset = "utf-8" if kind.startswith("text/") else None
        return web.Response(body=content, content_type=kind, charset=charset, headers={**headers, "ETag": f'"{etag}"'})

    return handler


def middleware(core: Core, origins: frozenset[str]) -> Middleware:
    """Turns refusals and errors into answers, and puts the headers on every answer.

    Args:
        core: knows the texts.
        origins: pages of other addresses that may use the API.
    """

    @web.middleware
    async def around(request: web.Request, handler: Handler) -> web.StreamResponse:
        origin = request.headers.get("Origin", "")
        foreign = bool(origin) and origin not in origins and origin != f"{request.scheme}://{request.host}"
        if request.method == "OPTIONS" and request.path.startswith("/api/"):
            response: web.StreamResponse = web.Response(status=204 if origin in origins else 403)
        elif foreign and request.path.startswith("/api/"):
            response = _error(core, Refusal("niet_toegestaan", 403, "afscherming_niet_toegestaan"))
        else:
            response = await _handled(core, request, handler)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.path.startswith("/api/"):
            response.headers["Cache-Control"] = "no-store"
            response.headers["Vary"] = "Origin"
        if origin in origins:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Allow-Methods"] = "POST"
            response.headers["Access-Control-Allow-Headers"] = "content-type"
            response.headers["Access-Control-Max-Age"] = "600"
        return response

    return cast(Middleware, around)


async def _handled(core: Core, request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except Refusal as refusal:
        return _error(core, refusal)
    except web.HTTPRequestEntityTooLarge:
        return _error(core, Refusal("te_lang", 413, "afscherming_te_lang", tekens=5000))
    except web.HTTPException as error:
        return _error(core, Refusal("niet_gevonden", error.status, "afscherming_niet_gevonden"))
    except SamenduidenError as error:
        logger.error("request failed: %s: %s", type(error).__name__, error)
        return _error(core, Refusal("storing", 503, "afscherming_storing", retry_after=10))
    except Exception as error:  # the last door: nobody gets silence or a stack trace
        frames = traceback.extract_tb(error.__traceback__)[-4:]
        places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]
        logger.error("request failed: %s at %s", type(error).__name__, " > ".join(places))
        return _error(core, Refusal("storing", 500, "afscherming_storing", retry_after=10))


def _error(core: Core, refusal: Refusal) -> web.Response:
    reply = core.refuse(refusal)
    headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after else {}
    body = {"fout": refusal.code, "bericht": reply.berichten[0]["text"], "berichten": reply.berichten}
    return web.json_response(body, status=refusal.status, headers=headers)
