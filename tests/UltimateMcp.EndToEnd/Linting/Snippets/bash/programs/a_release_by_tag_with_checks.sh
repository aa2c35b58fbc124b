#!/usr/bin/env bash
set -Eeuo pipefail

trap 'echo "failed in line $LINENO: $BASH_COMMAND" >&2' ERR

bump=${1:-patch}
changelog=CHANGELOG.md

confirm() {
  local answer
  read -r -p "$1 [y/N] " answer
  [[ $answer == [yY]* ]]
}

require() {
  local tool
  for tool in "$@"; do
    if ! command -v "$tool" > /dev/null 2>&1; then
      echo "$tool is needed" >&2
      exit 69
    fi
  done
}

current_version() {
  git describe --tags --abbrev=0 --match 'v[0-9]*' 2> /dev/null || echo v0.0.0
}

next_version() {
  local version=$1 kind=$2 major minor patch
  IFS=. read -r major minor patch <<< "${version#v}"
  case $kind in
    major)
      major=$((major + 1))
      minor=0
      patch=0
      ;;
    minor)
      minor=$((minor + 1))
      patch=0
      ;;
    patch) patch=$((patch + 1)) ;;
    *)
      echo "unknown kind: $kind" >&2
      return 1
      ;;
  esac
  echo "v$major.$minor.$patch"
}

write_changelog() {
  local from=$1 to=$2 temporary
  temporary=$(mktemp)
  {
    echo "## $to ($(date +%F))"
    echo
    if [[ $from == v0.0.0 ]]; then
      git log --format='- %s'
    else
      git log --format='- %s' "$from..HEAD"
    fi
    if [[ -f $changelog ]]; then
      echo
      cat "$changelog"
    fi
  } > "$temporary"
  mv "$temporary" "$changelog"
}

require git sed date

if [[ -n $(git status --porcelain) ]]; then
  echo "the work tree is not clean" >&2
  exit 1
fi

old=$(current_version)
new=$(next_version "$old" "$bump")

echo "Old version: $old"
echo "New version: $new"
confirm "Release?" || exit 0

write_changelog "$old" "$new"
git add "$changelog"
git commit --quiet --message "Release $new"
git tag --annotate "$new" --message "Version $new"

if confirm "Push?"; then
  git push --follow-tags
fi
