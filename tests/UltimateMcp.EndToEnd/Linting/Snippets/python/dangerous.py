#: a call of exec
#= 1:1 warning S102
exec("x = 1")

#: a call of eval
#= 1:7 warning S307
print(eval("1 + 2"))

#: eval with empty globals
#= 2:12 warning S307
def calculate(text):
    return eval(text, {"__builtins__": {}})

#: exec of a compiled file
#= 4:1 warning S102
from pathlib import Path

code = compile(Path("plugin.py").read_text(), "plugin.py", "exec")
exec(code)

#: exec through the builtins module
#= 3:1 warning S102
import builtins

builtins.exec("x = 1")

#: a subprocess with a shell
#= 3:1 warning S602
import subprocess

subprocess.run("ls *.txt", shell=True)

#: a subprocess with a shell and a variable command
#= 5:11 warning S602
import subprocess


def count_lines(name):
    out = subprocess.check_output("wc -l " + name, shell=True)
    return int(out.split()[0])

#: popen imported by name with a shell
#= 3:8 warning S602
from subprocess import PIPE, Popen

proc = Popen("sort", shell=True, stdin=PIPE)

#: a subprocess without a shell
import subprocess

subprocess.run(["ls", "-l"], check=True)
subprocess.run(["ls"], shell=False, check=False)

#: methods and names that only look like eval and exec
import ast
import re


class Model:
    def eval(self):
        return self

    def exec(self, statement):
        return statement


model = Model()
model.eval()
model.exec("select 1")
print(ast.literal_eval("[1]"), re.compile("eval"))

#: an own function named like a subprocess function
def run(command, shell=False):
    return command, shell


print(run("ls", shell=True))

#: pickle and random are not reported
import pickle
import random

print(pickle.loads(pickle.dumps([random.random()])))

#: assert and a password in the source are not reported
password = "secret"
assert password

#: os.system is not reported
import os

os.system("clear")
