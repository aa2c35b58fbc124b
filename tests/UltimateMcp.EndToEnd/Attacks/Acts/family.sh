# Attack 66: a program with children and grandchildren that ignore every polite signal.
trap '' TERM HUP INT
(trap '' TERM HUP INT; while :; do sleep 1000; done) &
(trap '' TERM HUP INT; while :; do sleep 1000; done) &
echo "begun $$"
while :; do sleep 1000; done
