#: time.sleep in a coroutine
#= 5:5 warning ASYNC251
import time


async def pause():
    time.sleep(1)

#: sleep imported by name in a coroutine
#= 5:5 warning ASYNC251
from time import sleep as rest


async def pause():
    rest(1)

#: a blocking request in a coroutine
#= 5:12 warning ASYNC210
import requests


async def fetch(url):
    return requests.get(url, timeout=5).text

#: urlopen in a coroutine
#= 5:10 warning ASYNC210
from urllib.request import urlopen


async def fetch(url):
    with urlopen(url) as response:
        return response.read()

#: open in a coroutine
#= 2:10 warning ASYNC230
async def load(path):
    with open(path) as file:
        return file.read()

#: a path opened in a coroutine
#= 6:10 warning ASYNC230
from pathlib import Path


async def load(name: str):
    path = Path(name)
    with path.open() as file:
        return file.read()

#: a process started and awaited the blocking way in a coroutine
#= 5:15 warning ASYNC220
#= 6:5 warning ASYNC221
import subprocess


async def build():
    process = subprocess.Popen(["make"])
    subprocess.run(["make", "test"], check=True)
    return process

#: os.system in a coroutine
#= 5:5 warning ASYNC221
import os


async def clear():
    os.system("clear")

#: a blocking wait for a process in a coroutine
#= 5:12 warning ASYNC222
import os


async def wait_for(pid):
    return os.waitpid(pid, 0)

#: a timeout parameter of a coroutine
#= 4:25 warning ASYNC109
import asyncio


async def connect(host, timeout=3.0):
    await asyncio.wait_for(asyncio.open_connection(host, 80), timeout)

#: a timeout without a checkpoint
#= 5:5 warning ASYNC100
import asyncio


async def work():
    async with asyncio.timeout(1):
        print("nothing to wait for")

#: a busy wait in a coroutine
#= 7:5 warning ASYNC110
import asyncio

ready = False


async def wait_until_ready():
    while not ready:
        await asyncio.sleep(0.1)

#: a trio call without await
#= 5:5 warning ASYNC105
import trio


async def pause():
    trio.sleep(1)

#: a sleep of zero in trio
#= 5:11 warning ASYNC115
import trio


async def step():
    await trio.sleep(0)

#: a sleep of many days in trio
#= 5:11 warning ASYNC116
import trio


async def hibernate():
    await trio.sleep(864000)

#: blocking calls outside of coroutines
import subprocess
import time
from urllib.request import urlopen


def fetch(url):
    time.sleep(0.1)
    with urlopen(url) as response, open("page.html", "wb") as target:
        target.write(response.read())
    subprocess.run(["ls"], check=True)

#: a blocking function inside a coroutine that runs in a thread
import asyncio
import time


async def work():
    def blocking():
        time.sleep(1)
        with open("a.txt") as file:
            return file.read()

    await asyncio.to_thread(time.sleep, 1)
    return await asyncio.to_thread(blocking)

#: asyncio calls that do not block
import asyncio


async def work(host: str):
    process = await asyncio.create_subprocess_exec("ls", stdout=asyncio.subprocess.PIPE)
    await process.wait()
    async with asyncio.timeout(2):
        reader, writer = await asyncio.open_connection(host, 80)
    writer.close()
    while not reader.at_eof():
        await reader.readline()
    await asyncio.sleep(0)

#: a task group of python 3.11
import asyncio


async def square(n: int) -> int:
    await asyncio.sleep(0.01)
    return n * n


async def main() -> None:
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(square(n)) for n in range(3)]
    print([task.result() for task in tasks])


asyncio.run(main())

#: a closure over a loop variable in a coroutine
#= 7:38 warning B023
import asyncio


async def main(names):
    loop = asyncio.get_running_loop()
    for name in names:
        loop.call_soon(lambda: print(name))
