#: threads are started and joined
import threading
results = []
threads = [threading.Thread(target=lambda n=n: results.append(n * n)) for n in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(sorted(results), threading.active_count(), threading.main_thread() is threading.current_thread())

#: a lock guards a counter
import threading
lock, total = threading.Lock(), 0
def add():
    global total
    for _ in range(1000):
        with lock:
            total += 1
threads = [threading.Thread(target=add) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(total, lock.acquire(timeout=1), lock.acquire(blocking=False), lock.acquire(timeout=0.01))

#: conditions, events and barriers
import threading
condition, event, barrier = threading.Condition(), threading.Event(), threading.Barrier(3)
items = []
def produce():
    barrier.wait()
    with condition:
        items.append("made")
        condition.notify_all()
    event.set()
threading.Thread(target=produce).start()
threading.Thread(target=barrier.wait).start()
barrier.wait()
with condition:
    print(condition.wait_for(lambda: items, timeout=5))
print(event.wait(5), event.is_set(), barrier.broken)

#: semaphores bound what runs at once
import threading
import time
slots, running, most, lock = threading.BoundedSemaphore(2), 0, 0, threading.Lock()
def work():
    global running, most
    with slots:
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.002)
        with lock:
            running -= 1
threads = [threading.Thread(target=work) for _ in range(6)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(running, most <= 2)

#: queues between threads
import queue
import threading
tasks, done = queue.Queue(maxsize=2), queue.PriorityQueue()
def consume():
    while (task := tasks.get()) is not None:
        done.put((-task, task))
        tasks.task_done()
    tasks.task_done()
thread = threading.Thread(target=consume)
thread.start()
for n in range(5): tasks.put(n)
tasks.put(None)
tasks.join()
thread.join()
print([done.get()[1] for _ in range(5)], done.empty())
try:
    tasks.get(timeout=0.01)
except queue.Empty:
    print("empty")

#: timers and local data
import threading
local, seen = threading.local(), []
local.value = "main"
def look():
    seen.append(getattr(local, "value", "own"))
timer = threading.Timer(0.01, look)
timer.start()
timer.join()
late = threading.Timer(100, look)
late.start()
late.cancel()
late.join()
print(seen, local.value)

#: daemon threads do not hold the end
import threading
forever = threading.Event()
thread = threading.Thread(target=forever.wait, daemon=True, name="waits")
thread.start()
print(thread.name, thread.is_alive(), thread.native_id > 0, thread.ident != threading.get_ident())

#: an error in a thread is seen by the hook
import threading
threading.excepthook = lambda info: print("hook:", info.exc_type.__name__, info.exc_value)
thread = threading.Thread(target=lambda: 1 / 0)
thread.start()
thread.join()

#: a pool of threads
from concurrent.futures import ThreadPoolExecutor, as_completed, wait
with ThreadPoolExecutor(max_workers=4) as pool:
    print(list(pool.map(lambda n: n ** 2, range(6))))
    futures = [pool.submit(pow, 2, n) for n in range(4)]
    print(sorted(future.result() for future in as_completed(futures)), len(wait(futures).not_done))
    failed = pool.submit(lambda: [][1])
    print(type(failed.exception()).__name__)

#: a pool of threads by multiprocessing
from multiprocessing.pool import ThreadPool
with ThreadPool(3) as pool:
    print(pool.map(len, ["a", "bb", "ccc"]), pool.apply_async(sum, ([1, 2],)).get(5), sorted(pool.imap_unordered(abs, [-1, -2])))

#: events at their times
import sched
import time
calendar, seen = sched.scheduler(time.monotonic, time.sleep), []
now = time.monotonic()
calendar.enterabs(now + 0.02, 1, seen.append, "b")
calendar.enterabs(now + 0.01, 1, seen.append, "a")
calendar.run()
print(seen)

#: coroutines run and are gathered
import asyncio
async def double(n):
    await asyncio.sleep(0.001 * (3 - n))
    return n * 2
async def main():
    print(await asyncio.gather(*(double(n) for n in range(4))))
    try:
        await asyncio.wait_for(asyncio.sleep(60), 0.01)
    except asyncio.TimeoutError:
        print("late")
asyncio.run(main())

#: tasks are cancelled and shielded
import asyncio
async def main():
    task = asyncio.create_task(asyncio.sleep(60))
    await asyncio.sleep(0)
    task.cancel()
    print((await asyncio.gather(task, return_exceptions=True))[0].__class__.__name__, task.cancelled())
    done, pending = await asyncio.wait({asyncio.ensure_future(asyncio.sleep(0, n)) for n in range(3)}, timeout=5)
    print(sorted(task.result() for task in done), pending)
asyncio.run(main())

#: synchronisation of coroutines
import asyncio
async def main():
    items, lock, event = asyncio.Queue(1), asyncio.Lock(), asyncio.Event()
    async def produce():
        for n in range(3): await items.put(n)
        event.set()
    producer = asyncio.create_task(produce())
    got = [await items.get() for _ in range(3)]
    await event.wait()
    async with lock, asyncio.Semaphore(2):
        print(got, lock.locked(), producer.done())
asyncio.run(main())

#: coroutines and threads together
import asyncio
import threading
import time
async def main():
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, lambda: time.sleep(0.01) or "slept"))
    print(await asyncio.to_thread(threading.active_count) > 1)
    event = asyncio.Event()
    threading.Timer(0.01, lambda: loop.call_soon_threadsafe(event.set)).start()
    print(await asyncio.wait_for(event.wait(), 5))
asyncio.run(main())

#: asynchronous iterators and context managers
import asyncio
from contextlib import asynccontextmanager
@asynccontextmanager
async def opened(name):
    yield name
    print("closed", name)
async def count(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i
async def main():
    async with opened("x") as name:
        print(name, [i async for i in count(3)])
asyncio.run(main())

#: signals reach the event loop
import asyncio
import os
import signal
async def main():
    got = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, got.set)
    os.kill(os.getpid(), signal.SIGUSR1)
    print(await asyncio.wait_for(got.wait(), 5))
asyncio.run(main())

#: the event loop reads pipes
import asyncio
import os
async def main():
    reader, writer = os.pipe()
    stream = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stream), os.fdopen(reader, "rb"))
    os.write(writer, b"line\n")
    print(await stream.readline())
    os.close(writer)
    print(await stream.read())
asyncio.run(main())

#: context variables
import asyncio
import contextvars
name = contextvars.ContextVar("name", default="none")
async def show(value):
    name.set(value)
    await asyncio.sleep(0)
    return name.get()
async def main():
    print(await asyncio.gather(show("a"), show("b")), name.get(), contextvars.copy_context().run(name.get))
asyncio.run(main())
