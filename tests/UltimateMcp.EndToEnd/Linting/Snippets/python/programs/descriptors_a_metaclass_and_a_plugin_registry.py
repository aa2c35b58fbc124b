"""A tiny form library that shows how attributes can be managed."""

from __future__ import annotations

import re
from typing import Any, ClassVar

UNSET: Any = type("Unset", (), {"__repr__": lambda self: "UNSET", "__bool__": lambda self: False})()


class ValidationError(ValueError):
    def __init__(self, errors: dict[str, str]) -> None:
        self.errors = errors
        super().__init__("; ".join(f"{name}: {text}" for name, text in errors.items()))


class Field:
    _count = 0
    name: str

    def __init__(self, *, default: Any = UNSET, label: str | None = None) -> None:
        self.default = default
        self.label = label
        self.order = Field._count
        Field._count += 1

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.label = self.label or name.replace("_", " ").capitalize()

    def __get__(self, instance: Form | None, owner: type | None = None) -> Any:
        if instance is None:
            return self
        return instance.__dict__.get(self.name, self.default)

    def __set__(self, instance: Form, value: Any) -> None:
        instance.__dict__[self.name] = self.clean(value)

    def __delete__(self, instance: Form) -> None:
        instance.__dict__.pop(self.name, None)

    def clean(self, value: Any) -> Any:
        return value


class Text(Field):
    def __init__(self, pattern: str = ".*", **options: Any) -> None:
        super().__init__(**options)
        self.pattern = re.compile(pattern)

    def clean(self, value: Any) -> str:
        text = str(value).strip()
        if not self.pattern.fullmatch(text):
            raise ValueError(f"{text!r} does not match {self.pattern.pattern}")
        return text


class Integer(Field):
    def __init__(self, low: int | None = None, high: int | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.low, self.high = low, high

    def clean(self, value: Any) -> int:
        number = int(value)
        if self.low is not None and number < self.low:
            raise ValueError(f"must be at least {self.low}")
        if self.high is not None and number > self.high:
            raise ValueError(f"must be at most {self.high}")
        return number


class FormMeta(type):
    registry: ClassVar[dict[str, type]] = {}

    def __new__(mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **options: Any):
        cls = super().__new__(mcs, name, bases, namespace)
        inherited = {k: v for base in reversed(cls.__mro__[1:]) for k, v in getattr(base, "_fields", {}).items()}
        own = {k: v for k, v in namespace.items() if isinstance(v, Field)}
        cls._fields = dict(sorted((inherited | own).items(), key=lambda item: item[1].order))
        if not options.get("abstract"):
            mcs.registry[name] = cls
        return cls

    def __init__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], abstract: bool = False) -> None:
        super().__init__(name, bases, namespace)
        cls.abstract = abstract

    def __iter__(cls):
        return iter(cls._fields.values())

    def __len__(cls) -> int:
        return len(cls._fields)


class Form(metaclass=FormMeta, abstract=True):
    _fields: ClassVar[dict[str, Field]]

    def __new__(cls, *args: Any, **kwargs: Any):
        if cls.abstract:
            raise TypeError(f"{cls.__name__} is abstract")
        return super().__new__(cls)

    def __init__(self, **values: Any) -> None:
        errors = {}
        for name, field in self._fields.items():
            value = values.pop(name, field.default)
            if value is UNSET:
                errors[name] = "is required"
                continue
            try:
                setattr(self, name, value)
            except ValueError as error:
                errors[name] = str(error)
        errors.update(dict.fromkeys(values, "is unknown"))
        if errors:
            raise ValidationError(errors)

    def __repr__(self) -> str:
        pairs = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in type(self))
        return f"{type(self).__qualname__}({pairs})"

    def __eq__(self, other: object) -> bool:
        return self.__dict__ == other.__dict__ if type(other) is type(self) else NotImplemented


class Person(Form):
    name = Text(r"\w[\w ]*")
    age = Integer(0, 150, default=18)


class Member(Person):
    number = Integer(low=1, label="Member no.")


if __name__ == "__main__":
    ada = Member(name=" Ada L ", number="7")
    ada.age = 36
    print(ada, len(Member), [field.label for field in Member], sorted(FormMeta.registry))
    try:
        Member(name="!", number=0, color="red")
    except ValidationError as error:
        print(error)
