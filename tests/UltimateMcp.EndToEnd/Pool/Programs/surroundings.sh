# Everything that a program can see of itself and around it, but for what differs in each run.
echo "$0 $# $* $- $$ $PPID $UID $EUID $SECONDS $SHLVL $BASH $BASH_SUBSHELL $LINENO $_"
set | grep -vE '^(RANDOM|SRANDOM|EPOCH.*|BASHPID|_)='
shopt
set -o
export -p
declare -F
alias
trap -p
ulimit -a
umask
pwd
jobs
cat beside.txt
cat
ls -A / . /tmp /dev/shm
for descriptor in /proc/$$/fd/*; do
  target=$(readlink "$descriptor")
  echo "$descriptor ${target//[0-9]/N}"
done
# bash blocks signals for a moment when it starts a command, so no command reads this.
mapfile -t status </proc/$$/status
printf '%s\n' "${status[@]}" | grep -vE '^(State|Vm|Rss|Huge|.*voluntary|Cpus|Mems)'
cat /proc/$$/limits /proc/$$/oom_score_adj /proc/$$/cmdline | tr '\0' ' '
sed -E 's/^[0-9]+ [0-9]+ [0-9]+:[0-9]+ //' /proc/$$/mountinfo | sort
