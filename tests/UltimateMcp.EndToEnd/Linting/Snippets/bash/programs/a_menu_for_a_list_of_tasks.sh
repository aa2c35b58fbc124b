#!/usr/bin/env bash
# A list of tasks in a plain file: one task a line, done ones begin with "x ".

set -o errexit -o nounset -o pipefail

file=${TODO_FILE:-$HOME/todo.txt}
touch "$file"

red=$'\e[31m'
green=$'\e[32m'
plain=$'\e[0m'
[[ -t 1 ]] || red='' green='' plain=''

list_tasks() {
  local number=0 line mark
  while IFS= read -r line; do
    number=$((number + 1))
    case $line in
      'x '*)
        mark="${green}done${plain}"
        line=${line#x }
        ;;
      *) mark="${red}open${plain}" ;;
    esac
    printf '%3d  %s  %s\n' "$number" "$mark" "$line"
  done < "$file"
  if ((number == 0)); then
    echo "Nothing to do."
  fi
}

add_task() {
  local text
  read -r -p "Task: " text
  if [[ -z ${text// /} ]]; then
    echo "An empty task is not added."
    return
  fi
  printf '%s\n' "$text" >> "$file"
}

change_line() {
  local number=$1 command=$2 lines
  lines=$(wc -l < "$file")
  if ! [[ $number =~ ^[0-9]+$ ]] || ((number < 1 || number > lines)); then
    echo "No such task: $number"
    return 1
  fi
  sed -i "${number}${command}" "$file"
}

finish_task() {
  local number
  read -r -p "Number of the finished task: " number
  change_line "$number" 's/^\(x \)\{0,1\}/x /' || true
}

delete_task() {
  local number answer
  read -r -p "Number of the task to delete: " number
  read -r -n 1 -p "Really? [y/N] " answer
  echo
  if [[ ${answer,,} == y ]]; then
    change_line "$number" d || true
  fi
}

PS3="What now? "
options=(list add finish delete quit)
while true; do
  select choice in "${options[@]}"; do
    case ${choice:-} in
      list) list_tasks ;;
      add) add_task ;;
      finish) finish_task ;;
      delete) delete_task ;;
      quit) exit 0 ;;
      *) echo "Choose a number from 1 to ${#options[@]}." ;;
    esac
    break
  done || break
done
