#!/usr/bin/env bash
set -euo pipefail

readonly max_jobs=${MAX_JOBS:-4}
work_dir=$(mktemp -d)
declare -A name_of=()
succeeded=0
failed=0

cleanup() {
  local pid
  for pid in "${!name_of[@]}"; do
    kill "$pid" 2> /dev/null || true
  done
  rm -rf "$work_dir"
}
trap cleanup EXIT

start_job() {
  local name=$1
  shift
  "$@" > "$work_dir/$name.log" 2>&1 &
  name_of[$!]=$name
}

finish_job() {
  local pid status=0 name
  wait -n -p pid || status=$?
  if [[ -z ${pid:-} ]]; then
    return
  fi
  name=${name_of[$pid]}
  unset "name_of[$pid]"
  if ((status == 0)); then
    succeeded=$((succeeded + 1))
    printf 'ok      %s\n' "$name"
  else
    failed=$((failed + 1))
    printf 'failed  %s (status %d)\n' "$name" "$status"
    sed 's/^/    /' "$work_dir/$name.log"
  fi
}

convert() {
  local input=$1 output=$2
  if [[ ! -s $input ]]; then
    echo "$input is empty"
    return 1
  fi
  tr '[:lower:]' '[:upper:]' < "$input" > "$output"
}

shopt -s nullglob
inputs=("${1:-.}"/*.txt)
if ((${#inputs[@]} == 0)); then
  echo "nothing to do"
  exit 0
fi

for input in "${inputs[@]}"; do
  while ((${#name_of[@]} >= max_jobs)); do
    finish_job
  done
  name=$(basename "$input" .txt)
  start_job "$name" convert "$input" "${input%.txt}.out"
done

while ((${#name_of[@]} > 0)); do
  finish_job
done

printf '%d succeeded, %d failed\n' "$succeeded" "$failed"
((failed == 0))
