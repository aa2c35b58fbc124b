# The bash worker: waits for the script, then replaces itself with `bash main.sh ARGUMENT…` (exec).
# Protocol: UltimateMcp.Sandbox/WorkerProtocol.cs. There is no report: bash has only its exit code to tell.
printf R >&4
mapfile -d '' -t command <&3
((${#command[@]})) || exit 0
printf B >&4
exec 3<&- 4>&-
exec -a bash "$BASH" main.sh "${command[@]:1}"
