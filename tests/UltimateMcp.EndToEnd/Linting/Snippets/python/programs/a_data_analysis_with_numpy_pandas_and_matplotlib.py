"""Fits a line to measured temperatures and draws the result."""

from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_error, r2_score
from sklearn.model_selection import train_test_split

DATA = Path("temperatures.csv")
RANDOM_STATE = 42

# %% Load the data
if DATA.exists():
    df = pd.read_csv(DATA, parse_dates=["date"])
else:
    rng = np.random.default_rng(RANDOM_STATE)
    dates = pd.date_range("2023-01-01", periods=365, freq="D")
    season = 10 * np.sin(2 * np.pi * (np.arange(365) - 100) / 365)
    df = pd.DataFrame({"date": dates, "temperature": 12 + season + rng.normal(0, 2, 365)})
    df.loc[::50, "temperature"] = np.nan

print(df.head())
print(df.describe())
print(f"missing values:\n{df.isna().sum()}")

# %% Clean it
df = df.dropna().reset_index(drop=True)
df["month"] = df["date"].dt.month
df["day"] = (df["date"] - df["date"].min()).dt.days
df["warm"] = df["temperature"].gt(15)
monthly = df.groupby("month", as_index=False)["temperature"].agg(["mean", "std", "count"])
outliers = df[(df["temperature"] - df["temperature"].mean()).abs() > 3 * df["temperature"].std()]
cold = df[~df["warm"] & (df["month"] != 7)]
print(monthly.round(2).to_string(index=False))
print(f"{len(outliers)} outliers, {len(cold)} cold days")

# %% Fit a model
X = np.column_stack(
    [
        np.sin(2 * np.pi * df["day"] / 365),
        np.cos(2 * np.pi * df["day"] / 365),
    ]
)
y = df["temperature"].to_numpy()
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=RANDOM_STATE)
model = LinearRegression().fit(X_train, y_train)
y_pred = model.predict(X_test)
rmse = np.sqrt(mean_squared_error(y_test, y_pred))
print(f"R² = {r2_score(y_test, y_pred):.3f}, RMSE = {rmse:.2f} °C")

# %% Draw it
fig, axes = plt.subplots(1, 2, figsize=(12, 4), constrained_layout=True)
axes[0].plot(df["date"], df["temperature"], ".", alpha=0.4, label="measured")
axes[0].plot(df["date"], model.predict(X), "r-", label="model")
axes[0].set(xlabel="date", ylabel="temperature in °C", title="Temperatures")
axes[0].legend()
axes[1].bar(monthly["month"], monthly["mean"], yerr=monthly["std"], capsize=3)
axes[1].set_xticks(range(1, 13))
for ax in axes:
    ax.grid(True, linestyle=":")
fig.savefig("temperatures.png", dpi=150)
plt.close(fig)
