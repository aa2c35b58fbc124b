#: files are made, copied, moved and removed
mkdir -p a/b; echo text >a/f
cp a/f a/g
cp -r a c
mv a/g a/b/h
rm a/f
rmdir a/b 2>/dev/null || echo 'not empty'
rm -r a
ls -R c

#: copies keep what they are told to
echo x >f; chmod 640 f; touch -d @1000 f
cp -p f g
stat -c '%a %Y' g
cp --reflink=auto --sparse=always f h
cmp f h && echo same
cp -a f i
stat -c %Y i
install -m 755 f j
stat -c %a j

#: links
echo x >f; ln f hard; ln -s f soft; ln -sr f rel
readlink soft
stat -c %h f
readlink -f soft | xargs basename
cat soft
realpath --relative-to=. soft
unlink hard
stat -c %h f

#: modes
umask 022
touch f
stat -c %a f
chmod u+x,g-r f
stat -c '%a %A' f
chmod 600 f
umask 077
touch g
stat -c %a g
umask

#: times
touch -d '2024-01-02 03:04:05 UTC' f
stat -c %Y f
touch -r f g
stat -c %Y g
touch -a -d @5 f
stat -c '%X %Y' f
[ g -nt f ] || echo 'not newer'

#: sizes
truncate -s 1M f
stat -c %s f
du -b f | cut -f1
du --apparent-size -k f | cut -f1
fallocate -l 64K g
stat -c %s g
du -k g | cut -f1

#: find by name, type, size and time
mkdir -p t/u; touch t/a.txt t/b.md t/u/c.txt; truncate -s 5k t/u/big; touch -d @100 t/b.md
find t -name '*.txt' | sort
find t -type d | sort
find t -size +4k
find t ! -newermt '2000-01-01'
find t -maxdepth 1 -type f -printf '%f %s\n' | sort
find t -empty -type f | wc -l

#: find runs commands and deletes
mkdir t; touch t/1 t/2 t/3
find t -type f -exec basename {} \; | sort
find t -type f -exec echo {} + | wc -w
find t -name 2 -delete
ls t
find t -print0 | sort -z | xargs -0 -n1 basename

#: xargs builds command lines
seq 6 | xargs -n 2 echo
echo 'a b' | xargs -I{} echo '<{}>'
seq 4 | xargs -P 2 -n 1 echo | sort
printf 'x\0y z\0' | xargs -0 -n1 echo
xargs -a <(echo from file) echo

#: listing
mkdir d; touch d/b d/a d/.h; truncate -s 3 d/c
ls d
ls -a d | tail -n +3
ls -1S d | head -1
ls -p | grep /
ls -d d
ls -s d | wc -l
dir d

#: names are taken apart
basename /a/b/c.txt .txt
dirname /a/b/c.txt
realpath -m /a/./b/../c
pathchk ok && echo good
basename -a x/1 y/2

#: dd copies blocks
dd if=/dev/zero of=f bs=1k count=4 status=none
stat -c %s f
printf abcdef | dd bs=1 skip=2 count=3 status=none
echo
printf XY | dd of=f bs=1 seek=10 conv=notrunc status=none
od -An -c -j10 -N2 f
dd if=f bs=4k iflag=fullblock status=none | wc -c
printf abc | dd conv=ucase status=none

#: temporary files
f=$(mktemp)
d=$(mktemp -d)
echo x >"$f"
[ -s "$f" ] && [ -d "$d" ] && echo made
mktemp -u name.XXXX | wc -c
t=$(mktemp -p . t.XXX)
[ -f "$t" ] && echo here

#: named pipes
mkfifo p; echo through >p & cat p; wait; [ -p p ] && echo pipe; rm p

#: sync and shred
echo secret >f; sync f; sync; shred -u f; [ -e f ] || echo gone

#: the free space
df -P . | tail -1 | awk '{print NF}'
df --output=size . | tail -1 | awk '{print ($1 > 0)}'
stat -f -c %T /proc

#: a folder is entered and left
mkdir -p x/y
cd x/y
basename "$PWD"
cd ..
pushd y >/dev/null
basename "$PWD"
popd >/dev/null
basename "$(pwd -P)"
dirs | wc -l
cd - >/dev/null
basename "$OLDPWD"

#: globs
touch a1 a2 b1 .h
echo a*
echo ?1
echo [ab]1
shopt -s dotglob
echo .h*
shopt -s globstar
mkdir -p d/e
touch d/e/f
echo **/f
echo {x,y}{1..3}

#: numbers of lines while a file grows
>log
for n in 1 2 3; do echo "$n" >>log; sleep 0.02; done & tail -n +1 -f --pid=$! -s 0.02 log 2>/dev/null
wait
