#: sqlite in memory
import sqlite3
with sqlite3.connect(":memory:") as database:
    database.execute("create table t(n integer, s text)")
    database.executemany("insert into t values (?, ?)", [(n, str(n)) for n in range(10)])
    print(database.execute("select count(*), sum(n), max(s) from t where n > ?", (3,)).fetchone(), database.total_changes)

#: sqlite in a file
import os
import sqlite3
database = sqlite3.connect("d.db")
database.execute("create table t(n primary key)")
with database: database.execute("insert into t values (1)")
try:
    with database:
        database.execute("insert into t values (2)")
        database.execute("insert into t values (1)")
except sqlite3.IntegrityError as error:
    print(error)
database.close()
print(sqlite3.connect("d.db").execute("select n from t").fetchall(), os.path.getsize("d.db") > 1000)

#: sqlite with a write-ahead log
import os
import sqlite3
writer = sqlite3.connect("w.db", isolation_level=None)
print(writer.execute("pragma journal_mode=wal").fetchone())
writer.execute("create table t(n)")
reader = sqlite3.connect("w.db")
writer.execute("begin immediate")
writer.execute("insert into t values (1)")
print(reader.execute("select count(*) from t").fetchone(), os.path.exists("w.db-wal"), os.path.exists("w.db-shm"))
writer.execute("commit")
print(reader.execute("select count(*) from t").fetchone())

#: sqlite that is locked
import sqlite3
one, two = (sqlite3.connect("l.db", isolation_level=None, timeout=0.05) for _ in range(2))
one.execute("create table t(n)")
one.execute("begin exclusive")
try:
    two.execute("insert into t values (1)")
except sqlite3.OperationalError as error:
    print(error)
one.execute("rollback")
print(two.execute("insert into t values (1)").rowcount)

#: sqlite with functions, rows and types
import sqlite3
database = sqlite3.connect(":memory:")
database.create_function("twice", 1, lambda n: n * 2)
database.row_factory = sqlite3.Row
row = database.execute("select twice(21) as a, x'00ff' as b, null as c, 1.5 as d").fetchone()
print(tuple(row), row.keys(), row["a"])
class Longest:
    def __init__(self): self.value = ""
    def step(self, value): self.value = max(self.value, value, key=len)
    def finalize(self): return self.value
database.create_aggregate("longest", 1, Longest)
print(tuple(database.execute("select longest(column1) from (values ('a'), ('abc'), ('ab'))").fetchone()))

#: sqlite is backed up, dumped and traced
import sqlite3
source, copy = sqlite3.connect(":memory:"), sqlite3.connect("copy.db")
source.executescript("create table t(n); insert into t values (1), (2);")
source.backup(copy)
print(copy.execute("select sum(n) from t").fetchone(), len(list(source.iterdump())))

#: sqlite searches text
import sqlite3
database = sqlite3.connect(":memory:")
database.execute("create virtual table t using fts5(body)")
database.executemany("insert into t values (?)", [("the quick fox",), ("a slow dog",)])
print(database.execute("select body from t where t match 'quick'").fetchall())

#: sqlite from several threads
import sqlite3
import threading
sqlite3.connect("t.db").execute("create table t(n)")
def insert(n):
    with sqlite3.connect("t.db", timeout=20) as database:
        database.execute("insert into t values (?)", (n,))
threads = [threading.Thread(target=insert, args=(n,)) for n in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(sqlite3.connect("t.db").execute("select sum(n) from t").fetchone())

#: sqlite sorts more than its cache holds
import sqlite3
database = sqlite3.connect("big.db")
database.execute("pragma cache_size=-200")
database.execute("pragma temp_store=file")
database.execute("create table t as with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000) select i, hex(i * 7919 % 20011) as h from n")
print(database.execute("select i from t order by h desc, i limit 3").fetchall())
database.execute("vacuum")

#: key and value files
import dbm.dumb
with dbm.dumb.open("d", "c") as database:
    database["k"] = "v"
    print(database["k"], list(database.keys()))
import dbm
with dbm.open("e", "c") as database:
    database[b"x"] = b"y"
print(dbm.whichdb("e") is not None, dbm.open("e")["x"])
