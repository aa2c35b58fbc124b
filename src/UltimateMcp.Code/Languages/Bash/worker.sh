# The worker of bash: waits until the script is there, then becomes `bash main.sh ARGUMENT…`.
# Protocol: UltimateMcp.Sandbox/WorkerProtocol.cs. A script has no report: its exit code says all that bash knows.
printf R >&4
mapfile -d '' -t command <&3
((${#command[@]})) || exit 0
exec 3<&- 4>&-
exec -a bash "$BASH" main.sh "${command[@]:1}"
