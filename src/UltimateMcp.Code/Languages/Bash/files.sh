# Prints the files of its installation that this shell needs, as "kind path" entries terminated by NUL. Run with -c.
while read -r _ mode _ _ _ path; do
  if [[ $mode == r-xp && $path == /* && -e $path ]]; then printf 'file %s\0' "$path"; fi
done < /proc/self/maps
