#!/usr/bin/env bash
# Turns an expression into reverse polish notation and computes its value.

set -uo pipefail

operators=()
output=()
values=()
popped=

precedence() {
  case $1 in
    '+' | '-') echo 1 ;;
    '*' | '/' | '%') echo 2 ;;
    '^') echo 3 ;;
    *) echo 0 ;;
  esac
}

complain() {
  echo "calc: $1" >&2
  return 1
}

tokenize() {
  local text=${1//[[:space:]]/} token
  while [[ -n $text ]]; do
    if [[ $text =~ ^([0-9]+|[-+*/%^()]) ]]; then
      token=${BASH_REMATCH[1]}
      printf '%s\n' "$token"
      text=${text:${#token}}
    else
      complain "unexpected character '${text:0:1}'"
      return 1
    fi
  done
}

move_operator() {
  output+=("${operators[-1]}")
  unset 'operators[-1]'
}

to_postfix() {
  local token top
  operators=()
  output=()
  for token in "$@"; do
    case $token in
      [0-9]*) output+=("$token") ;;
      '(') operators+=("$token") ;;
      ')')
        while ((${#operators[@]} > 0)) && [[ ${operators[-1]} != '(' ]]; do
          move_operator
        done
        ((${#operators[@]} > 0)) || { complain "missing ("; return 1; }
        unset 'operators[-1]'
        ;;
      *)
        while ((${#operators[@]} > 0)); do
          top=${operators[-1]}
          if (($(precedence "$top") < $(precedence "$token"))); then
            break
          fi
          if [[ $token == '^' && $top == '^' ]]; then
            break
          fi
          move_operator
        done
        operators+=("$token")
        ;;
    esac
  done
  while ((${#operators[@]} > 0)); do
    [[ ${operators[-1]} != '(' ]] || { complain "missing )"; return 1; }
    move_operator
  done
}

pop_value() {
  ((${#values[@]} > 0)) || { complain "an operand is missing"; return 1; }
  popped=${values[-1]}
  unset 'values[-1]'
}

compute() {
  local token left right
  values=()
  for token in "$@"; do
    if [[ $token == [0-9]* ]]; then
      values+=("$token")
      continue
    fi
    pop_value || return 1
    right=$popped
    pop_value || return 1
    left=$popped
    case $token in
      '+') values+=($((left + right))) ;;
      '-') values+=($((left - right))) ;;
      '*') values+=($((left * right))) ;;
      '^') values+=($((left ** right))) ;;
      '/' | '%')
        if ((right == 0)); then
          complain "division by zero"
          return 1
        fi
        if [[ $token == '/' ]]; then
          values+=($((left / right)))
        else
          values+=($((left % right)))
        fi
        ;;
    esac
  done
  ((${#values[@]} == 1)) || complain "an operator is missing"
}

while read -r -e -p "> " expression; do
  [[ -n $expression ]] || continue
  text=$(tokenize "$expression") || continue
  mapfile -t tokens <<< "$text"
  if to_postfix "${tokens[@]}" && compute "${output[@]}"; then
    printf '%s = %d\n' "${output[*]}" "${values[0]}"
  fi
done
