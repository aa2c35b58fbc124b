#!/usr/bin/env bash
set -eu

bubble_sort() {
  local -n items=$1
  local i j swapped keep
  for ((i = ${#items[@]} - 1; i > 0; i--)); do
    swapped=0
    for ((j = 0; j < i; j++)); do
      if ((items[j] > items[j + 1])); then
        keep=${items[j]}
        items[j]=${items[j + 1]}
        items[j + 1]=$keep
        swapped=1
      fi
    done
    if ((swapped == 0)); then
      return 0
    fi
  done
}

sorted=()
quick_sort() {
  local pivot item
  local -a smaller=() larger=()
  if (($# == 0)); then
    sorted=()
    return
  fi
  pivot=$1
  shift
  for item in "$@"; do
    if ((item < pivot)); then
      smaller+=("$item")
    else
      larger+=("$item")
    fi
  done
  quick_sort "${smaller[@]}"
  smaller=("${sorted[@]}")
  quick_sort "${larger[@]}"
  sorted=("${smaller[@]}" "$pivot" "${sorted[@]}")
}

binary_search() {
  local wanted=$1
  shift
  local -a values=("$@")
  local low=0 high=$((${#values[@]} - 1)) middle
  while ((low <= high)); do
    middle=$(((low + high) / 2))
    if ((values[middle] == wanted)); then
      echo "$middle"
      return 0
    elif ((values[middle] < wanted)); then
      low=$((middle + 1))
    else
      high=$((middle - 1))
    fi
  done
  return 1
}

reverse() {
  local -a result=()
  local item
  for item in "$@"; do
    result=("$item" ${result[@]+"${result[@]}"})
  done
  echo "${result[*]}"
}

numbers=(42 7 19 3 88 61 5)
echo "given:    ${numbers[*]}"

quick_sort "${numbers[@]}"
echo "sorted:   ${sorted[*]}"

bubble_sort numbers
echo "bubbles:  ${numbers[*]}"
echo "reversed: $(reverse "${numbers[@]}")"

if position=$(binary_search 42 "${numbers[@]}"); then
  echo "42 is at index $position"
else
  echo "42 is not there"
fi
