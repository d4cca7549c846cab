"""Tables in Markdown, and the means in them."""

import math


def geometric_mean(numbers):
    """Of numbers above 0; not a number where there are none."""
    logarithms = [math.log(number) for number in numbers]
    return math.exp(sum(logarithms) / len(logarithms)) if logarithms else math.nan


def three_digits(number):
    """About three digits: 0.123, 4.56, 78.9, 1234."""
    return f"{number:.{max(0, 2 - math.floor(math.log10(number)))}f}" if 0 < number < 100 else f"{number:.0f}"


def table(rows):
    """Markdown, with columns as wide as they need to be; the first is text, the others are numbers."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for number, row in enumerate(rows):
        cells = [cell.ljust(width) if column == 0 else cell.rjust(width)
                 for column, (cell, width) in enumerate(zip(row, widths))]
        lines.append("| " + " | ".join(cells) + " |")
        if number == 0:
            marks = ["-" * width if column == 0 else "-" * (width - 1) + ":" for column, width in enumerate(widths)]
            lines.append("| " + " | ".join(marks) + " |")
    return "\n".join(lines) + "\n"
