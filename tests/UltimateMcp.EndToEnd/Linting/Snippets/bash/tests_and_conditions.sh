#: a negated test for an empty string
#= 1:6 info SC2236
if [ ! -z "$1" ]; then
  echo "given"
fi

#: a negated test for a string in double brackets
#= 1:4 info SC2236
[[ ! -n $1 ]] && exit 1
echo "$1"

#: a test for an empty string that is negated outside
#= 1:4 info SC2237
if ! [ -z "$1" ]; then
  echo "given"
fi

#: a test with an and operator
#= 1:11 warning SC2166
if [ -f a -a -f b ]; then
  echo both
fi

#: a test with an or operator
#= 1:11 warning SC2166
if [ -f a -o -f b ]; then
  echo one
fi

#: a numeric comparison by sign
#= 2:16 error SC2071
count=$1
if [[ "$count" > 10 ]]; then
  echo many
fi

#: a comparison with a decimal number
#= 2:17 error SC2072
load=$1
if [[ $load -gt 1.5 ]]; then
  echo high
fi

#: two constants compared
#= 1:11 warning SC2050
if [ name = anna ]; then
  echo hello
fi

#: a constant as condition
#= 1:6 error SC2078
if [ ready ]; then
  echo ready
fi

#: false in brackets
#= 1:9 error SC2158
while [ false ]; do
  sleep 1
done

#: an unquoted variable after a test for text
#= 1:9 error SC2070
#= 1:9 info SC2086
if [ -n $1 ]; then
  echo given
fi

#: a regular expression in quotes
#= 1:13 warning SC2076
if [[ $1 =~ "^a.*b$" ]]; then
  echo match
fi

#: an unquoted right side in double brackets
#= 1:13 warning SC2053
if [[ $1 == $2 ]]; then
  echo same
fi

#: a search whose output is only tested
#= 1:6 info SC2143
if [ -n "$(grep root notes.txt)" ]; then
  echo found
fi

#: a pattern in a file test
#= 1:9 error SC2144
if [ -f *.txt ]; then
  echo found
fi

#: a test of text that is never empty
#= 1:10 error SC2157
if [ -z "name" ]; then
  echo empty
fi

#: the exit status tested indirectly
#= 2:6 info SC2181
make all
if [ $? -ne 0 ]; then
  echo failed
fi

#: a comparison by number with a word
#= 1:15 error SC2170
if [ "$1" -eq yes ]; then
  echo ok
fi

#: two different values excluded by or
#= 1:18 warning SC2252
if [ "$1" != a ] || [ "$1" != b ]; then
  echo other
fi

#: a letter before both sides
#= 1:6 info SC2268
if [ "x$1" = "xyes" ]; then
  echo ok
fi

#: double ampersand in single brackets
#= 1:11 error SC2107
if [ -f a && -f b ]; then
  echo both
fi

#: a case over a constant word
#= 1:6 warning SC2194
case mode in
  a) echo a ;;
esac

#: a pattern that hides a later one
#= 2:3 warning SC2221
#= 3:3 warning SC2222
case "$1" in
  a*) echo a ;;
  ab) echo ab ;;
esac

#: an unquoted variable as case pattern
#= 2:3 warning SC2254
case "$1" in
  $2) echo same ;;
esac

#: and together with or
#= 1:14 info SC2015
[ -f a.txt ] && cat a.txt || date

#: an unknown operator
#= 1:11 warning SC2057
if [ "$1" -equals "$2" ]; then
  echo same
fi

#: the exit status after a condition
#= 2:8 warning SC2319
if [ -f a.txt ]; then echo yes; else
  echo $?
fi

#: a negation that errexit ignores
#= 2:1 info SC2251
set -e
! grep -q root notes.txt
echo none

#: words that can never be equal
#= 1:13 warning SC2193
if [[ "a$1" == b ]]; then
  echo odd
fi

#: a glob on the right of a regular expression match
#= 1:15 warning SC2049
if [[ "$1" =~ *.txt ]]; then
  echo match
fi
