#: an if without fi in a function
#= 1:9 info SC1009
#= 2:3 error SC1046
#= 2:3 error SC1073
#= 4:1 error SC1047
#= 4:1 error bash-syntax
#= 4:2 error SC1072
greet() {
  if [ -n "$1" ]; then
    echo "hello $1"
}
greet you

#: a for loop without done in a group
#= 1:1 info SC1009
#= 2:3 error SC1073
#= 2:17 error SC1061
#= 4:1 error SC1062
#= 4:1 error bash-syntax
#= 4:2 error SC1072
{
  for f in a b; do
    echo "$f"
}

#: a case without esac in a function
#= 2:3 info SC1009
#= 5:1 error SC1073
#= 5:1 warning SC1083
#= 5:1 error bash-syntax
#= 5:2 error SC1072
#= 5:2 error SC1085
pick() {
  case "$1" in
    a) echo first ;;
    b) echo second ;;
}
pick a

#: spaces around the sign of an assignment
#= 1:7 error SC2283
count = 1

#: a space after the sign of an assignment
#= 1:7 warning SC1007
count= 1

#: a dollar on the left of an assignment
#= 1:1 warning SC2154
#= 1:1 error SC2281
$name=anna

#: no space between if and bracket
#= 1:1 error bash-syntax
#= 1:3 error SC1069
if[ -f notes.txt ]; then
  echo found
fi

#: no space before the closing bracket
#= 1:1 info SC1009
#= 1:4 error SC1073
#= 1:17 error SC1020
#= 1:17 error SC1072
if [ "$1" = yes]; then
  echo ok
fi

#: a loop without do
#= 1:1 error SC1057
#= 1:1 error SC1073
#= 3:1 error SC1058
#= 3:1 error bash-syntax
#= 3:6 error SC1072
while read -r line
  echo "$line"
done < notes.txt

#: an if without then
#= 1:1 error SC1049
#= 1:1 error SC1073
#= 3:1 error SC1050
#= 3:1 error bash-syntax
#= 3:3 error SC1072
if [ -f notes.txt ]
  cat notes.txt
fi

#: nothing between then and fi
#= 1:1 info SC1009
#= 1:22 error SC1073
#= 2:1 error SC1048
#= 2:1 error bash-syntax
#= 2:3 error SC1072
if [ -f notes.txt ]; then
fi

#: a semicolon after an ampersand
#= 1:1 error bash-syntax
#= 1:9 error SC1045
sleep 1&;
echo started

#: parameters in the brackets of a function
#= 1:1 error bash-syntax
#= 1:5 error SC1065
#= 2:11 warning SC2154
#= 2:15 warning SC2154
add(a, b) {
  echo $((a + b))
}

#: a closing bracket too many
#= 2:1 error bash-syntax
#= 2:5 error SC1089
echo one
wait)
echo two

#: done without a loop
#= 2:1 error SC1089
#= 2:1 error bash-syntax
echo one
done
echo two

#: a comment of another language
#= 1:1 error SC1127
// print the date
date

#: elseif instead of elif
#= 1:1 error SC1046
#= 1:1 error SC1073
#= 3:1 error SC1131
#= 3:1 error bash-syntax
#= 3:22 error SC1047
#= 3:26 error SC1072
if [ "$1" = a ]; then
  echo a
elseif [ "$1" = b ]; then
  echo b
fi

#: typographic quotes
#= 1:6 warning SC1110
#= 1:12 warning SC1110
echo “hello”

#: no space after an opening brace
#= 1:1 error bash-syntax
#= 1:2 error SC1054
{echo one; echo two; }

#: two digits after a dollar
#= 1:6 error SC1037
#= 1:6 info SC2086
echo $10

#: a for loop over a name with a dollar
#= 1:5 error SC1086
for $f in a b; do
  echo "$f"
done

#: double brackets closed by a single one
#= 1:1 error bash-syntax
#= 1:18 error SC1033
if [[ "$1" = yes ]; then
  echo ok
fi

#: a backslash before a trailing space
#= 1:14 error SC1101
echo one two \ 
  three

#: a semicolon after then
#= 1:1 error bash-syntax
#= 1:18 error SC1051
if [ -f a ]; then;
  echo a
fi

#: an html entity
#= 1:1 error bash-syntax
#= 1:18 error SC1109
#= 1:18 error SC2265
#= 1:22 error SC1070
[ -f notes.txt ] &amp;&amp; echo found

#: a shebang on the second line
#= 2:1 error SC1128
# prints the date
#!/bin/bash
date

#: a function with keyword and without space before the brace
#= 1:14 error SC1095
#= 2:1 error bash-syntax
function show{
  date
}

#: an unclosed parenthesis of an array before a semicolon
#= 1:1 info SC1009
#= 1:1 error bash-syntax
#= 1:8 error SC1073
#= 1:18 error SC1072
colors=(red green; blue)
echo "${colors[0]}"

#: a missing operator in double brackets
#= 1:1 info SC1009
#= 1:1 error bash-syntax
#= 1:4 error SC1073
#= 1:12 error SC1072
if [[ "$1" yes ]]; then
  echo ok
fi

#: an if that never ends with the errors of the other parser disabled
#= 2:1 info suppression
#= 4:1 error bash-syntax
date
# shellcheck disable=SC1009,SC1046,SC1047,SC1072,SC1073
if true; then
  date

#: a quote that never ends with the errors of the other parser disabled
#= 2:1 info suppression
#= 4:1 error bash-syntax
date
# shellcheck disable=SC1009,SC1072,SC1073
if true; then
  echo "never
fi
date

#: a no-break space between words
#= 1:5 error SC1018
echo one
