"""Turns a small subset of markdown into html."""

import html
import re
import textwrap
from collections import namedtuple
from string import Template

Block = namedtuple("Block", "kind text level", defaults=(0,))

PAGE = Template(
    """\
<!DOCTYPE html>
<html lang="$lang">
<head><meta charset="utf-8"><title>$title</title></head>
<body>
$body
</body>
</html>
"""
)

INLINE = [
    (re.compile(r"\*\*(.+?)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"(?<!\*)\*([^*]+)\*"), r"<em>\1</em>"),
    (re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)"), r'<a href="\2">\1</a>'),
]
HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
ITEM = re.compile(r"^[-*+]\s+(.*)$")
FENCE = "`" * 3


def inline(text):
    parts = re.split(r"(`[^`]*`)", text)
    for i, part in enumerate(parts):
        if i % 2:
            parts[i] = f"<code>{html.escape(part[1:-1])}</code>"
            continue
        part = html.escape(part, quote=False)
        for pattern, replacement in INLINE:
            part = pattern.sub(replacement, part)
        parts[i] = part
    return "".join(parts)


def blocks(source):
    paragraph = []
    lines = iter(source.splitlines())

    def flush():
        if paragraph:
            yield Block("p", " ".join(paragraph))
            paragraph.clear()

    for line in lines:
        if line.startswith(FENCE):
            yield from flush()
            code = []
            for code_line in lines:
                if code_line.startswith(FENCE):
                    break
                code.append(code_line)
            yield Block("pre", "\n".join(code))
        elif match := HEADING.match(line):
            yield from flush()
            yield Block("h", match[2], len(match[1]))
        elif match := ITEM.match(line):
            yield from flush()
            yield Block("li", match.group(1))
        elif line.strip():
            paragraph.append(line.strip())
        else:
            yield from flush()
    yield from flush()


def render(source):
    out = []
    in_list = False
    for block in blocks(source):
        if in_list != (block.kind == "li"):
            out.append("</ul>" if in_list else "<ul>")
            in_list = not in_list
        match block:
            case Block(kind="h", text=text, level=level):
                out.append(f"<h{level}>{inline(text)}</h{level}>")
            case Block("pre", text):
                out.append(f"<pre>{html.escape(text)}</pre>")
            case Block(kind, text, _):
                out.append(f"<{kind}>{inline(text)}</{kind}>")
    if in_list:
        out.append("</ul>")
    return "\n".join(out)


def page(source, lang="en"):
    title = next((b.text for b in blocks(source) if b.kind == "h"), "Untitled")
    return PAGE.substitute(lang=lang, title=html.escape(title), body=textwrap.indent(render(source), "  "))


EXAMPLE = f"""\
# Hello & welcome

Some *plain* text with **bold** words,
`a < b` and a [link](https://example.org).

- one
- two

{FENCE}
if a < b:
    print("{{}}")
{FENCE}
"""

if __name__ == "__main__":
    print(page(EXAMPLE))
