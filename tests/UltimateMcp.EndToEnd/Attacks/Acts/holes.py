import os

# Six files of 10 MB, each a hole and one byte.
for number in range(6):
    name = f"hole{number}"
    with open(name, "wb") as file:
        file.seek(10 * 1024 * 1024 - 1)
        file.write(b"x")
    state = os.stat(name)
    print(name, state.st_size, "sparse" if state.st_blocks * 512 <= 64 * 1024 else "full")
