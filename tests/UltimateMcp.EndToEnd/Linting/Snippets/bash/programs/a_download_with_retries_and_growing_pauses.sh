#!/usr/bin/env bash
# Downloads a list of addresses; each is tried several times.

set -u

max_attempts=5
first_pause=1
max_pause=30
failed=()

log() {
  local level=$1
  shift
  printf '%(%Y-%m-%d %H:%M:%S)T %-5s %s\n' -1 "$level" "$*" >&2
}

# retry COMMAND [ARGUMENT...]: runs the command until it succeeds
retry() {
  local attempt=1 pause=$first_pause status
  while true; do
    "$@"
    status=$?
    if ((status == 0)); then
      return 0
    fi
    if ((attempt >= max_attempts)); then
      log ERROR "gave up after $attempt attempts: $*"
      return "$status"
    fi
    log WARN "attempt $attempt failed with $status, next in ${pause}s"
    sleep "$pause"
    ((attempt++))
    ((pause = pause * 2 > max_pause ? max_pause : pause * 2))
  done
}

download() {
  local address=$1 target=$2
  curl --fail --silent --show-error --location \
    --connect-timeout 10 --max-time 120 \
    --output "$target.part" "$address" &&
    mv "$target.part" "$target"
}

verify() {
  local file=$1 expected=$2 actual
  [[ -z $expected ]] && return 0
  actual=$(sha256sum "$file" | cut -d ' ' -f 1)
  [[ $actual == "$expected" ]]
}

cleanup() {
  rm -f -- *.part
}
trap cleanup EXIT
trap 'log WARN "interrupted"; exit 130' INT TERM

list=${1:?usage: fetch LIST}

while read -r address checksum; do
  [[ -z $address || $address == \#* ]] && continue
  target=${address##*/}
  if [[ -e $target ]] && verify "$target" "$checksum"; then
    log INFO "$target is up to date"
    continue
  fi
  if ! retry download "$address" "$target"; then
    failed+=("$address")
  elif ! verify "$target" "$checksum"; then
    log ERROR "wrong checksum of $target"
    failed+=("$address")
  else
    log INFO "$target downloaded"
  fi
done < "$list"

if ((${#failed[@]})); then
  log ERROR "${#failed[@]} failed:"
  printf '  %s\n' "${failed[@]}" >&2
  exit 1
fi
