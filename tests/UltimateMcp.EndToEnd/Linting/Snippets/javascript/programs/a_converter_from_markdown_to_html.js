const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escapeHtml = (text) => text.replace(/[&<>"]/g, (char) => ESCAPES[char]);

const INLINE = [
  [/`([^`]+)`/g, (_, code) => `<code>${code}</code>`],
  [/!\[([^\]]*)\]\(([^)\s]+)\)/g, '<img alt="$1" src="$2">'],
  [/\[([^\]]+)\]\(([^)\s]+)\)/g, '<a href="$2">$1</a>'],
  [/\*\*(.+?)\*\*/g, "<strong>$1</strong>"],
  [/(^|\W)_(.+?)_(?=\W|$)/g, "$1<em>$2</em>"],
];

function inline(text) {
  return INLINE.reduce((html, [pattern, replacement]) => html.replace(pattern, replacement), escapeHtml(text));
}

function slug(text) {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

const blocks = [
  {
    name: "fence",
    matches: (line) => line.startsWith("```"),
    read(lines) {
      const language = lines.shift().slice(3).trim();
      const code = [];
      while (lines.length > 0 && !lines[0].startsWith("```")) code.push(lines.shift());
      lines.shift();
      const attribute = language ? ` class="language-${escapeHtml(language)}"` : "";
      return `<pre><code${attribute}>${escapeHtml(code.join("\n"))}</code></pre>`;
    },
  },
  {
    name: "heading",
    matches: (line) => /^#{1,6} /.test(line),
    read(lines) {
      const [, marks, text] = /^(#{1,6}) (.*)$/.exec(lines.shift());
      const level = marks.length;
      return `<h${level} id="${slug(text)}">${inline(text)}</h${level}>`;
    },
  },
  {
    name: "rule",
    matches: (line) => /^(-{3,}|\*{3,})$/.test(line),
    read(lines) {
      lines.shift();
      return "<hr>";
    },
  },
  {
    name: "list",
    matches: (line) => /^([-*]|\d+\.) /.test(line),
    read(lines) {
      const tag = /^\d/.test(lines[0]) ? "ol" : "ul";
      const items = [];
      while (lines.length > 0 && this.matches(lines[0])) {
        items.push(`<li>${inline(lines.shift().replace(/^\S+ /, ""))}</li>`);
      }
      return `<${tag}>\n${items.join("\n")}\n</${tag}>`;
    },
  },
  {
    name: "quote",
    matches: (line) => line.startsWith(">"),
    read(lines) {
      const inner = [];
      while (lines.length > 0 && lines[0].startsWith(">")) inner.push(lines.shift().replace(/^> ?/, ""));
      return `<blockquote>\n${toHtml(inner.join("\n"))}\n</blockquote>`;
    },
  },
];

export function toHtml(markdown) {
  const lines = markdown.replaceAll("\r\n", "\n").split("\n");
  const output = [];
  while (lines.length > 0) {
    if (lines[0].trim() === "") {
      lines.shift();
      continue;
    }
    const block = blocks.find(({ matches }) => matches(lines[0]));
    if (block) {
      output.push(block.read(lines));
      continue;
    }
    const paragraph = [];
    while (lines.length > 0 && lines[0].trim() !== "" && !blocks.some((other) => other.matches(lines[0]))) {
      paragraph.push(lines.shift().trim());
    }
    output.push(`<p>${inline(paragraph.join(" "))}</p>`);
  }
  return output.join("\n");
}

console.log(toHtml("# Title\n\nSome **bold** text with `a < b`.\n\n- one\n- two\n\n> quoted\n"));
