//: an emoji in a string before the type error
//= 1:20 error TS2322
const face = "😀", port: number = "80";
console.log(face, port);

//: three emoji in a comment before the type error
//= 1:14 error TS2304
/* 🎈🎈🎈 */ missing();

//: joined emoji before the type error
//= 1:28 error TS2304
console.log("👨‍👩‍👧‍👦", missing);

//: an accented letter before the type error
//= 1:21 error TS2304
console.log("café", missing);

//: chinese text before the type error
//= 1:21 error TS2304
console.log("漢字文字", missing);

//: astral letters before the type error
//= 1:21 error TS2304
console.log("𝒜𝒷", missing);

//: an emoji before a lint finding
//= 1:27 warning no-debugger
console.log("😀 and 😀"); debugger;

//: an emoji before findings of both tools
//= 1:20 warning no-debugger
//= 1:30 error TS2304
console.log("🚀"); debugger; missing();

//: a tab counts one column for the type checker
//= 2:2 error TS2304
if (process.pid) {
	missing();
}

//: a tab counts one column for the linter
//= 2:2 warning no-debugger
if (process.pid) {
	debugger;
}

//: three tabs before findings of both tools
//= 4:4 warning no-debugger
//= 4:14 error TS2304
export function deep(a: number): void {
	if (a > 1) {
		if (a > 2) {
			debugger; missing();
		}
	}
}

//: tabs and emoji in one line
//= 2:16 error TS2304
if (process.pid) {
	let s = "🎉";	missing(s);
}

//: a type error on an accented name
//= 1:7 error TS2322
const größe: number = "1";
console.log(größe);

//: an emoji before a syntax error
//= 1:27 error TS1109
const a = "🚀🚀"; let b = ;

//: a type error inside a template with several lines
//= 3:3 error TS2304
console.log(`one ☃
two ${
  missing}`);

//: a type error after a template with emoji
//= 2:8 error TS2304
console.log(`🦊
🦊🦊`, missing);

//: a finding far down the document
//= 13:3 error TS2322
export function steps(): number {
  const a = 1;
  const b = 2;
  const c = 3;
  const d = 4;
  const e = 5;
  const f = 6;
  const g = 7;
  const h = 8;
  const i = 9;
  const j = 10;
  const sum = a + b + c + d + e + f + g + h + i + j;
  return `${sum}`;
}

//: findings of both tools in the order of the document
//= 1:7 warning no-unused-vars
//= 2:7 error TS2322
//= 3:17 warning no-sparse-arrays
//= 4:1 error TS2304
const spare = 1;
const port: number = "80";
console.log([1, , port]);
second();

//: a shebang line counts as a line
//= 2:1 error TS2304
#!/usr/bin/env node
missing();

//: an emoji in a disabling comment's line
//= 1:22 info suppression
console.log("🚀🚀"); // eslint-disable-line

//: a type error after an emoji in a type
//= 1:64 error TS2322
export const tagged: { kind: "🐱"; n: number } = { kind: "🐱", n: "1" };
