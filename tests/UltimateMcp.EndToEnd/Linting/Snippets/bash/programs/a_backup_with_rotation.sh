#!/usr/bin/env bash
#
# Packs a directory into a dated archive and keeps only the newest ones.

set -euo pipefail

readonly PROGRAM=${0##*/}
source_dir=
target_dir=
keep=7
verbose=false

usage() {
  cat <<END
Usage: $PROGRAM -s SOURCE -t TARGET [-k COUNT] [-v]

  -s SOURCE   directory to save
  -t TARGET   directory for the archives
  -k COUNT    number of archives to keep (default: $keep)
  -v          say what happens
  -h          show this help
END
}

log() {
  if [[ $verbose == true ]]; then
    printf '[%s] %s\n' "$(date +%T)" "$*"
  fi
}

die() {
  printf '%s: %s\n' "$PROGRAM" "$*" >&2
  exit 1
}

parse_arguments() {
  local option
  while getopts ':s:t:k:vh' option; do
    case $option in
      s) source_dir=$OPTARG ;;
      t) target_dir=$OPTARG ;;
      k) keep=$OPTARG ;;
      v) verbose=true ;;
      h)
        usage
        exit 0
        ;;
      :) die "option -$OPTARG needs a value" ;;
      *) die "unknown option -$OPTARG" ;;
    esac
  done

  [[ -n $source_dir ]] || die "no source given"
  [[ -n $target_dir ]] || die "no target given"
  [[ -d $source_dir ]] || die "no such directory: $source_dir"
  [[ $keep =~ ^[1-9][0-9]*$ ]] || die "not a positive number: $keep"
}

create_archive() {
  local name archive
  name=$(basename "$source_dir")
  archive="$target_dir/$name-$(date +%Y%m%d-%H%M%S).tar.gz"
  mkdir -p "$target_dir"
  tar -czf "$archive.part" -C "$(dirname "$source_dir")" "$name"
  mv "$archive.part" "$archive"
  log "created $archive ($(du -h "$archive" | cut -f1))"
}

remove_old_archives() {
  local name index
  local -a archives
  name=$(basename "$source_dir")
  mapfile -t archives < <(printf '%s\n' "$target_dir/$name"-*.tar.gz | sort -r)
  for ((index = keep; index < ${#archives[@]}; index++)); do
    log "removing ${archives[index]}"
    rm -f -- "${archives[index]}"
  done
}

main() {
  parse_arguments "$@"
  create_archive
  remove_old_archives
}

main "$@"
