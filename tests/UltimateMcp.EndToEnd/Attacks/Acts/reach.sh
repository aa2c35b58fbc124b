# Attacks 1-11 and 55: what the shell itself can get hold of. Arguments: port of a listener outside, a secret, a file that may be
# read outside, a folder that may be written to outside.
say() { echo "$1 $2"; }
# The answer to a command that has failed is the last thing that it said.
attempt() {
  local said
  if said=$("$@" 2>&1); then echo ok; else echo "${said##*: }"; fi
}
read_file() { : <"$1"; }
write_file() { : >"$1" && rm "$1"; }
reach() { timeout 2 bash -c ': <>"/dev/$0/$1"' "$1" "$2"; }
holds() {
  local count=0 file
  for file in /proc/[0-9]*/"$1"; do
    if [ "$file" != "/proc/$$/$1" ] && grep -aqsF -- "$2" "$file"; then count=$((count + 1)); fi
  done
  echo "$count"
}

say read "$(attempt read_file "$3")"
say root "$(attempt read_file "/proc/1/root$3")"
say parents "$(cd ../../../../.. 2>/dev/null; attempt read_file ".$3")"
say write "$(attempt write_file "$4/written-$$")"
say system "$(attempt write_file "/usr/written-$$")"
say own "$(env | grep -cF -- "$2")"
say environments "$(holds environ "$2")"
say inherited "$(find /proc/self/fd -lname "$3" | wc -l)"
say loopback "$(attempt reach tcp "127.0.0.1/$1")"
say public "$(attempt reach tcp 198.51.100.1/80)"
say datagrams "$(attempt reach udp 198.51.100.1/80)"
