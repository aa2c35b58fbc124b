from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from fractions import Fraction
from numbers import Number


class SingularMatrixError(ArithmeticError):
    """The matrix has no inverse."""


class Matrix:
    """An immutable matrix of fractions."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Iterable[Iterable[int | str | Fraction]]) -> None:
        self._rows = tuple(tuple(Fraction(cell) for cell in row) for row in rows)
        if len({len(row) for row in self._rows}) > 1:
            raise ValueError("all rows must have the same length")

    @classmethod
    def identity(cls, size: int) -> Matrix:
        return cls([int(i == j) for j in range(size)] for i in range(size))

    @classmethod
    def zero(cls, height: int, width: int) -> Matrix:
        return cls([[0] * width] * height)

    @property
    def shape(self) -> tuple[int, int]:
        return len(self._rows), len(self._rows[0]) if self._rows else 0

    @property
    def T(self) -> Matrix:
        return Matrix(zip(*self._rows, strict=True))

    def __getitem__(self, index: tuple[int, int]) -> Fraction:
        i, j = index
        return self._rows[i][j]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Matrix):
            return NotImplemented
        return self._rows == other._rows

    def __hash__(self) -> int:
        return hash(self._rows)

    def _combine(self, other: Matrix, sign: int) -> Matrix:
        if self.shape != other.shape:
            raise ValueError(f"shapes {self.shape} and {other.shape} differ")
        return Matrix(
            [a + sign * b for a, b in zip(left, right, strict=True)]
            for left, right in zip(self._rows, other._rows, strict=True)
        )

    def __add__(self, other: Matrix) -> Matrix:
        return self._combine(other, 1)

    def __sub__(self, other: Matrix) -> Matrix:
        return self._combine(other, -1)

    def __neg__(self) -> Matrix:
        return self * -1

    def __mul__(self, factor: int | Fraction) -> Matrix:
        if not isinstance(factor, Number):
            return NotImplemented
        return Matrix([cell * factor for cell in row] for row in self._rows)

    __rmul__ = __mul__

    def __matmul__(self, other: Matrix) -> Matrix:
        if self.shape[1] != other.shape[0]:
            raise ValueError(f"cannot multiply {self.shape} by {other.shape}")
        columns = other.T._rows
        return Matrix(
            [sum(a * b for a, b in zip(row, column, strict=True)) for column in columns]
            for row in self._rows
        )

    def __pow__(self, exponent: int) -> Matrix:
        if exponent < 0:
            return self.inverse() ** -exponent
        result, base = Matrix.identity(self.shape[0]), self
        while exponent:
            if exponent & 1:
                result = result @ base
            base = base @ base
            exponent >>= 1
        return result

    def determinant(self) -> Fraction:
        n, m = self.shape
        if n != m:
            raise ValueError("only a square matrix has a determinant")
        rows = [list(row) for row in self._rows]
        value = Fraction(1)
        for k in range(n):
            pivot = next((i for i in range(k, n) if rows[i][k]), None)
            if pivot is None:
                return Fraction(0)
            if pivot != k:
                rows[k], rows[pivot] = rows[pivot], rows[k]
                value = -value
            value *= rows[k][k]
            for i in range(k + 1, n):
                factor = rows[i][k] / rows[k][k]
                for j in range(k, n):
                    rows[i][j] -= factor * rows[k][j]
        return value

    def inverse(self) -> Matrix:
        n, _ = self.shape
        rows = [list(row) + [Fraction(int(i == j)) for j in range(n)] for i, row in enumerate(self._rows)]
        for k in range(n):
            for i in range(k, n):
                if rows[i][k]:
                    rows[k], rows[i] = rows[i], rows[k]
                    break
            else:
                raise SingularMatrixError("the matrix is singular")
            scale = rows[k][k]
            rows[k] = [cell / scale for cell in rows[k]]
            for i in itertools.chain(range(k), range(k + 1, n)):
                factor = rows[i][k]
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[k], strict=True)]
        return Matrix(row[n:] for row in rows)

    def __str__(self) -> str:
        texts = [[str(cell) for cell in row] for row in self._rows]
        widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
        return "\n".join(
            "[" + " ".join(f"{t:>{w}}" for t, w in zip(row, widths, strict=True)) + "]" for row in texts
        )


def solve(a: Matrix, b: Sequence[int]) -> list[Fraction]:
    """Solve a linear system."""
    column = a.inverse() @ Matrix([v] for v in b)
    return [column[i, 0] for i in range(len(b))]


if __name__ == "__main__":
    A = Matrix([[2, 1], ["1/2", 3]])
    assert A @ A.inverse() == A**0 == Matrix.identity(2)
    assert (A - A) == Matrix.zero(2, 2)
    print(A, A.determinant(), solve(A, [3, 5]), 2 * A, sep="\n")
