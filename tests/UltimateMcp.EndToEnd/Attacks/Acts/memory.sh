# Attack 45: each process stays below the limit, all together do not. Arguments: how many of them; whether they stay.
mkfifo "um-nobody-$$"
for ((i = 0; i < $1; i++)); do
  (
    text=xxxxxxxx
    while ((${#text} < 30000000)); do text=$text$text; done
    if [ "$2" = stay ]; then read -r _ <"um-nobody-$$"; fi
  ) &
done
wait
rm "um-nobody-$$"
echo 'memory ok'
