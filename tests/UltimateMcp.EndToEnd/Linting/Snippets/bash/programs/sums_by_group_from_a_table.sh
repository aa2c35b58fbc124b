#!/usr/bin/env bash
set -euo pipefail

# Reads lines "date;account;amount" with amounts such as 12.50 or -3.07
# and prints the balance of each account and of each month.

die() {
  echo "error: $*" >&2
  exit 1
}

to_cents() {
  local amount=$1 sign=1 whole fraction
  if [[ $amount == -* ]]; then
    sign=-1
    amount=${amount#-}
  fi
  [[ $amount =~ ^[0-9]+(\.[0-9]{1,2})?$ ]] || return 1
  whole=${amount%%.*}
  fraction=${amount#"$whole"}
  fraction=${fraction#.}
  fraction=${fraction}00
  fraction=${fraction:0:2}
  echo $((sign * (10#$whole * 100 + 10#$fraction)))
}

from_cents() {
  local cents=$1 sign=''
  if ((cents < 0)); then
    sign=-
    cents=$((-cents))
  fi
  printf '%s%d.%02d' "$sign" $((cents / 100)) $((cents % 100))
}

declare -A by_account by_month
line_number=0

while IFS=';' read -r date account amount rest; do
  line_number=$((line_number + 1))
  if ((line_number == 1)) && [[ $date == date ]]; then
    continue
  fi
  if [[ -n $rest ]]; then
    die "line $line_number: too many fields"
  fi
  cents=$(to_cents "$amount") || die "line $line_number: bad amount '$amount'"
  month=${date:0:7}
  by_account[$account]=$((${by_account[$account]:-0} + cents))
  by_month[$month]=$((${by_month[$month]:-0} + cents))
done < "${1:-/dev/stdin}"

print_table() {
  local -n table=$1
  local title=$2 key cents sum=0
  echo "$title"
  while IFS= read -r key; do
    cents=${table[$key]}
    printf '  %-20s %12s\n' "$key" "$(from_cents "$cents")"
    sum=$((sum + cents))
  done < <(printf '%s\n' "${!table[@]}" | sort)
  printf '  %-20s %12s\n\n' "total" "$(from_cents "$sum")"
}

if ((${#by_account[@]} == 0)); then
  echo "no entries"
  exit
fi

print_table by_account "Accounts"
print_table by_month "Months"
