#: variables without quotes in an assignment
first=$1
second=$first
echo "$second"

#: variables without quotes in double brackets
if [[ $1 == "$2" && -n $3 ]]; then
  echo same
fi

#: a variable without quotes as subject of case
case $1 in
  start | stop) echo "$1" ;;
  *) exit 2 ;;
esac

#: numbers without quotes
ls /missing
status=$?
echo $# $status $$

#: dollars in the program of awk
awk -F: '{ print $1, $NF }' users.txt

#: dollars in the patterns of sed and grep
sed 's/ *$//' notes.txt
grep -c '^end$' notes.txt

#: backticks and dollars in a quoted here document
cat <<'END'
The price is $5 and `date` is not run.
END

#: a trap in single quotes
tmp=$(mktemp)
trap 'rm -f "$tmp"' EXIT
date > "$tmp"

#: single quotes inside double quotes
echo "it's $1's turn"

#: a comment with quotes that never close
# don't "worry about $this
date

#: a shell started by find with a parameter
find . -name '*.txt' -exec sh -c 'wc -l "$1"' _ {} \;

#: a removal that fails for an empty variable
rm -rf "${1:?}/"*

#: a null command that sets a default
: "${EDITOR:=vi}"
echo "$EDITOR"

#: a declaration before the command substitution
today() {
  local d
  d=$(date +%F)
  echo "$d"
}
today

#: a regular expression in a variable
re='^[0-9]+$'
if [[ $1 =~ $re ]]; then
  echo number
fi

#: two substituted processes
diff <(sort a.txt) <(sort b.txt)

#: exec with only a redirection
exec 3< notes.txt
read -r line <&3
exec 3<&-
echo "$line"

#: names in arithmetic without dollars
a=$1
b=2
(( a > b )) && echo "$((a * b + 1))"

#: a glob on the right of double brackets
[[ $1 == *.txt ]] && echo text

#: an empty value before a command
IFS= read -r line < notes.txt
echo "$line"

#: words split on purpose by read
IFS=, read -r -a parts <<< "$1"
echo "${parts[0]}"

#: a value written by printf
printf -v padded '%05d' "$1"
echo "$padded"

#: nested double quotes in a substitution
dir="$(dirname "$(readlink -f "$0")")"
echo "$dir"

#: an underscore for fields that are not used
while IFS=: read -r user _ id _; do
  echo "$user $id"
done < users.txt

#: lines of a command into an array
mapfile -t lines < <(sort notes.txt)
echo "${#lines[@]} lines, last: ${lines[-1]}"

#: a key tested in an associative array
declare -A seen
seen[a]=1
if [[ -v seen[a] ]]; then
  echo "${!seen[@]}"
fi

#: and with or where the last command is echo
[ -f a.txt ] && cat a.txt || echo none

#: and with or inside a condition
if [ -f a ] && [ -f b ] || [ -f c ]; then
  echo ready
fi

#: several files for cat before a pipe
cat a.txt b.txt | sort -u

#: a change of directory with a check
cd build || exit 1
make

#: a change of directory under errexit
set -e
cd build
make

#: the keyword function in bash
function show {
  printf '%s\n' "$@"
}
show one two

#: a percent sign in the format
printf '%d%%\n' 50

#: hexadecimal and other bases in arithmetic
echo "$((0x1f + 2#101 + 8#17))"

#: a brace that is only text
echo "}" '{' \}

#: keywords as arguments
echo if while case "done" in

#: emoji and tabs in a program without findings
for name in "🎉" "世界"; do
	printf '%s\t%s\n' "$name" "${#name}"
done

#: a shebang of another shell
#!/bin/sh
names=(anna ben)
if [[ -n $1 ]]; then
  names+=("$1")
fi
printf '%s\n' "${names[@]}"
