# Before each program: a folder of its own, no settings but ours, and an author.
cd "$(mktemp -d)"
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.org

#: a repository is made and holds a commit [git]
export GIT_AUTHOR_DATE='@1000 +0000' GIT_COMMITTER_DATE='@1000 +0000'
git init -q -b main; git config user.signingkey none; git config --get user.signingkey
echo one >f
git add f
git commit -qm first
git log --format='%H %s %an %at'
git status --short | wc -l

#: branches are merged [git]
git init -q -b main
seq 5 >f
git add f
git commit -qm base
git checkout -q -b side
sed -i '1s/1/one/' f
git commit -qam side
git checkout -q main
sed -i '5s/5/five/' f
git commit -qam main
git merge -q --no-edit side
cat f
git log --oneline --graph | wc -l
git branch --merged | tr -d ' *'

#: a conflict is seen and solved [git]
git init -q -b main
echo a >f
git add f
git commit -qm a
git checkout -q -b x
echo x >f
git commit -qam x
git checkout -q main
echo y >f
git commit -qam y
git merge x >out || grep -c CONFLICT out
grep -c '<<<<' f
git checkout -q --theirs f
git add f
git commit -qm solved
cat f

#: differences [git]
git init -q
printf 'a\nb\n' >f
git add f
printf 'a\nc\n' >f
git diff --no-color | tail -n 4
git diff --stat | tail -1
git diff --quiet || echo differs

#: history is rewritten by rebase [git]
git init -q -b main
for n in 1 2; do echo $n >$n; git add .; git commit -qm $n; done
git checkout -q -b side HEAD~1
echo 3 >3
git add 3
git commit -qm 3
git rebase -q main
git log --format=%s
ls

#: tags and descriptions [git]
git init -q
git commit -q --allow-empty -m a
git tag -a v1 -m one
git commit -q --allow-empty -m b
git describe | cut -d- -f1,2
git tag
git rev-list --count HEAD

#: work is stashed [git]
git init -q
echo a >f
git add f
git commit -qm a
echo b >f
git stash -q
cat f
git stash pop -q
cat f

#: a repository is cloned and pulled from a folder [git]
git init -q -b main one
(cd one; echo a >f; git add f; git commit -qm a)
git clone -q one two
(cd one; echo b >f; git commit -qam b)
cd two
git pull -q --ff-only
cat f
git push -q origin main:other
git -C ../one branch | wc -l

#: objects are packed and checked [git]
git init -q
for n in 1 2 3; do seq $n 100 >f; git add f; git commit -qm $n; done
git gc -q
git count-objects -v | grep packs
git fsck --no-progress
git cat-file -p HEAD:f | head -1
git verify-pack .git/objects/pack/*.idx && echo verified

#: plumbing [git]
git init -q
echo text | git hash-object -w --stdin
git cat-file -p "$(echo text | git hash-object --stdin)"
echo x >f
git update-index --add f
git write-tree
git ls-files -s

#: archives, bundles and patches [git]
git init -q -b main
echo a >f
git add f
git commit -qm a
git archive HEAD | tar -t
git bundle create -q b.bundle main
git bundle verify -q b.bundle >/dev/null 2>&1 && echo verified
echo b >>f
git commit -qam b
git format-patch -1 -o p HEAD >/dev/null
git reset -q --hard HEAD~1
git am -q p/*.patch
cat f

#: who changed a line and when it broke [git]
git init -q
for n in 1 2 3 4 5; do echo $n >f; git add f; git commit -qm "n$n"; done
git bisect start HEAD HEAD~4 >/dev/null
git bisect run sh -c 'test $(cat f) -lt 4' | grep -c 'first bad commit'
git bisect log | tail -1 | grep -o n4
git bisect reset >/dev/null 2>&1
git blame -s f | cut -d' ' -f2-

#: hooks, ignored files and worktrees [git]
git init -q
printf '#!/bin/sh\necho hook ran\n' >.git/hooks/pre-commit
chmod +x .git/hooks/pre-commit
echo '*.log' >.gitignore
touch a.log
git add .
git commit -qm a 2>&1
git check-ignore a.log
git worktree add -q ../wt-$$ -b w 2>/dev/null
ls -A ../wt-$$
git grep -c log

#: searching and listing history [git]
git init -q
echo needle >f
git add f
git commit -qm 'add needle'
git mv f g
git commit -qm move
git log -S needle --format=%s
git log --follow --format=%s g
git shortlog -s HEAD | tr -s ' \t' ' '
git show --stat --format=%s | head -1
git reflog | wc -l
