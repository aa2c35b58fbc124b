#: sqlite3 in memory [sqlite3]
sqlite3 :memory: "create table t(a, b); insert into t values (1, 'x'), (2, 'y'); select sum(a), group_concat(b) from t; select sqlite_version() is not null;"

#: sqlite3 in a file, with a transaction [sqlite3]
sqlite3 d.db 'create table t(n integer primary key, s text); begin; insert into t(s) values ("a"), ("b"); rollback; insert into t(s) values ("c");'
sqlite3 -header -csv d.db 'select * from t'
sqlite3 d.db .schema 'pragma integrity_check'

#: sqlite3 with a write-ahead log [sqlite3]
sqlite3 d.db 'pragma journal_mode=wal; create table t(n); insert into t values (7); select n from t;'
sqlite3 d.db 'insert into t values (8); select count(*) from t; pragma wal_checkpoint;'

#: sqlite3 imports, exports and dumps [sqlite3]
printf 'a,1\nb,2\n' >in.csv
sqlite3 d.db 'create table t(k, v)' '.mode csv' '.import in.csv t' 'select v from t where k = "b"'
sqlite3 d.db .dump | sqlite3 e.db
sqlite3 -json e.db 'select * from t'
sqlite3 d.db '.backup f.db'
sqlite3 f.db 'select count(*) from t'

#: sqlite3 with windows, recursion and JSON [sqlite3]
sqlite3 :memory: 'with recursive n(i) as (select 1 union all select i + 1 from n where i < 5) select i, sum(i) over (order by i) from n;' "select json_extract('{\"a\": [1, 2]}', '\$.a[1]');"

#: two processes write one database [sqlite3]
sqlite3 d.db 'create table t(n)'
for n in 1 2 3; do sqlite3 -cmd '.timeout 5000' d.db "insert into t values ($n)" & done
wait
sqlite3 d.db 'select sum(n) from t'

#: openssl digests and encodes [openssl]
printf abc | openssl dgst -sha256 -r
printf abc | openssl md5 -r
printf abc | openssl base64
printf abc | openssl dgst -sha256 -hmac key -r
openssl rand -hex 8 | wc -c
openssl prime 97 | grep -c 'is prime'

#: openssl encrypts and decrypts [openssl]
echo secret >f
openssl enc -aes-256-cbc -pbkdf2 -pass pass:x -in f -out e
openssl enc -d -aes-256-cbc -pbkdf2 -pass pass:x -in e
openssl enc -chacha20 -K "$(printf '%064d' 1)" -iv "$(printf '%032d' 2)" -in f | od -An -tx1

#: openssl makes keys and signs [openssl]
openssl genpkey -algorithm ed25519 -out k.pem
openssl pkey -in k.pem -pubout -out p.pem
echo text >f
openssl pkeyutl -sign -inkey k.pem -rawin -in f -out s
openssl pkeyutl -verify -pubin -inkey p.pem -rawin -in f -sigfile s
openssl genrsa 1024 2>/dev/null | openssl rsa -check -noout

#: openssl makes a certificate and verifies it [openssl]
printf '[req]\ndistinguished_name=d\n[d]\n' >c.cnf
openssl req -config c.cnf -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout k.pem -out c.pem -days 2 -subj /CN=test 2>/dev/null
openssl x509 -in c.pem -noout -subject
openssl verify -CAfile c.pem c.pem

#: bc calculates [bc]
printf '2^64\nscale=10; 1/3; sqrt(2)\ndefine f(n) { if (n < 2) return (1); return (n * f(n - 1)); }\nf(20)\n' | bc
echo 'ibase=16; FF' | bc
echo 's(1)' | bc -l

#: dc calculates [dc]
dc -e '2 3 + p 10 3 ~ f' ; echo '20k 2v p' | dc

#: jq filters JSON [jq]
echo '{"a": [1, 2, {"b": "x"}], "n": null}' >f
jq -c .a f
jq -r '.a[2].b' f
jq '[.a[] | numbers] | add' f
jq -c 'to_entries | map(.key)' f
jq -n --arg x 1 '{$x}' -c
jq -e .n f
echo $?

#: jq groups, sorts and builds [jq]
printf '{"k":"a","v":1}\n{"k":"b","v":2}\n{"k":"a","v":3}\n' | jq -sc 'group_by(.k) | map({k: .[0].k, sum: map(.v) | add})'
seq 3 | jq -R tonumber | jq -s add
jq -n '"2024-01-01T00:00:00Z" | fromdate'
jq -rn '[1, "a b"] | @csv, @sh'

#: perl on lines and in place [perl]
printf 'a 1\nb 2\n' >f
perl -lane 'print "$F[1]-$F[0]"' f
perl -pi -e 's/(\d)/$1 * 2/e' f
cat f
perl -e 'printf "%s %d\n", join(",", sort { $b <=> $a } (3, 10, 2)), 0x10'
perl -ne 'print if /b/' f

#: perl with its modules [perl]
perl -MList::Util=sum,max -e 'print sum(1..10), " ", max(3, 9, 2), "\n"'
perl -MData::Dumper -e '$Data::Dumper::Indent = 0; $Data::Dumper::Sortkeys = 1; print Dumper({a => [1, 2]}), "\n"'
perl -MDigest::SHA=sha1_hex -e 'print sha1_hex("abc"), "\n"'
perl -MPOSIX -e 'print floor(-1.5), " ", strftime("%Y", gmtime(0)), "\n"'
perl -MFile::Temp=tempfile -e 'my ($h, $n) = tempfile(); print $h "x"; close $h; print -s $n, "\n"'

#: perl forks, pipes and catches [perl]
perl -e '$| = 1; my $pid = fork; if (!$pid) { print "child\n"; exit 3 } waitpid $pid, 0; print $? >> 8, "\n"; open my $p, "-|", "echo", "piped"; print <$p>; local $SIG{ALRM} = sub { die "alarm\n" }; eval { alarm 1; select undef, undef, undef, 5 }; print $@'

#: perl sockets on loopback [perl]
perl -MIO::Socket::INET -e 'my $s = IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1") or die; if (!fork) { my $c = IO::Socket::INET->new(PeerAddr => "127.0.0.1", PeerPort => $s->sockport); print $c "ping\n"; print scalar <$c>; exit } my $c = $s->accept; my $l = <$c>; print $c "got $l"; close $c; wait'

#: python from bash [python3]
python3 -c 'import sys; print(sum(map(int, sys.argv[1:])))' 1 2 3; python3 - <<'END'
print("from stdin")
END
echo '{"a": 1}' | python3 -m json.tool --compact
python3 -m base64 -e /dev/null | wc -c
echo 'print(7)' >p.py
python3 p.py

#: python starts and reads commands [python3]
python3 -c 'import subprocess; print(subprocess.run(["tr", "a-z", "A-Z"], input="shout", capture_output=True, text=True).stdout); print(subprocess.getoutput("echo sub")); import os; print(os.system("exit 3") >> 8, os.popen("echo popen").read().strip())'

#: python workers in processes [python3]
cat >p.py <<'END'
import multiprocessing
def square(n): return n * n
if __name__ == "__main__":
    with multiprocessing.get_context("fork").Pool(2) as pool: print(pool.map(square, range(5)))
    queue = multiprocessing.Queue()
    p = multiprocessing.Process(target=queue.put, args=("from a child",)); p.start(); print(queue.get()); p.join(); print(p.exitcode)
END
python3 p.py

#: shells other than bash [dash]
dash -c 'x=1; echo $((x + 1)); for f in a b; do echo $f; done'
sh -c 'echo ${0}'
echo 'echo from file' >s
sh s
printf '#!/bin/sh\necho by its first line\n' >t
chmod +x t
./t
printf '#!/usr/bin/env python3\nprint("python too")\n' >u
chmod +x u
./u

#: file types [file]
echo text >t
printf '\177ELF' >e
gzip -c t >g
file -b t
file -b --mime-type g
file -b /dev/null

#: tclsh [tclsh]
echo 'puts [expr {6 * 7}]; puts [string toupper abc]; set f [open x w]; puts $f hi; close $f; puts [file size x]' | tclsh

#: locales and collation
LC_ALL=C sort <<<$'b\nB\na'
locale charmap 2>/dev/null | head -1
printf '%s\n' é | wc -m
LC_ALL=C bash -c 'x=é; echo ${#x}'
echo ${#LANG}

#: ed and ex scripts [ed]
printf 'a\nb\nc\n' >f; printf '2s/b/B/\nw\nq\n' | ed -s f; cat f

#: options are parsed by getopt, columns are aligned [getopt column hexdump]
getopt -o ab: --long all,by: -- --by x -a file
column -s: -t <<<'a:bb:c'
rev <<<abc
hexdump -C <<<A | head -1

#: commands are traced and only parsed
bash -x -c 'echo traced' 2>trace
cat trace
bash -n -c 'if then' 2>/dev/null
echo $?
bash --version | head -1 | cut -d' ' -f1-2

#: node from bash [node]
node -e 'console.log(process.argv.slice(1).join("+"))' a b
echo 'console.log(6 * 7)' | node
node -p '[1, 2].map((n) => n * 2)'
echo 'export const x = 1; console.log(x)' >m.mjs
node m.mjs

#: node starts and pipes commands [node]
node -e '
const { execSync, spawn, spawnSync } = require("child_process");
console.log(execSync("echo out").toString().trim(), spawnSync("sh", ["-c", "exit 5"]).status);
const cat = spawn("cat");
cat.stdout.on("data", (data) => console.log(String(data)));
cat.on("close", (code) => console.log("closed", code));
cat.stdin.end("to cat");
'
