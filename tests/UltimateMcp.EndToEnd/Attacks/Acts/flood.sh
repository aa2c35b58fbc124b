# Attack 56: write without end. Argument: the stream.
if [ "$1" = stderr ]; then exec >&2; fi
while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done
