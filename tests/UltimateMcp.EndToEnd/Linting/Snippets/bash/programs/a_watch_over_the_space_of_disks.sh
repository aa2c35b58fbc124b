#!/usr/bin/env bash
#
# Warns if a file system is fuller than a limit; meant for cron.

set -euo pipefail
export LC_ALL=C

limit=${DISK_LIMIT:-90}
state_dir=${XDG_STATE_HOME:-$HOME/.local/state}/diskwatch
mail_to=${MAILTO:-}
lock_file=$state_dir/lock

mkdir -p "$state_dir"

exec 9> "$lock_file"
if ! flock -n 9; then
  echo "another instance is running" >&2
  exit 0
fi

notify() {
  local subject=$1 body=$2
  if [[ -n $mail_to ]] && command -v mail > /dev/null; then
    mail -s "$subject" "$mail_to" <<< "$body"
  else
    printf '%s\n%s\n' "$subject" "$body"
  fi
}

already_reported() {
  local marker=$1
  [[ -e $marker ]] && [[ -n $(find "$marker" -mmin -720) ]]
}

largest_directories() {
  du -x -d 2 -k "$1" 2> /dev/null |
    sort -rn |
    head -n 5 |
    while read -r size name; do
      printf '  %8d MiB  %s\n' $((size / 1024)) "$name"
    done
}

check_filesystem() {
  local mount=$1 used=$2
  local marker=$state_dir/${mount//\//_}
  if ((used < limit)); then
    rm -f "$marker"
    return 0
  fi
  if already_reported "$marker"; then
    return 0
  fi
  touch "$marker"
  notify "$mount is $used% full" "The largest directories:
$(largest_directories "$mount")"
}

checked=0
while read -r _ type _ _ _ percent mount; do
  case $type in
    tmpfs | devtmpfs | squashfs | overlay) continue ;;
  esac
  check_filesystem "$mount" "${percent%\%}"
  checked=$((checked + 1))
done < <(df -PT | tail -n +2)

logger -t diskwatch "checked $checked file systems"
