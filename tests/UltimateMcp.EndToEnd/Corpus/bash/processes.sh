#: exit codes of children
bash -c 'exit 7'
echo $?
(exit 3)
echo $?
! true
echo $?
(bash -c 'kill -9 $$'; exit $?) 2>/dev/null
echo $?
nosuchcommand 2>/dev/null
echo $?

#: subshells and groups
x=1
(x=2; echo $x)
echo $x
{ x=3; }
echo $x
echo $BASH_SUBSHELL $(echo $BASH_SUBSHELL)

#: exec replaces the shell
(exec -a renamed bash -c 'echo $0'); (exec env -i A=b bash -c 'echo $A'); exec echo last

#: the environment of a child
export GIVEN=yes
unset -v OTHER
bash -c 'echo $GIVEN ${OTHER-none}'
ONE=1 env | grep ^ONE
env -u GIVEN bash -c 'echo ${GIVEN-gone}'
printenv GIVEN
env -i PATH="$PATH" bash -c 'echo ${#HOME}'

#: timeout ends what takes too long
timeout 0.05 sleep 5
echo $?
timeout 5 true
echo $?
(timeout -s KILL 0.05 sleep 5; exit $?) 2>/dev/null
echo $?
timeout --preserve-status 0.05 sleep 5
echo $?

#: kill by number and by name
sleep 10 & kill $!
wait $!
echo $?
sleep 10 & kill -KILL $!
wait $! 2>/dev/null
echo $?
kill -l 15
kill -0 $$ && echo alive

#: stop and go on
mkfifo p
bash -c 'echo started; read -r word <p; echo went on' >out & kill -STOP $!
kill -CONT $!
echo go >p
wait $!
cat out

#: nice and nohup
nice -n 5 nice; nohup echo kept 2>/dev/null; env nice

#: wait for the first of several
sleep 30 & slow=$!
(exit 4) & wait -n
echo $?
kill $slow
wait $slow 2>/dev/null
echo $?

#: several readers of one pipe
seq 100 | { read -r a; read -r b; echo "$a $b"; cat | wc -l; }
yes | head -3; yes no | head -c 9

#: a long pipe
seq 1000 | grep 7 | sed 's/7/x/' | sort -r | awk '{print length}' | uniq -c | sort -n | tail -1 | tr -s ' '

#: limits are shown and set
ulimit -n | grep -c .
(ulimit -n 64; ulimit -n)
(ulimit -S -s 1024; ulimit -s)
ulimit -c | grep -c .

#: time of commands
TIMEFORMAT=%R
{ time true; } 2>&1 | grep -cE '^[0-9]+\.[0-9]+$'
times | wc -l
echo $((SECONDS < 20))
[[ $EPOCHSECONDS -gt 1600000000 ]] && echo now

#: random numbers of the shell
RANDOM=42
a=$RANDOM
RANDOM=42
[[ $a == "$RANDOM" ]] && echo same
((SRANDOM >= 0)) && echo ok
head -c 16 /dev/urandom | wc -c

#: signals between children
(trap 'echo child got USR1; exit 5' USR1; echo ready >r; while :; do sleep 0.01; done) & until [ -s r ]
do sleep 0.01
done
kill -USR1 $!
wait $!
echo $?

#: a trap on the end of a child
trap 'echo child ended' CHLD; set -m; /bin/true; trap - CHLD; set +m; echo after

#: processes that are seen [ps]
sleep 60 & until [ "$(ps -o comm= -p $!)" = sleep ]
do sleep 0.01
done
ps -o comm= -p $!
ps -o ppid= -p $! | tr -d ' ' | grep -cx $$
kill $!
pgrep -x nosuchname || echo none
ps -e -o pid= | grep -cw $$

#: process data in proc
read -r name </proc/self/comm
echo "$name"
[ -r /proc/$$/status ] && awk '/^Name/ {print $2}' /proc/$$/status
tr '\0' ' ' </proc/self/cmdline
echo
[ -e /proc/self/fd/0 ] && echo open
readlink /proc/self/cwd | xargs -I{} test {} -ef . && echo here

#: sleep in parts of a second
sleep 0.01; sleep 0.005s 0.005s; read -rt 0.01 <> <(:) || echo waited

#: stdin is empty and outputs are open
cat | wc -c
[ -t 0 ] || echo 'no terminal'
echo to stdout >/dev/stdout
echo dev >/dev/fd/1
: >/dev/null
echo gone >/dev/null

#: processors are counted
(($(nproc) > 0)) && echo some
nproc --ignore=1000
getconf PAGESIZE
getconf NAME_MAX .
arch | grep -c .
uname -s

#: stdbuf, setsid and env split
stdbuf -oL echo lines
setsid -w echo session
env -S 'A=1 printenv A'
chrt --max 2>/dev/null | grep -c OTHER
taskset -p $$ | grep -c mask

#: loopback by dev tcp [python3]
python3 -c '
import socket
s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1], flush=True)
c, _ = s.accept(); data = c.recv(100); c.sendall(b"echo " + data); c.close()' >port &
until [ -s port ]; do sleep 0.01; done
exec 7<>"/dev/tcp/127.0.0.1/$(cat port)"
echo hello >&7
cat <&7
exec 7>&-
wait
