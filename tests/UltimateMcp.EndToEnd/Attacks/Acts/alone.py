# Attack 81: who else is here? Arguments: our number, the folder.
import os
import sys

number, folder = sys.argv[1:3]
others = [name for name in os.listdir(folder) if name.startswith("um-alone")]
with open(f"{folder}/um-alone-{number}", "w") as file:
    file.write(number)
print("number", number)
print("others", len(others))
print("processes", sum(name.isdigit() for name in os.listdir("/proc")))
