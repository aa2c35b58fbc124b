//: a comparison with not-a-number
//= 2:20 warning use-isnan
export function bad(x) {
  return x + 1 === NaN;
}

//: a switch over not-a-number
//= 2:11 warning use-isnan
export function bad(x) {
  switch (NaN) {
    case x:
      return 1;
    default:
      return 2;
  }
}

//: searching not-a-number with index of is not among the rules
export const at = [1, NaN].indexOf(NaN);

//: a misspelled type name in a typeof comparison
//= 2:23 warning valid-typeof
export function isText(x) {
  return typeof x === "strng";
}

//: typeof compared to a real type name is fine
export function isBig(x) {
  return typeof x === "bigint" || typeof x === "symbol";
}

//: a comparison with negative zero
//= 2:10 warning no-compare-neg-zero
export function isZero(x) {
  return x === -0;
}

//: an assignment where a comparison was meant
//= 2:7 warning no-constant-condition
//= 2:9 warning no-cond-assign
export function check(x) {
  if (x = 3) {
    return x;
  }
  return 0;
}

//: an assignment in a loop head inside parentheses is fine
export function drain(queue) {
  let item;
  while ((item = queue.pop())) {
    console.log(item);
  }
}

//: a condition that is always true
//= 1:5 warning no-constant-condition
if (true) {
  console.log("always");
}

//: an endless loop with a break is fine
export function wait(next) {
  while (true) {
    if (next()) {
      break;
    }
  }
}

//: a ternary with a constant test
//= 2:10 warning no-constant-condition
export function pick(a, b) {
  return "x" ? a : b;
}

//: a comparison with a new array
//= 2:10 warning no-constant-binary-expression
//= 2:10 warning oxc/bad-object-literal-comparison
export function isEmpty(list) {
  return list === [];
}

//: a fallback after a literal object
//= 2:10 warning no-constant-binary-expression
export function options(given) {
  return { depth: 1 } ?? given;
}

//: a negated left side of the in operator
//= 2:7 warning no-unsafe-negation
export function lacks(key, map) {
  if (!key in map) {
    return true;
  }
  return false;
}

//: a negation around the whole in test is fine
export function lacks(key, map) {
  return !(key in map);
}

//: a double negation in a condition
//= 2:7 warning no-extra-boolean-cast
export function check(x) {
  if (!!x) {
    return 1;
  }
  return 0;
}

//: a boolean call in a condition
//= 2:7 warning no-extra-boolean-cast fixable
export function check(x) {
  if (Boolean(x)) {
    return 1;
  }
  return 0;
}

//: a double negation as a value is fine
export function isSet(x) {
  return !!x;
}

//: two ranges that cannot both hold
//= 2:10 warning oxc/const-comparisons
export function inRange(x) {
  return x < 10 && x > 20;
}

//: a range with a redundant side
//= 2:10 warning oxc/const-comparisons
export function small(x) {
  return x < 10 && x < 20;
}

//: a proper range is fine
export function inRange(x) {
  return x >= 10 && x < 20;
}

//: less than or equal in two comparisons
//= 2:10 warning oxc/double-comparisons
export function atMost(a, b) {
  return a === b || a < b;
}

//: a chain of comparisons
//= 2:10 warning oxc/bad-comparison-sequence
export function between(a, b, c) {
  return a < b < c;
}

//: a comparison with an empty object literal
//= 2:10 warning oxc/bad-object-literal-comparison
export function isEmpty(value) {
  return value == {};
}

//: one character compared to two
//= 2:10 warning oxc/bad-char-at-comparison
export function startsNew(text) {
  return text.charAt(0) === "ab";
}

//: a clamp with swapped bounds
//= 2:10 warning oxc/bad-min-max-func
export function clamp(x) {
  return Math.min(Math.max(100, x), 0);
}

//: a clamp with the right bounds is fine
export function clamp(x) {
  return Math.min(Math.max(0, x), 100);
}

//: the same condition in an else branch
//= 2:7 warning no-dupe-else-if
export function name(n) {
  if (n === 1) {
    return "one";
  } else if (n === 1) {
    return "uno";
  }
  return "";
}

//: the same case twice
//= 3:10 warning no-duplicate-case
export function name(n) {
  switch (n) {
    case 1:
      return "one";
    case 1:
      return "uno";
    default:
      return "";
  }
}

//: a loose comparison with null is fine
export function given(x) {
  return x != null && x == 3;
}

//: a self comparison is not among the rules
export function odd(x) {
  return x !== x;
}
