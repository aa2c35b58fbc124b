#!/usr/bin/env bash
set -euo pipefail

output=-
format=text
dry_run=0
declare -a inputs=()
declare -A variables=()

usage() {
  cat <<'END'
Usage: render [options] FILE...

Replaces {{NAME}} in the files by values.

Options:
  -D, --define NAME=VALUE   set a value (repeatable)
  -f, --format FORMAT       text or html
  -o, --output FILE         write to FILE instead of standard output
  -n, --dry-run             only list what would be done
      --help                show this text
END
}

fail() {
  echo "render: $1" >&2
  echo "Try 'render --help'." >&2
  exit 64
}

need_value() {
  if (($2 < 2)); then
    fail "$1 needs a value"
  fi
}

while (($# > 0)); do
  case $1 in
    -D | --define)
      need_value "$1" $#
      [[ $2 == ?*=* ]] || fail "not NAME=VALUE: $2"
      variables[${2%%=*}]=${2#*=}
      shift 2
      ;;
    -f | --format)
      need_value "$1" $#
      format=$2
      shift 2
      ;;
    --format=*)
      format=${1#*=}
      shift
      ;;
    -o | --output)
      need_value "$1" $#
      output=$2
      shift 2
      ;;
    -n | --dry-run)
      dry_run=1
      shift
      ;;
    --help)
      usage
      exit
      ;;
    --)
      shift
      inputs+=("$@")
      break
      ;;
    -?*)
      fail "unknown option $1"
      ;;
    *)
      inputs+=("$1")
      shift
      ;;
  esac
done

case $format in
  text | html) ;;
  *) fail "unknown format $format" ;;
esac

((${#inputs[@]} > 0)) || fail "no files given"

escape_html() {
  local text=$1
  text=${text//&/&amp;}
  text=${text//</&lt;}
  text=${text//>/&gt;}
  printf '%s' "$text"
}

render_file() {
  local content name value
  content=$(< "$1")
  for name in "${!variables[@]}"; do
    value=${variables[$name]}
    if [[ $format == html ]]; then
      value=$(escape_html "$value")
    fi
    content=${content//"{{$name}}"/"$value"}
  done
  printf '%s\n' "$content"
}

if ((dry_run)); then
  printf 'would render %s\n' "${inputs[@]}"
  exit 0
fi

if [[ $output != - ]]; then
  exec > "$output"
fi

for file in "${inputs[@]}"; do
  [[ -f $file ]] || fail "no such file: $file"
  render_file "$file"
done
