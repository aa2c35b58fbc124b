# Attacks 84 and 86: runs a command where the file $1 stands in place of /usr/bin/bwrap, or nothing if $1 is "none"; the true one is
# then /usr/bin/bwrap.true. An overlay in a mount namespace of our own holds the change.
instead=$1
shift
user=$(id -u) group=$(id -g)
if [ "${1:-}" != hidden ]; then
  if [ "$user" = 0 ]; then exec unshare --mount sh "$0" "$instead" hidden - "$@"; fi
  exec unshare --map-root-user --mount sh "$0" "$instead" hidden "$user:$group" "$@"
fi
back=$2
shift 2
mount -t tmpfs tmpfs /mnt || exit 1
mkdir /mnt/upper /mnt/work
mount -t overlay overlay -o lowerdir=/usr/bin,upperdir=/mnt/upper,workdir=/mnt/work /usr/bin || exit 1
cp /usr/bin/bwrap /usr/bin/bwrap.true && rm /usr/bin/bwrap || exit 1
if [ "$instead" != none ]; then cp "$instead" /usr/bin/bwrap && chmod 755 /usr/bin/bwrap || exit 1; fi
if [ "$back" = - ]; then exec "$@"; else exec unshare --user --map-user="${back%:*}" --map-group="${back#*:}" -- "$@"; fi
