#!/bin/bash

moves=0

hanoi() {
  local n=$1 from=$2 to=$3 via=$4
  if ((n == 0)); then
    return
  fi
  hanoi $((n - 1)) "$from" "$via" "$to"
  moves=$((moves + 1))
  echo "move disk $n from $from to $to"
  hanoi $((n - 1)) "$via" "$to" "$from"
}

factorial() {
  local n=$1
  if ((n <= 1)); then
    echo 1
  else
    local rest
    rest=$(factorial $((n - 1)))
    echo $((n * rest))
  fi
}

gcd() {
  if (($2 == 0)); then
    echo "$1"
  else
    gcd "$2" $(($1 % $2))
  fi
}

fibonacci() {
  local -i a=0 b=1 i
  for ((i = 0; i < $1; i++)); do
    printf '%d ' "$a"
    ((b += a, a = b - a, 1))
  done
  echo
}

permutations() {
  local prefix=$1 rest=$2 i
  if [[ -z $rest ]]; then
    echo "$prefix"
    return
  fi
  for ((i = 0; i < ${#rest}; i++)); do
    permutations "$prefix${rest:i:1}" "${rest:0:i}${rest:i+1}"
  done
}

is_prime() {
  local n=$1 d
  ((n >= 2)) || return 1
  for ((d = 2; d * d <= n; d++)); do
    if ((n % d == 0)); then
      return 1
    fi
  done
}

hanoi 3 A C B
echo "$moves moves"
echo "10! = $(factorial 10)"
echo "gcd(84, 36) = $(gcd 84 36)"
fibonacci 15
permutations "" abc | sort -u

for n in {1..50}; do
  if is_prime "$n"; then
    printf '%d ' "$n"
  fi
done
printf '\n'
