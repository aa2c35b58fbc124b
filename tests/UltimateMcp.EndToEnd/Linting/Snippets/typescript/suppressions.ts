//: an ignored next line
//= 1:1 info suppression
// @ts-ignore
const port: number = "80";
console.log(port);

//: an expected error
//= 1:1 info suppression
// @ts-expect-error the value comes from a file
const port: number = "80";
console.log(port);

//: an expected error that does not come
//= 1:1 error TS2578
// @ts-expect-error
const port: number = 80;
console.log(port);

//: an expected error inside a function
//= 3:3 info suppression
export function half(n: number): number {
  const text = String(n);
  // @ts-expect-error
  return text / 2;
}

//: an expected error hides one line only
//= 1:1 info suppression
//= 3:7 error TS2322
// @ts-expect-error
const port: number = "80";
const host: string = 80;
console.log(port, host);

//: a file without type checks
//= 1:1 info suppression
// @ts-nocheck
const port: number = "80";
console.log(port, missing);

//: a file without type checks is still linted
//= 1:1 info suppression
//= 3:1 warning no-debugger
// @ts-nocheck
const port: number = "80";
debugger;
console.log(port);

//: a file without type checks still has its syntax errors
//= 1:1 info suppression
//= 2:22 error TS1109
// @ts-nocheck
const port: number = ;

//: an ignored line is still linted
//= 2:3 info suppression
//= 3:10 warning no-eval
export function run(source: string): number {
  // @ts-ignore
  return eval(source) as number;
}

//: a disabled rule does not hide a type error
//= 1:1 info suppression
//= 2:1 error TS2304
// eslint-disable-next-line no-undef
missing();

//: a disabled next line
//= 2:3 info suppression
export function step(n: number): number {
  // eslint-disable-next-line no-debugger
  debugger;
  return n;
}

//: a disabled line
//= 1:33 info suppression
export const row = [1, 2, , 4]; // eslint-disable-line no-sparse-arrays

//: a whole file without lint
//= 1:1 info suppression
/* eslint-disable */
const unused = 1;
debugger;
export {};

//: a whole file without lint still has its types checked
//= 1:1 info suppression
//= 2:7 error TS2322
/* eslint-disable */
const unused: string = 1;
debugger;

//: the linter's own name before a plugin rule
//= 1:1 info suppression
// oxlint-disable-next-line typescript/no-wrapper-object-types
export const text: String = "a";

//: the usual name of a rule of the plugin
//= 1:1 info suppression
// eslint-disable-next-line @typescript-eslint/no-wrapper-object-types
export const text: String = "a";

//: both kinds of comments give one finding
//= 1:1 info suppression
// @ts-ignore
const port: number = "80";
// eslint-disable-next-line no-debugger
debugger;
console.log(port);

//: a region is disabled and enabled again
//= 1:1 info suppression
//= 4:1 warning no-debugger
/* eslint-disable no-debugger */
debugger;
/* eslint-enable no-debugger */
debugger;

//: an ignoring comment with an indentation by a tab
//= 2:2 info suppression
export function half(n: number): number {
	// @ts-expect-error
	return "a" / n;
}

//: an ignoring comment inside a string is text
//= 2:7 error TS2322
console.log("// @ts-ignore");
const port: number = "80";
console.log(port);

//: an ignoring comment inside a template is text
//= 4:7 error TS2322
console.log(`
// @ts-nocheck
`);
const port: number = "80";
console.log(port);

//: an ignored block comment
//= 1:1 info suppression
/* @ts-ignore */
const port: number = "80";
console.log(port);
