// Lints Python with ruff as its package runs it, by JavaScript: the verdicts that ours are compared with.
// Usage: node ruff.cjs FOLDER_OF_THE_PACKAGE, a JSON array of texts on stdin; prints an array of arrays of "LINE:COLUMN RULE".
'use strict';
const { readFileSync } = require('node:fs');
const { PositionEncoding, Workspace } = require(process.argv[2]);

const workspace = new Workspace({
  'target-version': process.argv[3],
  'line-length': 320,
  preview: false,
  lint: {
    select: ['E4', 'E7', 'E9', 'W6', 'F', 'B', 'PLE', 'C90', 'ASYNC', 'S102', 'S307', 'S602'],
    ignore: ['E701', 'E702'],
    mccabe: { 'max-complexity': 15 },
    'flake8-bugbear': {
      'extend-immutable-calls': [
        'fastapi.Body', 'fastapi.Cookie', 'fastapi.Depends', 'fastapi.File', 'fastapi.Form', 'fastapi.Header', 'fastapi.Path',
        'fastapi.Query', 'fastapi.Security', 'typer.Argument', 'typer.Option',
      ],
    },
  },
}, PositionEncoding.Utf16);

const verdicts = JSON.parse(readFileSync(0, 'utf8')).map((text) => workspace.check(text).map((found) => {
  const { row, column } = found.start_location;
  const end = found.end_location;
  return `${row}:${column}-${end.row}:${end.column} ${found.code ?? 'invalid-syntax'} ${found.message}`;
}));
console.log(JSON.stringify(verdicts));
