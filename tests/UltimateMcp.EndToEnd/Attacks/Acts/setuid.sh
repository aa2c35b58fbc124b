# Attack 36: become another user by a program that belongs to it. The linker tells the user that a program runs as,
# but never in a program that got the rights of another one: then it is silent.
for program in /usr/bin/su /usr/bin/mount /usr/bin/umount /usr/bin/passwd; do
  if [ -u "$program" ]; then
    told=$(LD_SHOW_AUXV=1 "$program" --version 2>/dev/null </dev/null | grep -c '^AT_SECURE: *0')
    echo "silent $((1 - told))"
    exit
  fi
done
echo 'silent none'
