#: an array without an index
#= 2:7 warning SC2128
colors=(red green)
echo "$colors"

#: all elements without quotes
#= 2:10 error SC2068
colors=(red green)
for c in ${colors[@]}; do
  echo "$c"
done

#: all elements as one string without quotes
#= 2:4 warning SC2048
#= 2:4 info SC2086
files=(a.txt b.txt)
ls ${files[*]}

#: an array assigned to a plain variable
#= 1:5 warning SC2124
all="$@"
echo "$all"

#: a string assigned to an array
#= 2:1 warning SC2178
#= 3:7 warning SC2128
names=(anna ben)
names="carla"
echo "$names"

#: elements without keys in an associative array
#= 2:7 warning SC2190
#= 2:12 warning SC2190
#= 2:15 warning SC2190
#= 2:19 warning SC2190
declare -A ages
ages=(anna 31 ben 28)
echo "${ages[anna]}"

#: the words of a variable as elements
#= 1:8 warning SC2206
words=($1)
echo "${words[0]}"

#: the words of a command as elements
#= 1:8 warning SC2207
lines=($(sort notes.txt))
echo "${#lines[@]}"

#: commas between elements
#= 1:8 warning SC2054
colors=(red, green, blue)
echo "${colors[1]}"

#: an element without braces
#= 2:7 error SC1087
#= 2:7 warning SC2128
colors=(red green)
echo "$colors[1]"

#: an array inside a longer string
#= 2:15 error SC2145
colors=(red green)
echo "colors: ${colors[@]}"

#: an array in a test for text
#= 2:10 error SC2199
colors=(red green)
if [[ -n "${colors[@]}" ]]; then
  echo some
fi

#: text appended to an array
#= 2:1 warning SC2179
colors=(red green)
colors+=blue
echo "${colors[0]}"

#: an array in quotes for one round of a loop
#= 2:10 error SC2066
colors=(red green)
for c in "${colors[*]}"; do
  echo "$c"
done

#: unset of an element without quotes
#= 2:7 warning SC2184
colors=(red green)
unset colors[0]
echo "${colors[1]}"

#: an array that is never used
#= 1:1 warning SC2034
colors=(red green)

#: an index with arithmetic expansion
#= 3:8 info SC2321
colors=(red green)
i=0
colors[$((i + 1))]=blue
echo "${colors[@]}"

#: an unquoted element
#= 2:8 info SC2086
colors=(red green)
echo a ${colors[0]}

#: nested arrays
#= 1:1 error bash-syntax
#= 1:6 error SC1116
grid=((1 2) (3 4))
echo "${grid[0]}"

#: two functions with a name reference to an array
#= 6:12 warning SC2178
#= 9:1 warning SC2034
put() {
  local -n list=$1
  list+=("$2")
}
show() {
  local -n list=$1
  echo "${list[@]}"
}
names=()
put names anna
show names
