#: variables and their expansions
name="archive.tar.gz"
echo "${name%.gz} ${name%%.*} ${name#*.} ${name##*.} ${name/tar/zip} ${#name} ${name:0:7} ${name^^} ${unset:-default} ${name: -2}"

#: arithmetic
x=7
echo $((x * 6)) $((2 ** 10)) $((17 % 5)) $((0xff)) $((8#17)) $((x > 5 ? 1 : 0)) $((x++ + ++x))
((x += 10)); echo "$x"
let "y = x << 2"; echo "$y"

#: arrays
list=(one two three)
list+=(four)
echo "${list[1]} ${#list[@]} ${list[@]:1:2} ${!list[@]} ${list[-1]}"
unset 'list[0]'
printf '<%s>' "${list[@]}"; echo

#: associative arrays
declare -A age=([ann]=31 [bob]=25)
age[eve]=40
for key in $(printf '%s\n' "${!age[@]}" | sort); do echo "$key=${age[$key]}"; done

#: functions with local names and return codes
add() { local sum=$(( $1 + $2 )); echo "$sum"; return 3; }
result=$(add 2 5); code=$?
echo "$result $code"
factorial() { if (($1 <= 1)); then echo 1; else echo $(($1 * $(factorial $(($1 - 1))))); fi; }
factorial 6

#: loops and conditions
for i in {1..5}; do [[ $i == 3 ]] && continue; printf '%s ' "$i"; done
for ((i = 0; i < 3; i++)); do printf '%s ' "$i"; done
n=3; while ((n > 0)); do printf '%s ' "$n"; ((n--)); done
until ((n == 2)); do ((n++)); done
echo "$n"

#: case and patterns
shopt -s extglob
for word in apple.txt 42 -v other; do
  case $word in *.txt) echo text;; +([0-9])) echo number;; -?) echo option;; *) echo "$word";; esac
done

#: tests of files and strings
touch file; mkdir folder; ln -s file link
[ -f file ] && [ -d folder ] && [ -L link ] && [ ! -s file ] && [ -z "" ] && [ a != b ] && [ 3 -lt 10 ] && echo all
[[ abc =~ ^a(.)c$ ]] && echo "${BASH_REMATCH[1]}"
[[ file -ef link ]] && echo same

#: printf formats
printf '%05d|%-6s|%6.2f|%x|%o|%c|%q|%b|%(%Y)T\n' 42 ab 3.14159 255 8 xyz 'a b' 'tab\there' 0
printf -v kept '%s-' a b c; echo "$kept"

#: here-documents and here-strings
who=world
cat <<END
hello $who $((1 + 1))
END
cat <<'END'
hello $who
END
cat <<-END
	indented
	END
tr a-z A-Z <<<"shout"

#: redirections
{ echo out; echo err >&2; } >both 2>&1
exec 5>fd5; echo five >&5; exec 5>&-
exec {fd}<both; read -r line <&"$fd"; exec {fd}<&-
cat both fd5; echo "$line"
echo more >>fd5; wc -l <fd5

#: pipes and their status
true | false | true; echo "${PIPESTATUS[*]}"
set -o pipefail; false | cat; echo $?
seq 5 | while read -r n; do ((sum += n)); echo "$sum"; done | tail -1

#: process substitution
diff <(printf 'a\nb\n') <(printf 'a\nc\n')
tee >(tr a-z A-Z >upper) <<<"text" >lower; wait $!; cat lower upper
paste <(seq 3) <(seq 4 6)

#: background jobs and wait
for n in 3 1 2; do { sleep "0.0$n"; exit "$n"; } & ids+=($!); done
for id in "${ids[@]}"; do wait "$id"; echo $?; done
(sleep 0.01; echo done) & wait; jobs

#: signals are trapped
trap 'echo got TERM' TERM
trap 'echo bye' EXIT
kill -TERM $$
trap 'echo "line failed"' ERR
false
trap - ERR
(trap '' INT; kill -INT $BASHPID; echo survived)

#: a coprocess
coproc DOUBLE { while read -r n; do echo $((n * 2)); done; }
echo 21 >&"${DOUBLE[1]}"; read -r answer <&"${DOUBLE[0]}"; echo "$answer"
id=$DOUBLE_PID; eval "exec ${DOUBLE[1]}>&-"; wait "$id"; echo $?

#: reading with limits
read -r -t 1 line <<<"in time"; echo "$line"
read -r -n 3 part <<<"abcdef"; echo "$part"
IFS=: read -r a b c <<<"1:2:3"; echo "$c$b$a"
mkfifo silent; exec 8<>silent; read -r -t 0.05 -u 8 never; echo $(($? > 128))
mapfile -t lines < <(printf 'x\ny\n'); echo "${#lines[@]} ${lines[1]}"

#: command substitution and eval
echo "$(echo nested "$(echo inner)")" `echo old`
command='echo "$((1+2))"'; eval "$command"
declare -p command; type -t echo cd cat if

#: options of the shell
set -euo pipefail
echo "$-" | grep -c e
(set +e; false; echo "went on")
set -- one two three; shift; echo "$# $1 $*"
while getopts "ab:" option -a -b value; do echo "$option ${OPTARG-}"; done
shopt -s nullglob; echo none*; set -f; echo '*' *
