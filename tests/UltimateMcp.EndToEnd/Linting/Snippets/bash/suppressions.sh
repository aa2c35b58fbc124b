#: a rule disabled for one command
#= 2:1 info suppression
name=$1
# shellcheck disable=SC2086
echo $name

#: a rule disabled for one command only
#= 2:1 info suppression
#= 4:6 info SC2086
date
# shellcheck disable=SC2086
echo $1
echo $2

#: a rule disabled for the whole file
#= 2:1 info suppression
#!/bin/bash
# shellcheck disable=SC2086
name=$1
echo $name
echo $name $name

#: two rules disabled by one comment
#= 1:1 info suppression
# shellcheck disable=SC2086,SC2048
rm $1 $*

#: two comments that disable rules
#= 2:1 info suppression
name=$1
# shellcheck disable=SC2086
echo $name
# shellcheck disable=SC2046
ls $(cat names.txt)

#: a rule disabled in a function
#= 2:3 info suppression
#= 6:6 info SC2086
show() {
  # shellcheck disable=SC2086
  echo $1
}
show "$1"
echo $2

#: a rule disabled for a whole function
#= 1:1 info suppression
# shellcheck disable=SC2086
show() {
  echo $1
  echo $2
}
show "$1" "$2"

#: another rule disabled
#= 1:1 info suppression
#= 2:6 info SC2086
# shellcheck disable=SC2046
echo $1

#: a comment that disables a rule needlessly
#= 1:1 info suppression
# shellcheck disable=SC2034
echo "$1"

#: all rules disabled
#= 1:1 info suppression
# shellcheck disable=all
echo $1
cd $2
cat $3 | sort

#: a directive without a space after the hash
#= 2:1 info suppression
name=$1
#shellcheck disable=SC2086
echo $name

#: a directive with a reason after it
#= 1:1 info suppression
# shellcheck disable=SC2086 # the words are wanted
ls $1

#: a range of rules disabled
#= 1:1 info suppression
# shellcheck disable=SC2000-SC2999
ls $1

#: a directive after an indented tab
#= 2:2 info suppression
if [ -n "$1" ]; then
	# shellcheck disable=SC2086
	ls $1
fi

#: a directive about a sourced file
# shellcheck source=/dev/null
. "$1"

#: a directive about the shell
# shellcheck shell=bash
echo "${1,,}"

#: a comment that only looks like a directive
#= 1:1 error SC1073
#= 1:19 error SC1072
# shellcheck would complain about this
echo $1

#: a directive in a here document
#= 5:6 info SC2086
cat <<'END'
# shellcheck disable=SC2086
echo $name
END
echo $1

#: a directive in a string
#= 3:6 info SC2086
text='
# shellcheck disable=SC2086'
echo $1 "$text"

#: a directive disables a warning about an unused variable
#= 1:1 info suppression
# shellcheck disable=SC2034
readonly COLOR=red

#: an ordinary comment that names the tool
#= 2:6 info SC2086
# run shellcheck over this file; disable nothing
echo $1

#: a directive in the first command of a script that disables it for all commands
#= 1:1 info suppression
# shellcheck disable=SC2086
echo $1
echo $2

#: a directive about another shell
# shellcheck shell=sh
if [[ -n $1 ]]; then
  echo "${1^^}"
fi
