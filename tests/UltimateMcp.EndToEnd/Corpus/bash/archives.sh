#: tar packs and unpacks
mkdir d; echo one >d/1; echo two >d/2
tar -cf a.tar d
tar -tf a.tar | sort
mkdir out
tar -xf a.tar -C out
cat out/d/2
tar -xOf a.tar d/1
tar -rf a.tar --transform 's/1/3/' d/1
tar -tf a.tar | wc -l
tar -df a.tar d/1 && echo same

#: tar with gzip
mkdir d
seq 1000 >d/n
tar -czf a.tgz d
tar -tzf a.tgz
rm -r d
tar -xzf a.tgz
wc -l <d/n
gzip -t a.tgz && echo good

#: tar with bzip2 [bzip2]
mkdir d; seq 1000 >d/n; tar -cjf a.tbz d; rm -r d; tar -xjf a.tbz; wc -l <d/n

#: tar with xz [xz]
mkdir d; seq 1000 >d/n; tar -cJf a.txz d; rm -r d; tar -xJf a.txz; wc -l <d/n

#: tar with owners, times and modes that are given
mkdir d
echo x >d/f
chmod 644 d/f
tar --owner=0 --group=0 --mtime=@0 --sort=name -cf a.tar d/f
TZ=UTC tar --numeric-owner -tvf a.tar | tr -s ' '
sha256sum <a.tar | wc -c

#: tar through a pipe, with links
mkdir d
echo x >d/f
ln d/f d/h
ln -s f d/s
tar -cf - d | (mkdir o; cd o; tar -xf -)
stat -c %h o/d/f
readlink o/d/s
tar -cf - --exclude='*h' d | tar -t | sort

#: gzip and gunzip
seq 2000 >n
gzip -k -9 n
gzip -l n.gz | awk 'NR == 2 {print $2}'
zcat n.gz | tail -1
rm n
gunzip n.gz
wc -l <n
gzip -c n | gzip -dc | cmp - n && echo same
gzip -c n >m.gz
zgrep -c 7 m.gz
zcmp m.gz n && echo equal

#: bzip2 [bzip2]
seq 2000 >n
bzip2 -k n
bzcat n.bz2 | cmp - n && echo same
bzip2 -t n.bz2 && echo good
bunzip2 -f n.bz2
wc -l <n

#: xz and lzma [xz]
seq 2000 >n
xz -k -1 n
xzcat n.xz | cmp - n && echo same
xz -l --robot n.xz | head -1 | cut -f1
xz --format=lzma -c n | xz -dc | wc -l

#: xz with several threads [xz]
seq 100000 >n; xz -T2 -0 -c n | xz -dc | cmp - n && echo same

#: zip and unzip [zip unzip]
mkdir d
echo one >d/1
echo two >d/2
zip -qr a.zip d
unzip -Z1 a.zip | sort
unzip -p a.zip d/2
rm -r d
unzip -q a.zip
cat d/1
zip -q -d a.zip d/2
unzip -tq a.zip

#: cpio-like copies by tar and find
mkdir -p s/t; echo x >s/t/f; find s -type f -print0 | tar --null -T - -cf - | tar -t

#: ar [ar]
echo one >1; echo two >2; ar rc lib.a 1 2; ar t lib.a; ar p lib.a 2
