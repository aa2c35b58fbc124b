#!/usr/bin/env bash

declare -i rows=12 columns=30 generation
declare -A board next

seed_board() {
  local -i row column
  for ((row = 0; row < rows; row++)); do
    for ((column = 0; column < columns; column++)); do
      board[$row,$column]=$((RANDOM % 4 == 0))
    done
  done
}

count_neighbours() {
  local -i row=$1 column=$2 dr dc count=0 r c
  for dr in -1 0 1; do
    for dc in -1 0 1; do
      if ((dr == 0 && dc == 0)); then
        continue
      fi
      r=$(((row + dr + rows) % rows))
      c=$(((column + dc + columns) % columns))
      count+=${board[$r,$c]}
    done
  done
  echo "$count"
}

step() {
  local -i row column alive
  local neighbours key
  for ((row = 0; row < rows; row++)); do
    for ((column = 0; column < columns; column++)); do
      key=$row,$column
      alive=${board[$key]}
      neighbours=$(count_neighbours "$row" "$column")
      if ((neighbours == 3 || (alive && neighbours == 2))); then
        next[$key]=1
      else
        next[$key]=0
      fi
    done
  done
  for key in "${!next[@]}"; do
    board[$key]=${next[$key]}
  done
}

draw() {
  local -i row column
  local line
  for ((row = 0; row < rows; row++)); do
    line=''
    for ((column = 0; column < columns; column++)); do
      if ((board[$row,$column])); then
        line+='#'
      else
        line+='.'
      fi
    done
    echo "$line"
  done
}

trap 'tput cnorm; exit' INT TERM EXIT
tput civis
seed_board
for ((generation = 1; generation <= ${1:-20}; generation++)); do
  tput cup 0 0
  echo "Generation $generation"
  draw
  step
  sleep 0.1
done
