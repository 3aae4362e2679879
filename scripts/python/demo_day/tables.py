"""Plain tables."""


def table(title: str, heads: list[str], rows: list[list]) -> str:
    """A table with text to the left and numbers to the right."""
    cells = [heads] + [[str(cell) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(heads))]
    numeric = [
        bool(rows) and all(is_number(str(row[column])) for row in rows)
        for column in range(len(heads))
    ]

    def line(row: list[str]) -> str:
        parts = [
            cell.rjust(width) if number else cell.ljust(width)
            for cell, width, number in zip(row, widths, numeric)
        ]
        return "  " + "  ".join(parts).rstrip()

    rule = "  " + "  ".join("─" * width for width in widths)
    return "\n".join([title, line(heads), rule, *(line(row) for row in cells[1:])])


def is_number(text: str) -> bool:
    return text.replace(".", "").replace("-", "").isdigit()
