#: cat with one file before a pipe
#= 1:5 info SC2002
cat notes.txt | sort

#: arithmetic by expr
#= 1:5 info SC2003
n=$(expr 1 + 2)
echo "$n"

#: echo of a command substitution
#= 1:6 info SC2005
echo "$(date)"

#: grep over the list of processes
#= 1:1 info SC2009
ps aux | grep server

#: grep over ls
#= 1:1 warning SC2010
ls | grep notes

#: ls in a pipe
#= 1:1 info SC2012
ls | head -n 1

#: ls into xargs
#= 1:1 warning SC2011
ls | xargs wc -l

#: a loop over the words of a file
#= 1:13 info SC2013
for line in $(cat notes.txt); do
  echo "$line"
done

#: a redirection after sudo and a keyword as argument
#= 1:11 warning SC1010
#= 1:16 warning SC2024
sudo echo done > /etc/marker

#: an escape sequence for echo
#= 1:6 info SC2028
echo "a\tb"

#: a pattern that may begin with a dash
#= 1:7 info SC2035
rm -f *.tmp

#: a loop over find
#= 1:10 warning SC2044
for f in $(find . -name '*.txt'); do
  echo "$f"
done

#: a loop over ls
#= 1:10 error SC2045
for f in $(ls); do
  echo "$f"
done

#: find into xargs without zero bytes
#= 1:1 warning SC2038
find . -name '*.tmp' | xargs rm

#: a variable as format of printf
#= 1:8 info SC2059
printf "Hello $1\n"

#: redirections in the wrong order
#= 1:6 warning SC2069
make 2>&1 > build.log

#: a file read and written in one pipeline
#= 1:6 info SC2094
#= 1:18 info SC2094
sort notes.txt > notes.txt

#: a change of directory without a check
#= 1:1 warning SC2164
cd build
make

#: a removal below a variable that may be empty
#= 1:8 warning SC2115
rm -rf "$1/"*

#: matches counted by another command
#= 1:1 info SC2126
grep root notes.txt | wc -l

#: read without raw mode
#= 1:1 info SC2162
read answer
echo "$answer"

#: too few arguments for printf
#= 1:8 warning SC2183
printf '%s is %s\n' "$1"

#: arguments that printf ignores
#= 1:8 error SC2182
printf 'hello\n' "$1"

#: egrep and fgrep
#= 1:1 info SC2196
#= 2:1 info SC2197
egrep 'a|b' notes.txt
fgrep 'a.b' notes.txt

#: let for arithmetic
#= 2:1 info SC2219
n=1
let n=n+1
echo "$n"

#: a trap that expands too early
#= 2:13 warning SC2064
tmp=$(mktemp)
trap "rm -f $tmp" EXIT

#: a trap for a signal that can't be caught
#= 1:17 error SC2173
trap 'echo bye' KILL

#: a function used before its definition
#= 1:1 error SC2218
hello you
hello() {
  echo "hello $1"
}

#: commands after exit
#= 2:1 info SC2317
exit 0
echo never

#: three redirections to one file
#= 1:1 info SC2129
date >> run.log
uptime >> run.log
whoami >> run.log

#: a useless echo in a substitution
#= 1:3 info SC2116
x=$(echo "$1")
echo "$x"

#: an option of getopts without a branch
#= 2:3 warning SC2213
#= 2:3 warning SC2220
while getopts "ab:" opt; do
  case $opt in
    a) echo a ;;
  esac
done

#: input piped into a command that reads none
#= 1:8 warning SC2216
date | rm old.txt

#: a text as exit status
#= 1:6 error SC2242
exit failed

#: braces of find inside a shell command
#= 1:20 warning SC2156
find . -exec sh -c 'cat {}' \;

#: ranges of letters for tr
#= 1:4 info SC2018
#= 1:10 info SC2019
tr 'a-z' 'A-Z' < notes.txt

#: several spaces between words for echo
#= 1:1 info SC2291
echo one    two

#: exec before other commands
#= 1:1 warning SC2093
exec make
date

#: the status of echo
#= 2:6 warning SC2320
echo hello
exit $?

#: a sourced file that is not followed
#= 1:3 info SC1091
. ./settings.sh
date

#: a sourced file with a name that is not constant
#= 1:8 warning SC1090
source "$1"
date

#: find that tests after a choice
#= 1:35 warning SC2146
find . -name '*.a' -o -name '*.b' -exec rm {} +

#: input that is replaced by a redirection
#= 1:18 error SC2259
sort a.txt | cat < b.txt

#: a trap for a signal by an unusual number
#= 1:17 warning SC2172
trap 'echo bye' 28

#: ssh that eats the input of a loop
#= 1:1 info SC2095
#= 2:3 warning SC2095
while read -r host; do
  ssh "$host" uptime
done < hosts.txt
