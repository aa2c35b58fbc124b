//: an emoji in a string before the finding
//= 1:19 error no-undef
console.log("😀", missing);

//: three emoji in a comment before the finding
//= 1:14 error no-undef
/* 🎈🎈🎈 */ missing();

//: a family of joined emoji before the finding
//= 1:28 error no-undef
console.log("👨‍👩‍👧‍👦", missing);

//: an accented letter before the finding
//= 1:21 error no-undef
console.log("café", missing);

//: chinese text before the finding
//= 1:21 error no-undef
console.log("漢字文字", missing);

//: an astral letter before the finding
//= 1:21 error no-undef
console.log("𝒜𝒷", missing);

//: an emoji on the line before the finding
//= 2:1 error no-undef
console.log("😀😀😀");
missing();

//: a tab counts one column
//= 2:2 error no-undef
if (process.pid) {
	missing();
}

//: three tabs before the finding
//= 4:4 warning no-debugger
function deep(a, b) {
	if (a) {
		if (b) {
			debugger;
		}
	}
}
deep(1, 2);

//: a tab between tokens
//= 1:7 warning no-unused-vars
const	spare	=	1;

//: tabs and emoji in one line
//= 2:16 error no-undef
if (process.pid) {
	let s = "🎉";	missing(s);
}

//: a finding on an accented name
//= 1:7 warning no-unused-vars
const größe = 1;

//: a finding after an accented name
//= 2:20 error no-undef
const größe = 1;
console.log(größe, missing);

//: a finding far down the document
//= 22:3 warning no-debugger
export function steps() {
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
  const k = 11;
  const l = 12;
  const m = 13;
  const n = 14;
  const o = 15;
  const p = 16;
  const q = 17;
  const r = 18;
  const s = 19;
  const t = 20;
  debugger;
  return [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t];
}

//: several findings of several rules in one line
//= 1:1 error no-undef
//= 1:12 warning no-debugger
//= 1:26 warning no-constant-condition
//= 1:32 error no-undef
missing(); debugger; if (true) other();

//: findings in the order of the document and not of the rules
//= 1:7 warning no-unused-vars
//= 2:13 error no-undef
//= 3:17 warning no-sparse-arrays
//= 4:1 error no-undef
const spare = 1;
console.log(first);
console.log([1, , 2]);
second();

//: a finding after a comment of several lines
//= 4:1 error no-undef
/*
 * Two lines of text with an arrow → here.
 */
missing();

//: a finding inside a template with several lines
//= 3:3 error no-undef
console.log(`one ☃
two ${
  missing}`);

//: a finding after a template literal with an emoji
//= 2:8 error no-undef
console.log(`🦊
🦊🦊`, missing);

//: a syntax error after an emoji
//= 1:27 error syntax-error
const a = "🚀🚀"; let b = ;

//: a regular expression with an astral letter before the finding
//= 1:30 error no-undef
console.log(/😀/u.test("a"), missing);

//: a shebang line counts as a line
//= 2:1 error no-undef
#!/usr/bin/env node
missing();

//: a blank line at the start
//= 2:1 error no-undef

missing();

//: a very long line
//= 1:113 error no-undef
const words = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"]; console.log(words.length, missing);
