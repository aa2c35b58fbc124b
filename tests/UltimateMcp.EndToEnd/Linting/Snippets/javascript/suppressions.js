//: a disabled next line
//= 1:1 info suppression
// eslint-disable-next-line no-undef
missing();

//: a disabled line
//= 1:12 info suppression
missing(); // eslint-disable-line no-undef

//: a disabled next line without rule names
//= 3:3 info suppression
export function check(x) {
  console.log(x);
  // eslint-disable-next-line
  return x === NaN;
}

//: a whole file is disabled
//= 1:1 info suppression
/* eslint-disable */
missing();
const unused = [1, , 2];

//: one rule is disabled for the whole file
//= 1:1 info suppression
//= 4:18 warning no-sparse-arrays
//= 5:1 error no-undef
/* eslint-disable no-unused-vars */
const spare = 1;
const other = 2;
const hole = [1, , 2];
missing();

//: a region is disabled and enabled again
//= 1:1 info suppression
//= 4:1 error no-undef
/* eslint-disable no-undef */
first();
/* eslint-enable no-undef */
second();

//: the linter's own name in a disabled next line
//= 2:3 info suppression
export function run(source) {
  // oxlint-disable-next-line no-eval
  return eval(source);
}

//: the linter's own name for a whole file
//= 1:1 info suppression
/* oxlint-disable no-debugger */
debugger;

//: the linter's own name at the end of a line
//= 1:20 info suppression
let holes = [, 1]; // oxlint-disable-line no-sparse-arrays
console.log(holes);

//: a disabled rule of another name does not help
//= 1:1 info suppression
//= 2:1 error no-undef
// eslint-disable-next-line no-eval
missing();

//: a disabled next line does not reach two lines on
//= 1:1 info suppression
//= 3:1 error no-undef
// eslint-disable-next-line no-undef
first();
second();

//: three comments give one finding
//= 1:1 info suppression
// eslint-disable-next-line no-undef
first();
// eslint-disable-next-line no-undef
second();
third(); // eslint-disable-line no-undef

//: a reason after two dashes
//= 1:1 info suppression
// eslint-disable-next-line no-undef -- defined by the page that loads this
missing();

//: two rules in one comment
//= 2:3 info suppression
export function check(x) {
  // eslint-disable-next-line no-eval, use-isnan
  return eval(x) === NaN;
}

//: a rule of a plugin is disabled by its full name
//= 1:1 info suppression
// eslint-disable-next-line unicorn/no-new-array
export const cells = new Array(8);

//: a block comment before the disabled line
//= 2:3 info suppression
export function check(x) {
  /* eslint-disable-next-line no-debugger */
  debugger;
  return x;
}

//: a disabling comment after an indentation with a tab
//= 2:2 info suppression
export function check(x) {
	// eslint-disable-next-line no-debugger
	debugger;
	return x;
}

//: a disabling comment after an emoji
//= 1:23 info suppression
console.log("🚀", x); // eslint-disable-line no-undef

//: a disabling comment does not silence a syntax error
//= 1:1 info suppression
//= 2:11 error syntax-error
// eslint-disable-next-line
const a = ;

//: a disabling comment inside a string is text
//= 2:1 error no-undef
console.log("// eslint-disable-next-line no-undef");
missing();

//: a disabling comment inside a template is text
//= 4:1 error no-undef
console.log(`
/* eslint-disable */
`);
missing();

//: an ordinary comment about disabling
//= 2:1 error no-undef
// never write the words for it: disable the linter
missing();
