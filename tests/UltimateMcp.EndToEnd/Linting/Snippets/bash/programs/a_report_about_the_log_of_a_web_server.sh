#!/bin/bash
# Counts statuses, addresses and bytes of an access log in the common format.

set -o nounset
set -o pipefail

log_file=${1:-access.log}
top=${2:-5}

if [[ ! -r $log_file ]]; then
  echo "cannot read $log_file" >&2
  exit 66
fi

declare -A hits_by_status=()
declare -A hits_by_address=()
declare -A bytes_by_address=()
total=0
broken=0

line_pattern='^([^ ]+) [^ ]+ [^ ]+ \[([^]]+)\] "([^"]*)" ([0-9]{3}) ([0-9]+|-)'

while IFS= read -r line || [[ -n $line ]]; do
  if [[ ! $line =~ $line_pattern ]]; then
    ((broken += 1))
    continue
  fi

  address=${BASH_REMATCH[1]}
  status=${BASH_REMATCH[4]}
  bytes=${BASH_REMATCH[5]}
  [[ $bytes == - ]] && bytes=0

  hits_by_status[$status]=$((${hits_by_status[$status]:-0} + 1))
  hits_by_address[$address]=$((${hits_by_address[$address]:-0} + 1))
  bytes_by_address[$address]=$((${bytes_by_address[$address]:-0} + bytes))
  ((total += 1))
done < "$log_file"

print_header() {
  local title=$1
  printf '\n%s\n' "$title"
  printf '%s\n' "${title//?/-}"
}

print_header "Requests: $total, lines not understood: $broken"

print_header "By status"
for status in "${!hits_by_status[@]}"; do
  printf '%s %6d\n' "$status" "${hits_by_status[$status]}"
done | sort

print_header "The $top busiest addresses"
for address in "${!hits_by_address[@]}"; do
  printf '%6d %10d %s\n' \
    "${hits_by_address[$address]}" \
    "${bytes_by_address[$address]}" \
    "$address"
done | sort -rn | head -n "$top"

if ((total > 0)); then
  errors=0
  for status in "${!hits_by_status[@]}"; do
    if [[ $status == 5?? ]]; then
      errors=$((errors + hits_by_status[$status]))
    fi
  done
  printf '\nServer errors: %d.%d%%\n' \
    $((errors * 100 / total)) $((errors * 1000 / total % 10))
fi
