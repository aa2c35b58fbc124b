#!/usr/bin/env bash
# Reads an ini file into an associative array with keys "section.name".

set -euo pipefail
shopt -s extglob

declare -A settings=(
  [server.host]=localhost
  [server.port]=8080
  [log.level]=info
)

load_settings() {
  local file=$1 section='' line number=0 key value
  while IFS= read -r line || [[ -n $line ]]; do
    number=$((number + 1))
    line=${line##*([[:space:]])}
    line=${line%%*([[:space:]])}
    case $line in
      '' | '#'* | ';'*)
        continue
        ;;
      '['*']')
        section=${line#'['}
        section=${section%']'}
        ;;
      *=*)
        key=${line%%*([[:space:]])=*}
        value=${line#*=}
        value=${value##*([[:space:]])}
        if [[ $value == \"*\" ]]; then
          value=${value#\"}
          value=${value%\"}
        fi
        settings[${section:+$section.}$key]=$value
        ;;
      *)
        echo "$file:$number: not understood: $line" >&2
        return 1
        ;;
    esac
  done < "$file"
}

get() {
  local key=$1
  if [[ -v settings[$key] ]]; then
    printf '%s\n' "${settings[$key]}"
  else
    echo "no such setting: $key" >&2
    return 1
  fi
}

dump() {
  local key
  for key in "${!settings[@]}"; do
    printf '%s = %s\n' "$key" "${settings[$key]}"
  done | sort
}

main() {
  local file=${1:-app.ini}
  if [[ -e $file ]]; then
    load_settings "$file"
  fi
  if (($# >= 2)); then
    get "$2"
  else
    dump
  fi
}

main "$@"
