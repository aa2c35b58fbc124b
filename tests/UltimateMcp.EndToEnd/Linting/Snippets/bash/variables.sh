#: a variable that is never used
#= 1:1 warning SC2034
count=1

#: a variable that is never assigned
#= 1:7 warning SC2154
echo "$total"

#: declared and assigned at once from a command
#= 2:9 warning SC2155
today() {
  local d=$(date)
  echo "$d"
}
today

#: exported and assigned at once from a command
#= 1:8 warning SC2155
export BUILD_DATE=$(date)

#: a variable changed in a pipe
#= 3:3 info SC2030
#= 5:7 info SC2031
count=0
printf 'a\nb\n' | while read -r _; do
  count=$((count + 1))
done
echo "$count"

#: a dollar in arithmetic
#= 2:9 info SC2004
n=$1
echo $(($n + 1))

#: an old form of arithmetic
#= 1:6 info SC2007
echo $[1 + 2]

#: division before multiplication
#= 2:11 info SC2017
n=$1
echo $((n / 3 * 2))

#: local outside of a function
#= 1:1 error SC2168
local n=1
echo "$n"

#: a variable assigned for a command that expands it
#= 2:1 warning SC2097
#= 2:17 warning SC2098
city=$1
city=oslo echo "$city"

#: a name close to one that is assigned
#= 2:7 info SC2153
my_name=$1
echo "$MY_NAME" "$my_name"

#: export of the value of a variable
#= 2:8 warning SC2163
name=HOME
export "$name"

#: the name of a command as value
#= 1:1 warning SC2209
lister=ls
echo "$lister"

#: a default value without quotes
#= 1:3 info SC2223
: ${EDITOR:=vi}
echo "$EDITOR"

#: read into the value of a variable
#= 2:9 warning SC2229
name=answer
read -r $name

#: a variable assigned to itself
#= 1:1 info SC2269
path=$path

#: a decimal number in arithmetic
#= 1:9 error SC2079
echo $((1.5 * 2))

#: the search path overwritten
#= 1:1 warning SC2123
PATH=/my/dir
ls

#: sed for a simple replacement
#= 2:5 info SC2001
x=$1
y=$(echo "$x" | sed 's/a/b/')
echo "$y"

#: an alias with a variable
#= 1:16 warning SC2139
alias here="cd $PWD"

#: an alias with a parameter
#= 1:7 error SC2142
alias greet='echo hello $1'

#: a tilde in the search path
#= 1:1 warning SC2147
PATH="$PATH:~/bin"

#: a literal backslash in the field separator
#= 1:5 warning SC2141
IFS="\n"
read -r a b
echo "$a$b"

#: a variable used in the same declaration
#= 2:9 warning SC2318
#= 2:13 warning SC2318
area() {
  local w=2 h=3 a=$((w * h))
  echo "$a"
}
area

#: a leading zero in arithmetic
#= 1:9 error SC2080
echo $((08 + 1))

#: an unused variable of a loop
#= 1:1 warning SC2034
for i in 1 2 3; do
  date
done
