# The lint worker: has a script read by bash and by shellcheck, and never run. What bash says goes to stderr, what shellcheck says to stdout.
# Protocol: UltimateMcp.Sandbox/WorkerProtocol.cs. The command is the nonce, the path of shellcheck or an empty text, its further
# options, an empty text, and the options of bash.
printf R >&4
mapfile -d '' -t command <&3
((${#command[@]})) || exit 0
printf B >&4
exec 3<&- 4>&-
shellcheck=${command[1]} more=()
set -- "${command[@]:2}"
while [[ -n ${1-} ]]; do more+=("$1"); shift; done
"$BASH" "${@:2}" -n main.sh
if [[ -n $shellcheck ]]; then exec "$shellcheck" --norc -s bash -f json1 "${more[@]}" - < main.sh; fi
exit 0
