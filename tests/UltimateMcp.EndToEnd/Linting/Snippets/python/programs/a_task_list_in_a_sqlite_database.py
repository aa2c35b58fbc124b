from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

SCHEMA = """
CREATE TABLE IF NOT EXISTS task (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL CHECK (length(title) > 0),
    due TEXT,
    done INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS label (
    task_id INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    PRIMARY KEY (task_id, name)
);
"""


class TaskNotFound(LookupError):
    pass


@dataclass(frozen=True)
class Task:
    id: int
    title: str
    due: datetime | None
    done: bool
    labels: tuple[str, ...] = ()

    @property
    def overdue(self) -> bool:
        return not self.done and self.due is not None and self.due < datetime.now(timezone.utc)


class TaskStore:
    def __init__(self, path: str = ":memory:") -> None:
        self._db = sqlite3.connect(path)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA foreign_keys = ON")
        self._db.executescript(SCHEMA)

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def _cursor(self) -> Iterator[sqlite3.Cursor]:
        with self._db, closing(self._db.cursor()) as cursor:
            yield cursor

    def add(self, title: str, due: datetime | None = None, labels: Iterable[str] = ()) -> Task:
        with self._cursor() as cursor:
            cursor.execute(
                "INSERT INTO task (title, due) VALUES (?, ?)",
                (title, due.isoformat() if due else None),
            )
            task_id = cursor.lastrowid
            cursor.executemany(
                "INSERT INTO label (task_id, name) VALUES (?, ?)",
                [(task_id, name) for name in sorted(set(labels))],
            )
        return self.get(task_id)

    def _labels(self, task_id: int) -> tuple[str, ...]:
        rows = self._db.execute("SELECT name FROM label WHERE task_id = ? ORDER BY name", (task_id,))
        return tuple(name for (name,) in rows)

    def _task(self, row: sqlite3.Row) -> Task:
        due = datetime.fromisoformat(row["due"]) if row["due"] else None
        return Task(row["id"], row["title"], due, bool(row["done"]), self._labels(row["id"]))

    def get(self, task_id: int) -> Task:
        row = self._db.execute("SELECT * FROM task WHERE id = :id", {"id": task_id}).fetchone()
        if row is None:
            raise TaskNotFound(task_id)
        return self._task(row)

    def finish(self, task_id: int) -> None:
        with self._cursor() as cursor:
            cursor.execute("UPDATE task SET done = 1 WHERE id = ?", (task_id,))
            if cursor.rowcount == 0:
                raise TaskNotFound(task_id)

    def search(self, text: str = "", *, label: str | None = None, done: bool | None = None) -> list[Task]:
        query = ["SELECT task.* FROM task"]
        conditions, values = [], []
        if label is not None:
            query.append("JOIN label ON label.task_id = task.id")
            conditions.append("label.name = ?")
            values.append(label)
        if text:
            conditions.append("title LIKE '%' || ? || '%'")
            values.append(text)
        if done is not None:
            conditions.append("done = ?")
            values.append(int(done))
        if conditions:
            query.append("WHERE " + " AND ".join(conditions))
        query.append("ORDER BY due IS NULL, due, task.id")
        return [self._task(row) for row in self._db.execute(" ".join(query), values)]


def main() -> None:
    now = datetime.now(timezone.utc)
    with closing(TaskStore()) as store:
        store.add("Water the plants", now - timedelta(days=1), ["home"])
        report = store.add("Write the report", now + timedelta(days=2), ["work", "text", "work"])
        store.add("Read a book")
        store.finish(report.id)
        for task in store.search():
            mark = "x" if task.done else "!" if task.overdue else " "
            print(f"[{mark}] {task.title}", *(f"#{name}" for name in task.labels))
        print(len(store.search(label="work", done=True)), len(store.search("the", done=False)))
        try:
            store.add("")
        except sqlite3.IntegrityError as error:
            print("refused:", error)
        try:
            store.finish(99)
        except TaskNotFound as error:
            print("no task", *error.args)


if __name__ == "__main__":
    main()
