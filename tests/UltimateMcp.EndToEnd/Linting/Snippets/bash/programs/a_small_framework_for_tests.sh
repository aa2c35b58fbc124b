#!/usr/bin/env bash
# Every function whose name begins with test_ is run in a subshell.

passed=0
failed=0
failures=()

assert_equal() {
  local expected=$1 actual=$2 message=${3:-values differ}
  if [[ $expected != "$actual" ]]; then
    printf '%s\n  expected: %q\n  actual:   %q\n' "$message" "$expected" "$actual"
    return 1
  fi
}

assert_status() {
  local expected=$1 actual=0
  shift
  "$@" > /dev/null 2>&1 || actual=$?
  assert_equal "$expected" "$actual" "status of '$*'"
}

assert_contains() {
  local text=$1 part=$2
  case $text in
    *"$part"*) return 0 ;;
  esac
  printf 'not found: %q\n' "$part"
  return 1
}

trim() {
  local text=$1
  text=${text#"${text%%[![:space:]]*}"}
  text=${text%"${text##*[![:space:]]}"}
  printf '%s' "$text"
}

join_by() {
  local separator=$1 first=${2-}
  if shift 2; then
    printf '%s' "$first" "${@/#/$separator}"
  fi
}

test_trim_removes_spaces() {
  assert_equal "a b" "$(trim "  a b   ")" &&
    assert_equal "" "$(trim "   ")"
}

test_join_uses_the_separator() {
  assert_equal "a, b, c" "$(join_by ", " a b c)" &&
    assert_equal "a" "$(join_by - a)"
}

test_status_is_seen() {
  assert_status 0 true && assert_status 1 false
}

test_part_is_found() {
  assert_contains "hello world" "lo wo"
}

run_test() {
  local name=$1 output
  if output=$(set -e; "$name" 2>&1); then
    passed=$((passed + 1))
    printf '.'
  else
    failed=$((failed + 1))
    failures+=("$name: $output")
    printf 'F'
  fi
}

while read -r _ _ name; do
  if [[ $name == test_* ]]; then
    run_test "$name"
  fi
done < <(declare -F)

printf '\n\n'
for failure in "${failures[@]}"; do
  printf '%s\n\n' "$failure"
done
printf '%d passed, %d failed\n' "$passed" "$failed"
[[ $failed -eq 0 ]]
