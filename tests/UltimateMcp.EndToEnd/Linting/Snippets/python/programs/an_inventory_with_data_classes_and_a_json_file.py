"""Keeps track of the products of a small shop."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any


class Category(str, Enum):
    TOOLS = "tools"
    BOOKS = "books"
    FOOD = "food"


class OutOfStockError(Exception):
    def __init__(self, product: Product, wanted: int) -> None:
        super().__init__(f"only {product.quantity} of {product.name!r} left, not {wanted}")
        self.product = product
        self.wanted = wanted


@dataclass
class Product:
    sku: str
    name: str
    price: Decimal
    category: Category
    quantity: int = 0
    tags: set[str] = field(default_factory=set)
    best_before: date | None = None

    def __post_init__(self) -> None:
        if self.price < 0:
            raise ValueError("a price cannot be negative")
        if self.quantity < 0:
            raise ValueError("a quantity cannot be negative")

    @property
    def value(self) -> Decimal:
        return self.price * self.quantity

    def to_json(self) -> dict[str, Any]:
        data = asdict(self)
        data["price"] = str(self.price)
        data["category"] = self.category.value
        data["tags"] = sorted(self.tags)
        data["best_before"] = self.best_before.isoformat() if self.best_before else None
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Product:
        best_before = data.get("best_before")
        return cls(
            sku=data["sku"],
            name=data["name"],
            price=Decimal(data["price"]),
            category=Category(data["category"]),
            quantity=int(data.get("quantity", 0)),
            tags=set(data.get("tags", ())),
            best_before=date.fromisoformat(best_before) if best_before else None,
        )


class Inventory:
    def __init__(self, products: list[Product] | None = None) -> None:
        self._products: dict[str, Product] = {p.sku: p for p in products or []}

    def __len__(self) -> int:
        return len(self._products)

    def __contains__(self, sku: object) -> bool:
        return sku in self._products

    def __iter__(self):
        yield from sorted(self._products.values(), key=lambda p: (p.category.value, p.name))

    def add(self, product: Product) -> None:
        if product.sku in self:
            self._products[product.sku].quantity += product.quantity
        else:
            self._products[product.sku] = product

    def remove(self, sku: str, quantity: int = 1) -> Product:
        product = self._products[sku]
        if product.quantity < quantity:
            raise OutOfStockError(product, quantity)
        product.quantity -= quantity
        return product

    def total(self, category: Category | None = None) -> Decimal:
        return sum(
            (p.value for p in self if category is None or p.category is category),
            start=Decimal(0),
        )

    def low_stock(self, limit: int = 5) -> list[Product]:
        return [p for p in self if p.quantity <= limit]

    def save(self, path: Path) -> None:
        text = json.dumps([p.to_json() for p in self], indent=2, ensure_ascii=False)
        path.write_text(text + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Inventory:
        try:
            rows = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return cls()
        return cls([Product.from_json(row) for row in rows])


def main() -> None:
    inventory = Inventory()
    inventory.add(Product("h1", "Hammer", Decimal("12.50"), Category.TOOLS, 4, {"steel"}))
    inventory.add(Product("b7", "Küchenbuch", Decimal("24.00"), Category.BOOKS, 10))
    inventory.add(Product("a2", "Apple", Decimal("0.40"), Category.FOOD, 50, best_before=date(2030, 1, 2)))
    inventory.remove("h1", 2)
    try:
        inventory.remove("h1", 20)
    except OutOfStockError as error:
        print(f"{error} ({error.wanted - error.product.quantity} missing)")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "inventory.json"
        inventory.save(path)
        copy = Inventory.load(path)
    assert copy.total() == inventory.total()
    for product in copy.low_stock():
        print(f"{product.sku:<6}{product.name:<20}{product.quantity:>4}")
    print(f"{len(copy)} products, {copy.total():.2f} in all")


if __name__ == "__main__":
    main()
