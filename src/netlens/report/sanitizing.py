"""
A second lock on the door: only known tags and attributes of notebook output pass.

Outputs are escaped where they are made (`netlens.views`); should a notebook
show anything else, it arrives here as text.
"""

import html
import re
from html.parser import HTMLParser
from typing import Final

_TAGS: Final = frozenset(
    [
        "blockquote",
        "br",
        "caption",
        "code",
        "details",
        "div",
        "em",
        "h2",
        "h3",
        "h4",
        "hr",
        "li",
        "ol",
        "p",
        "span",
        "strong",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_VOID: Final = frozenset({"br", "hr"})
_ATTRIBUTES: Final = {
    "class": re.compile(r"nl-[a-z-]+"),
    "data-claim": re.compile(r"[\w.:-]+"),
    "scope": re.compile("col|row"),
}
_SILENT: Final = frozenset({"script", "style", "iframe", "object", "template", "noscript"})


class _Sanitizer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._open: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _TAGS and not self._silent:
            kept = {name: _allowed(name, value or "") for name, value in attrs}
            told = "".join(f' {name}="{value}"' for name, value in kept.items() if value)
            self.parts.append(f"<{tag}{told}>")
            if tag not in _VOID:
                self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in self._open and not self._silent:
            while self._open:
                last = self._open.pop()
                self.parts.append(f"</{last}>")
                if last == tag:
                    break

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(html.escape(data, quote=False))

    def finish(self) -> str:
        self.close()
        self.parts += [f"</{tag}>" for tag in reversed(self._open)]
        return "".join(self.parts)


def _allowed(name: str, value: str) -> str:
    """Keep those words of an attribute that may be there."""
    pattern = _ATTRIBUTES.get(name)
    return " ".join(word for word in value.split() if pattern and pattern.fullmatch(word))


def sanitize(text: str) -> str:
    """
    Keep the known tags of `text`, our own classes and claim ids; drop the rest.

    What is left open is closed.
    """
    sanitizer = _Sanitizer()
    sanitizer.feed(text)
    return sanitizer.finish()
