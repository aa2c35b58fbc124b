# Attacks 71, 73: where a file of such a name lands, when one just writes it. Arguments: names, below a folder of our own.
import os
import shutil
import sys
import tempfile

from calls import attempt, say

own = tempfile.mkdtemp()
os.makedirs(own + "/scratch/a")
os.chdir(own + "/scratch")


def write(name):
    with open(name.replace("ABSOLUTE", own), "w") as file:
        file.write("placed")


for name in sys.argv[1:]:
    say(name, attempt(lambda: write(name)))
say("escaped", sum(os.path.isfile(f"{own}/{name}") for name in os.listdir(own)))
shutil.rmtree(own)
