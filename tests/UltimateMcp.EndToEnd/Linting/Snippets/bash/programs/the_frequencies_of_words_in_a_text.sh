#!/bin/bash
# Usage: words [-n COUNT] [-m LENGTH] [-s FILE] [FILE...]

count=10
min_length=1
stop_file=

while getopts n:m:s: opt; do
  case "$opt" in
    n) count="$OPTARG" ;;
    m) min_length="$OPTARG" ;;
    s) stop_file="$OPTARG" ;;
    *)
      echo "usage: $0 [-n count] [-m length] [-s file] [file...]" >&2
      exit 2
      ;;
  esac
done
shift $((OPTIND - 1))

declare -A stop_words
if [ -n "$stop_file" ]; then
  while read -r word; do
    if [ -n "$word" ]; then
      stop_words["$word"]=1
    fi
  done < "$stop_file"
fi

split_words() {
  tr '[:upper:]' '[:lower:]' | tr -cs '[:alpha:]' '\n'
}

declare -A frequency
total=0
while read -r word; do
  if [ "${#word}" -lt "$min_length" ] || [ -z "$word" ]; then
    continue
  fi
  if [ -n "${stop_words["$word"]:-}" ]; then
    continue
  fi
  frequency["$word"]=$((${frequency["$word"]:-0} + 1))
  total=$((total + 1))
done < <(cat -- "$@" | split_words)

if [ "$total" -eq 0 ]; then
  echo "no words" >&2
  exit 1
fi

bar() {
  local length=$1 text
  printf -v text '%*s' "$length" ''
  printf '%s' "${text// /#}"
}

widest=0
for word in "${!frequency[@]}"; do
  if [ "${#word}" -gt "$widest" ]; then
    widest=${#word}
  fi
done

highest=0
while read -r number word; do
  if [ "$highest" -eq 0 ]; then
    highest=$number
  fi
  printf "%-${widest}s %5d %s\n" "$word" "$number" "$(bar $((number * 40 / highest)))"
done < <(
  for word in "${!frequency[@]}"; do
    printf '%d %s\n' "${frequency["$word"]}" "$word"
  done | sort -k1,1nr -k2 | head -n "$count"
)

echo "${#frequency[@]} different words, $total in total"
