#: cat, tac, rev and nl
printf 'one\ntwo\nthree\n' >f
cat -n f; tac f; rev f; nl -b a f; cat -A <<<$'a\tb'

#: head and tail
seq 20 >n
head -n 2 n; tail -n 2 n; head -c 3 n; tail -c +48 n; tail -n +19 n; head -n -18 n

#: cut and paste
printf 'a:b:c\nd:e:f\n' >f
cut -d: -f1,3 f; cut -c2- f; paste -d, f f; paste -s -d+ <(seq 5)

#: sort in many ways
printf '10 b\n9 a\n100 c\n9 a\n' >f
sort f
sort -n f
sort -k2 -r f
sort -u f
sort -c <(seq 3) && echo sorted
printf '1K\n2M\n3\n' | sort -h
sort -R <(seq 9) | sort -n | tail -1

#: a large file is sorted with little memory
seq 40000 -1 1 >big
sort -n -S 256K big | head -2; sort -n --parallel=2 big | md5sum

#: uniq and comm
printf 'a\na\nb\nc\nc\nc\n' >f
uniq -c f; uniq -d f; uniq -u f; comm <(printf 'a\nb\n') <(printf 'b\nc\n')

#: join of two tables
printf '1 ann\n2 bob\n3 eve\n' >names; printf '1 red\n3 blue\n4 green\n' >colours
join names colours; join -a 1 -e none -o 0,1.2,2.2 names colours

#: tr
echo 'Hello World' | tr 'a-z' 'A-Z'
echo 'aabbcc' | tr -s 'a-c'
echo 'a1b2' | tr -d '0-9'
echo 'x y' | tr ' ' '\n'
echo abc | tr -c 'b\n' '.'

#: wc counts
printf 'one two\nthrée\n' >f
wc f; wc -l <f; wc -w <f; wc -m <f; wc -L <f

#: fold, fmt, pr and column [column]
echo 'a rather long line of words to be folded' >f
fold -s -w 12 f; fmt -w 20 f; printf 'a b\nccc d\n' | column -t; pr -t -2 -l 2 <(seq 4)

#: expand and unexpand
printf 'a\tb\n' | expand -t 4; printf '        x\n' | unexpand | od -c | head -1

#: split and csplit
seq 10 >n
split -l 4 n part.
ls part.*
wc -l <part.ac
split -n 2 -d n half
cat half0* | cmp - n && echo same
csplit -s n 3 7; head -qn1 xx0*

#: tee writes to several files
echo copied | tee one two >three
cat one two three
echo more | tee -a one >/dev/null
wc -l <one

#: bytes by od and xxd [xxd]
printf 'AB\0\377' >f
od -An -tx1 f; od -c f; xxd f; xxd -p f | xxd -r -p | cmp - f && echo same

#: shuf with a given source of chance
seq 100 >source
shuf --random-source=source -n 3 <(seq 10) | wc -l
shuf -i 1-5 | sort -n | paste -sd' '
shuf -e a b c | sort | paste -sd' '

#: checksums
printf abc >f
md5sum f
sha1sum f
sha256sum f
sha512sum f | cut -c1-20
b2sum f | cut -c1-20
cksum f
sum f
sha256sum f >sums
sha256sum -c sums

#: base64, base32 and basenc
printf 'any text' | base64
printf 'any text' | base64 | base64 -d
echo
printf hi | base32
printf hi | basenc --base16

#: numfmt, factor and seq
numfmt --to=iec 1048576
numfmt --from=si 2K
factor 360
seq -s, 1 2 9
seq -f '%03g' 3
seq -w 8 10

#: expr, test and bc-like arithmetic
expr 3 + 4 \* 2
expr length hello
expr hello : 'h\(.*\)o'
expr 5 \> 3
test 1 -eq 1 && echo equal

#: tsort and ptx
printf 'a b\nb c\na c\n' | tsort; echo 'quick fox' | ptx -w 30 | tr -s ' '

#: sed substitutes and edits
printf 'one 1\ntwo 2\nthree 3\n' >f
sed 's/o/0/g; 2d' f
sed -n '2,$p' f
sed -E 's/(\w+) ([0-9])/\2 \1/' f
sed '/two/{n;s/three/3rd/}' f
sed '1i\top' f
sed '$a\end' f
sed -i.bak 's/one/ONE/' f
head -1 f f.bak
sed -n '/two/=' f
sed 'y/abc/xyz/' <<<cab
sed ':a;N;$!ba;s/\n/,/g' f

#: grep finds lines
printf 'apple\nbanana\ncherry pie\nApple 42\n' >f
grep an f
grep -i apple f
grep -c a f
grep -v a f
grep -n '42$' f
grep -oE '[0-9]+' f
grep -E 'pie|42' f
grep -F 'y p' f
grep -w pie f
grep -A1 banana f
grep -q absent f || echo none

#: grep with Perl's patterns and in folders
mkdir -p d/e; echo 'key=value' >d/a; echo 'key=other' >d/e/b
grep -oP '(?<=key=)\w+' d/a
grep -r key d | sort
grep -rl other d
grep -Pc '^\w+=\w{5}$' d/a

#: awk sums, groups and formats
printf 'a 3\nb 5\na 4\n' >f
awk '{s[$1] += $2} END {for (k in s) print k, s[k]}' f | sort
awk -F: 'BEGIN {OFS="-"} {$1=$1; print}' <<<'a:b:c'
awk 'NR % 2' f
awk '$2 > 3 {n++} END {print n}' f
awk 'BEGIN {printf "%.3f %s %d\n", atan2(0, -1), toupper("abc"), length("word")}'
awk '{print NF, $NF}' f

#: awk with functions, splits and pipes
awk 'function f(n) { return n < 2 ? n : f(n-1) + f(n-2) } BEGIN { print f(15); n = split("a,b,c", p, ","); print n, p[3]; print match("foobar", /o+/), RSTART, RLENGTH; s = "hello"; gsub(/l/, "L", s); print s; print substr(s, 2, 3), index(s, "o") }'
awk 'BEGIN { while (("echo one; echo two" | getline line) > 0) print "got", line; close("x"); print "b\na" | "sort" }'

#: diff and patch [patch]
printf 'a\nb\nc\n' >old; printf 'a\nB\nc\nd\n' >new
diff old new
diff -u --label old --label new old new >change
cat change
patch -s old change
cmp old new && echo patched
diff -q old new && echo same
diff3 old new old

#: cmp tells the first difference
printf abc >a; printf abd >b
cmp a b; cmp -l a b; cmp -s a a && echo same

#: iconv changes encodings
printf 'é' | iconv -f utf-8 -t latin1 | od -An -tx1
printf '\351' | iconv -f latin1 -t utf-8
echo
echo 'ok' | iconv -t utf-16le | od -An -c

#: dates of fixed times
date -u -d @0 +%FT%TZ
date -u -d '2024-02-28 + 2 days' +%F
date -u -d '2024-05-06 07:08:09' '+%s %j %a %U'
TZ=UTC-2 date -d @0 +%H:%M
