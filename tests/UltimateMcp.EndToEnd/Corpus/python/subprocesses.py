#: a command runs and its output is taken [forks]
import subprocess
print(
    subprocess.run(["echo", "hello"], capture_output=True, text=True, check=True).stdout,
    subprocess.check_output(["tr", "a-z", "A-Z"], input=b"shout")
)
print(subprocess.call(["false"]), subprocess.run("echo $((6 * 7)) >&2", shell=True, stderr=subprocess.PIPE).stderr)

#: a failed command raises [forks]
import subprocess
try:
    subprocess.run(["sh", "-c", "echo sad >&2; exit 3"], check=True, capture_output=True)
except subprocess.CalledProcessError as error:
    print(error.returncode, error.stderr)
try:
    subprocess.run(["no-such-command"])
except FileNotFoundError as error:
    print(error.filename)
try:
    subprocess.run(["sleep", "60"], timeout=0.05)
except subprocess.TimeoutExpired as error:
    print(error.cmd, "took too long")

#: commands are joined by pipes [forks]
import subprocess
first = subprocess.Popen(["seq", "10"], stdout=subprocess.PIPE)
second = subprocess.Popen(["tail", "-2"], stdin=first.stdout, stdout=subprocess.PIPE)
first.stdout.close()
print(second.communicate()[0], first.wait(), second.returncode)

#: a child with its own environment, folder and session [forks]
import os
import subprocess
os.mkdir("child")
print(subprocess.run('echo $GIVEN; basename "$PWD"', shell=True, env={"GIVEN": "yes"}, cwd="child", start_new_session=True, stdout=subprocess.PIPE, text=True).stdout)
read, write = os.pipe()
subprocess.run(["sh", "-c", f"echo passed >&{write}"], pass_fds=[write])
print(os.read(read, 20))

#: a child is asked and answered [forks]
import subprocess
with subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as child:
    for word in ("one", "two"):
        print(word, file=child.stdin)
        print(child.stdout.readline(), end="")
    print(child.poll())
print(child.returncode)

#: a child is terminated and killed [forks]
import signal
import subprocess
for act in ("terminate", "kill"):
    child = subprocess.Popen(["sleep", "60"])
    getattr(child, act)()
    print(signal.Signals(-child.wait()).name)
child = subprocess.Popen(["sleep", "60"])
child.send_signal(signal.SIGHUP)
print(child.wait())

#: fork, exec and wait [forks]
import os
read, write = os.pipe()
child = os.fork()
if child == 0:
    os.dup2(write, 1)
    os.execvp("echo", ["echo", "from the child"])
print(os.read(read, 100), os.WEXITSTATUS(os.waitpid(child, 0)[1]))
child = os.fork()
if child == 0:
    os._exit(7)
print(os.WEXITSTATUS(os.wait4(child, 0)[1]))
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("no child")

#: children by posix_spawn, system and popen [forks]
import os
child = os.posix_spawn("/usr/bin/true", ["true"], os.environ)
print(os.waitpid(child, 0)[1], os.system("exit 3") >> 8, os.popen("echo popen").read(), os.spawnlp(os.P_WAIT, "sh", "sh", "-c", "exit 4"))

#: a descriptor of a process [forks]
import os
import select
child = os.fork()
if child == 0:
    os._exit(5)
fd = os.pidfd_open(child)
print(select.select([fd], [], [], 5)[0] == [fd], os.waitid(os.P_PID, child, os.WEXITED).si_status)

#: a child that ends is signalled [forks]
import os
import signal
signal.signal(signal.SIGCHLD, lambda *_: print("child ended"))
child = os.fork()
if child == 0:
    os._exit(0)
print(os.waitpid(child, 0)[0] == child)

#: processes of multiprocessing [forks]
import multiprocessing
def work(queue, n):
    queue.put(n * n)
context = multiprocessing.get_context("fork")
queue = context.SimpleQueue()
children = [context.Process(target=work, args=(queue, n)) for n in range(4)]
for child in children: child.start()
print(sorted(queue.get() for _ in children))
for child in children: child.join()
print([child.exitcode for child in children])

#: a pipe between processes [forks]
import multiprocessing
def answer(end):
    end.send(end.recv() + ["answered"])
context = multiprocessing.get_context("fork")
one, two = context.Pipe()
child = context.Process(target=answer, args=(two,))
child.start()
one.send(["asked"])
print(one.recv())
child.join(5)

#: asynchronous children [forks]
import asyncio
async def main():
    child = await asyncio.create_subprocess_exec("tr", "a-z", "A-Z", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)
    print((await child.communicate(b"shout"))[0], child.returncode)
    shell = await asyncio.create_subprocess_shell("echo out; exit 3", stdout=asyncio.subprocess.PIPE)
    print(await shell.stdout.readline(), await shell.wait())
    sleeper = await asyncio.create_subprocess_exec("sleep", "60")
    sleeper.terminate()
    print(await sleeper.wait())
asyncio.run(main())

#: git from python [forks git]
import os
import subprocess
import tempfile
def git(*words):
    environment = dict(os.environ, GIT_CONFIG_GLOBAL="/dev/null", GIT_AUTHOR_DATE="@1000 +0000", GIT_COMMITTER_DATE="@1000 +0000")
    return subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@e", *words], env=environment, check=True, capture_output=True, text=True).stdout
os.chdir(tempfile.mkdtemp())
git("init", "-q")
open("f", "w").write("text")
git("add", "f")
git("commit", "-qm", "first")
print(git("log", "--format=%H %s"), git("status", "--porcelain") == "")

#: another python is started [forks]
import subprocess
import sys
child = subprocess.run([sys.executable, "-c", "import sys; print(sys.stdin.read()[::-1]); sys.exit(4)"], input="abc", capture_output=True, text=True)
print(child.stdout, child.returncode)

#: a pseudo-terminal [forks]
import os
import pty
child, fd = pty.fork()
if child == 0:
    os.execvp("sh", ["sh", "-c", "test -t 0 && echo a terminal"])
print(os.read(fd, 100), os.waitpid(child, 0)[1])

#: locks between processes [forks]
import fcntl
import os
with open("counter", "w") as file:
    file.write("0")
children = []
for _ in range(3):
    child = os.fork()
    if child == 0:
        for _ in range(20):
            with open("counter", "r+") as file:
                fcntl.lockf(file, fcntl.LOCK_EX)
                n = int(file.read())
                file.seek(0)
                file.write(str(n + 1))
                file.flush()
                fcntl.lockf(file, fcntl.LOCK_UN)
        os._exit(0)
    children.append(child)
for child in children:
    os.waitpid(child, 0)
print(open("counter").read())
