import abc
import datetime as dt
import logging
import uuid
from decimal import ROUND_HALF_UP, Decimal

logger = logging.getLogger("bank")

CENT = Decimal("0.01")


class BankError(Exception):
    """Base class of the errors of this module."""


class InsufficientFunds(BankError):
    def __init__(self, account, amount):
        self.account = account
        self.amount = amount
        super().__init__("account %s lacks %s" % (account.number, amount - account.available))


class Transaction:
    __slots__ = ("id", "amount", "text", "time")

    def __init__(self, amount, text="", time=None):
        self.id = uuid.uuid4()
        self.amount = amount
        self.text = text
        self.time = time or dt.datetime.now(dt.timezone.utc)

    def __repr__(self):
        return f"<{self.__class__.__name__} {self.amount:+} {self.text!r}>"


class Account(abc.ABC):
    _next_number = 1000

    def __init__(self, owner, balance=Decimal(0)):
        cls = type(self)
        self.number = f"{cls.prefix}{Account._next_number}"
        Account._next_number += 1
        self.owner = owner
        self._transactions = []
        if balance:
            self.deposit(balance, "opening")

    def __init_subclass__(cls, prefix="X", **kwargs):
        super().__init_subclass__(**kwargs)
        cls.prefix = prefix

    @property
    def balance(self):
        return sum((t.amount for t in self._transactions), Decimal(0))

    @property
    @abc.abstractmethod
    def available(self):
        """The amount that can be withdrawn."""

    @abc.abstractmethod
    def month_end(self):
        """Add interest or fees."""

    def deposit(self, amount, text="deposit"):
        if amount <= 0:
            raise ValueError("the amount must be positive")
        self._add(amount, text)

    def withdraw(self, amount, text="withdrawal"):
        if amount <= 0:
            raise ValueError("the amount must be positive")
        if amount > self.available:
            raise InsufficientFunds(self, amount)
        self._add(-amount, text)

    def _add(self, amount, text):
        amount = amount.quantize(CENT, rounding=ROUND_HALF_UP)
        self._transactions.append(Transaction(amount, text))
        logger.info("%s: %s (%s)", self.number, amount, text)

    def statement(self):
        total = Decimal(0)
        for t in self._transactions:
            total += t.amount
            yield f"{t.time:%Y-%m-%d} {t.text:<12} {t.amount:>10.2f} {total:>10.2f}"


class Checking(Account, prefix="C"):
    def __init__(self, owner, balance=Decimal(0), *, overdraft=Decimal(0), fee=Decimal("1.50")):
        super().__init__(owner, balance)
        self.overdraft = overdraft
        self.fee = fee

    @property
    def available(self):
        return self.balance + self.overdraft

    def month_end(self):
        self._add(-self.fee, "fee")


class Savings(Account, prefix="S"):
    rate = Decimal("0.024")

    @property
    def available(self):
        return self.balance

    def month_end(self):
        if interest := self.balance * self.rate / 12:
            self._add(interest, "interest")


def transfer(source, target, amount):
    source.withdraw(amount, f"to {target.number}")
    try:
        target.deposit(amount, f"from {source.number}")
    except Exception:
        logger.exception("transfer failed; returning %s", amount)
        source.deposit(amount, "returned")
        raise


def main():
    logging.basicConfig(level=logging.WARNING)
    checking = Checking("Ada", Decimal(100), overdraft=Decimal(50))
    savings = Savings("Ada", Decimal(1000))
    transfer(checking, savings, Decimal("120.25"))
    try:
        transfer(checking, savings, Decimal(100))
    except InsufficientFunds as error:
        print(f"refused: {error}")
    for account in (checking, savings):
        account.month_end()
        print(account.number, account.owner, account.balance)
        for line in account.statement():
            print("   ", line)


if __name__ == "__main__":
    main()
