# Attacks 59-62: never end. Argument: the way.
if [ "$1" = ignore ]; then
  for number in {1..64}; do trap '' "$number" 2>/dev/null; done
fi
echo begun
if [ "$1" = stop ]; then kill -STOP $$; fi
if [ "$1" = wait ]; then sleep 1000; fi
if [ "$1" = children ]; then for _ in {1..20}; do while :; do :; done & done; fi
while :; do :; done
