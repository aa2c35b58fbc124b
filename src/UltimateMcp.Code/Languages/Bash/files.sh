# Prints what this shell needs of its installation, each entry "kind path" ended by NUL. Run as -c.
while read -r _ mode _ _ _ path; do
  if [[ $mode == r-xp && $path == /* && -e $path ]]; then printf 'file %s\0' "$path"; fi
done < /proc/self/maps
