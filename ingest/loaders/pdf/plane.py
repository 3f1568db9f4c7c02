"""Moves in the plane, as the six numbers of a PDF matrix."""

import math

Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(m: Matrix, n: Matrix) -> Matrix:
    """First `m`, then `n`."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a point comes to stand."""
    return x * matrix[0] + y * matrix[2] + matrix[4], x * matrix[1] + y * matrix[3] + matrix[5]


def turned(x: float, y: float, angle: int) -> tuple[float, float]:
    """The point in a frame turned by so many degrees."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return x * cos + y * sin, y * cos - x * sin


def rotation(degrees: int) -> Matrix:
    """Turns clockwise, exactly for quarter turns."""
    angle = math.radians(degrees % 360)
    cos, sin = round(math.cos(angle), 9), round(math.sin(angle), 9)
    return (cos, -sin, sin, cos, 0.0, 0.0)
