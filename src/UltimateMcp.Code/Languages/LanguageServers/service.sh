# Starts a program as a service: what it reads and writes are the descriptors of the worker protocol
# (UltimateMcp.Sandbox/WorkerProtocol.cs). The arguments are its path and its own.
printf R >&4
exec "$@" <&3 >&4 3<&- 4>&-
