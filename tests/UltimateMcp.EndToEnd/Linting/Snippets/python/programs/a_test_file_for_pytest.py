"""Tests for a shopping cart."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field

import pytest


class EmptyCartError(Exception):
    pass


@dataclass
class Cart:
    rates: dict[str, float] = field(default_factory=lambda: {"eur": 1.0})
    items: list[tuple[str, float, int]] = field(default_factory=list)

    def add(self, name: str, price: float, count: int = 1) -> Cart:
        if price < 0 or count < 1:
            raise ValueError(f"bad price or count: {price}, {count}")
        self.items.append((name, price, count))
        return self

    def total(self, currency: str = "eur") -> float:
        return sum(price * count for _, price, count in self.items) * self.rates[currency]

    def checkout(self, pay) -> str:
        if not self.items:
            raise EmptyCartError
        receipt = pay(self.total())
        self.items.clear()
        return receipt


@pytest.fixture
def cart():
    cart = Cart(rates={"eur": 1.0, "usd": 1.1})
    yield cart
    cart.items.clear()


@pytest.fixture(scope="module", params=["small", "large"])
def catalog(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("data") / f"{request.param}.json"
    count = {"small": 2, "large": 50}[request.param]
    path.write_text(json.dumps({f"item {n}": n for n in range(count)}))
    return path


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refuse(*args, **kwargs):
        raise RuntimeError("no network in tests")

    monkeypatch.setattr("socket.socket.connect", refuse)


class FakePayment:
    def __init__(self):
        self.amounts = []

    def __call__(self, amount):
        self.amounts.append(amount)
        return f"receipt {len(self.amounts)}"


def test_new_cart_is_empty(cart):
    assert cart.items == []
    assert cart.total() == 0
    assert not cart.items, "a new cart must be empty"


@pytest.mark.parametrize(
    ("price", "count", "expected"),
    [
        (1.5, 2, 3.0),
        (0, 1, 0),
        pytest.param(0.1, 3, 0.3, id="rounding"),
    ],
)
def test_total(cart, price, count, expected):
    cart.add("thing", price, count)
    assert cart.total() == pytest.approx(expected)
    assert math.isclose(cart.total("usd"), expected * 1.1)


@pytest.mark.parametrize("price, count", [(-1, 1), (1, 0)])
def test_bad_values(cart, price, count):
    with pytest.raises(ValueError, match="bad price or count") as info:
        cart.add("thing", price, count)
    assert str(price) in str(info.value)
    assert cart.items == []


def test_catalog(cart, catalog):
    prices = json.loads(catalog.read_text())
    for name, price in prices.items():
        cart.add(name, price)
    assert len(cart.items) == len(prices)
    assert all(isinstance(name, str) for name, *_ in cart.items)


class TestCheckout:
    @pytest.fixture
    def pay(self):
        return FakePayment()

    def test_receipt(self, cart, pay):
        assert cart.add("pen", 2).checkout(pay) == "receipt 1"
        assert pay.amounts == [2]
        assert cart.items == []

    def test_empty(self, cart, pay):
        with pytest.raises(EmptyCartError):
            cart.checkout(pay)
        assert pay.amounts == []

    @pytest.mark.xfail(reason="not written yet", strict=True)
    def test_discount(self, cart):
        assert cart.add("pen", 100).discount(0.1).total() == 90
