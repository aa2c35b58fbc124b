"""Fetches pages with several workers; the pages are made up."""

from __future__ import annotations

import asyncio
import logging
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

logger = logging.getLogger(__name__)

STOP = None


class FetchError(Exception):
    pass


@dataclass(order=True)
class Job:
    priority: int
    url: str = field(compare=False)
    attempts: int = field(default=0, compare=False)


async def fetch(url: str, rng: random.Random) -> str:
    await asyncio.sleep(rng.uniform(0.001, 0.005))
    if rng.random() < 0.2:
        raise FetchError(f"no answer from {url}")
    return f"<title>{url}</title>"


async def produce(queue: asyncio.Queue[Job | None], urls: list[str], workers: int) -> None:
    for priority, url in enumerate(urls):
        await queue.put(Job(priority, url))
        logger.debug("queued %s", url)
    await queue.join()
    for _ in range(workers):
        await queue.put(STOP)


async def consume(
    name: str,
    queue: asyncio.Queue[Job | None],
    results: dict[str, str],
    *,
    max_attempts: int = 3,
    rng: random.Random,
) -> int:
    done = 0
    while True:
        job = await queue.get()
        try:
            if job is STOP:
                return done
            results[job.url] = await fetch(job.url, rng)
            done += 1
        except FetchError as error:
            job.attempts += 1
            if job.attempts < max_attempts:
                logger.info("%s tries again: %s", name, error)
                await queue.put(job)
            else:
                logger.warning("%s gives up after %d attempts: %s", name, job.attempts, error)
        finally:
            queue.task_done()


@asynccontextmanager
async def heartbeat(interval: float) -> AsyncIterator[Counter[str]]:
    """Count the ticks while the block runs."""
    ticks: Counter[str] = Counter()

    async def tick() -> None:
        while True:
            await asyncio.sleep(interval)
            ticks["tick"] += 1

    task = asyncio.create_task(tick())
    try:
        yield ticks
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def crawl(urls: list[str], workers: int = 3, seed: int = 1) -> dict[str, str]:
    queue: asyncio.Queue[Job | None] = asyncio.Queue(maxsize=5)
    results: dict[str, str] = {}
    rng = random.Random(seed)
    async with heartbeat(0.01) as ticks:
        producer = asyncio.create_task(produce(queue, urls, workers))
        counts = await asyncio.gather(
            *(consume(f"worker {n}", queue, results, rng=rng) for n in range(workers))
        )
        await producer
    logger.info("%d pages, %s by worker, %d ticks", len(results), counts, ticks["tick"])
    return results


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    urls = [f"https://example.org/{n}" for n in range(12)]
    pages = asyncio.run(asyncio.wait_for(crawl(urls), timeout=10))
    missing = [url for url in urls if url not in pages]
    print(f"{len(pages)} pages, missing: {missing or 'none'}")


if __name__ == "__main__":
    main()
