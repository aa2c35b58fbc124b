#: numpy adds, reshapes and sums [python:numpy memory]
import numpy as np
a = np.arange(12).reshape(3, 4)
print(a.sum(axis=0), (a * 2)[1, 1:3], a.T.shape, a[a % 2 == 0], np.concatenate([a, a]).shape, a.mean())

#: numpy solves linear equations [python:numpy memory]
import numpy as np
a = np.array([[3.0, 1.0], [1.0, 2.0]])
print(
    np.linalg.solve(a, [9, 8]), round(float(np.linalg.det(a)), 6),
    np.allclose(a @ np.linalg.inv(a), np.eye(2)), np.round(np.linalg.eigvalsh(a), 4)
)

#: numpy multiplies large matrices [python:numpy memory]
import numpy as np
a = np.ones((300, 300))
print((a @ a)[0, 0], np.linalg.matrix_rank(a))

#: numpy draws seeded numbers [python:numpy memory]
import numpy as np
chance = np.random.default_rng(7)
sample = chance.normal(size=10_000)
print(
    chance.integers(0, 100, 3).shape, abs(sample.mean()) < 0.05, 0.95 < sample.std() < 1.05,
    np.array_equal(np.random.RandomState(1).rand(2), np.random.RandomState(1).rand(2))
)

#: numpy saves, loads and maps files [python:numpy memory]
import numpy as np
np.save("a.npy", np.arange(1000))
np.savez_compressed("b.npz", x=np.eye(2))
np.savetxt("c.csv", [[1, 2]], delimiter=",", fmt="%d")
mapped = np.memmap("d.bin", dtype="int32", mode="w+", shape=(1000,))
mapped[:] = 7
mapped.flush()
print(
    np.load("a.npy", mmap_mode="r")[999], np.load("b.npz")["x"].trace(), np.loadtxt("c.csv", delimiter=","),
    np.fromfile("d.bin", dtype="int32").sum()
)

#: numpy transforms and fits [python:numpy memory]
import numpy as np
t = np.linspace(0, 1, 256, endpoint=False)
print(
    np.argmax(np.abs(np.fft.rfft(np.sin(2 * np.pi * 5 * t)))),
    np.round(np.polyfit([0, 1, 2], [1, 3, 5], 1), 6), np.histogram([1, 1, 2], bins=2)[0],
    np.interp(1.5, [1, 2], [10, 20])
)

#: pandas groups and joins [python:pandas memory]
import pandas as pd
sales = pd.DataFrame({"city": ["Rome", "Oslo", "Rome"], "n": [1, 2, 3]})
print(
    sales.groupby("city")["n"].sum().to_dict(),
    sales.merge(pd.DataFrame({"city": ["Rome"], "land": ["IT"]}))["land"].tolist(),
    sales.describe().loc["mean", "n"]
)
print(sales.pivot_table(index="city", values="n", aggfunc="max").to_dict())

#: pandas reads, dates and writes [python:pandas memory]
import io
import pandas as pd
table = pd.read_csv(io.StringIO("day,n\n2024-01-01,1\n2024-01-15,2\n2024-02-01,4\n"), parse_dates=["day"], index_col="day")
print(table.resample("MS").sum()["n"].tolist(), table.rolling(2).sum()["n"].tolist()[1:], table.to_json(date_format="iso").count("2024"))
table.to_csv("out.csv")
table.to_pickle("out.pickle")
print(pd.read_csv("out.csv").shape, pd.read_pickle("out.pickle").equals(table))

#: matplotlib draws a picture [python:matplotlib memory]
import logging
import os
open("matplotlibrc", "w").close()
os.environ["MATPLOTLIBRC"] = "matplotlibrc"
logging.getLogger("matplotlib").setLevel(logging.ERROR)
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plot
figure, axes = plot.subplots(1, 2, figsize=(4, 2))
axes[0].plot([1, 2, 3], [3, 1, 2], label="line")
axes[0].legend()
axes[1].bar(["a", "b"], [2, 5])
figure.savefig("p.png")
figure.savefig("p.svg")
print(open("p.png", "rb").read(4), "<svg" in open("p.svg").read(), matplotlib.get_backend().lower())
