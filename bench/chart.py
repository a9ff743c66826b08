"""Draws what bench/run measured as an SVG picture, without a library.

One group of bars a program: the time of the back end as a share of LLVM's, and
under it that of Shunt, split by stage. The shares are of minima of one run.
"""

from html import escape

WIDTH, LABELS, BAR, GAP = 760, 90, 18, 14
COLORS = {"import": "#4878a8", "compile": "#e49444", "data": "#6a9f58",
          "object": "#967662", "other": "#b0b0b0"}


def text(x, y, words, anchor="start", size=12):
    return (f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" '
            f'text-anchor="{anchor}">{escape(words)}</text>')


def bar(x, y, width, color):
    return (f'<rect x="{x:.1f}" y="{y}" width="{max(width, 0):.1f}" '
            f'height="{BAR}" fill="{color}"/>')


def shares(lanes):
    """Shunt's time by stage as shares of LLVM's; `other` is what the probe
    sees beside the stages."""
    llvm = lanes["stock-backend"]["backend_ns"]["min"]
    total = lanes["shunt-backend"]["backend_ns"]["min"]
    stages = {name: times["min"]
              for name, times in lanes["shunt-stages"]["stages_ns"].items()}
    stages["other"] = max(total - sum(stages.values()), 0)
    scale = total / sum(stages.values()) / llvm
    return {name: time * scale for name, time in stages.items()}


def draw(report):
    """The picture of a report as bench/run writes it."""
    programs = report["programs"]
    height = 60 + len(programs) * (2 * BAR + GAP)
    full = WIDTH - LABELS - 130
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" '
             f'height="{height}" font-family="sans-serif">',
             f'<rect width="{WIDTH}" height="{height}" fill="white"/>',
             text(10, 20, f"Time in the back end, -{report['opt']}, "
                  f"{report['target']}: LLVM's and Shunt's", size=14)]
    x = 10
    for name, color in COLORS.items():
        parts += [bar(x, 28, 12, color).replace(f'"{BAR}"', '"12"'),
                  text(x + 16, 38, name, size=11)]
        x += 80
    y = 54
    for name, result in programs.items():
        parts += [text(10, y + BAR + 4, name),
                  bar(LABELS, y, full, "#d8d8d8"),
                  text(LABELS + full + 6, y + 14, "LLVM")]
        x = LABELS
        stages = shares(result["lanes"])
        for stage, share in stages.items():
            parts.append(bar(x, y + BAR, share * full,
                             COLORS.get(stage, COLORS["other"])))
            x += share * full
        parts.append(text(x + 6, y + BAR + 14,
                          f"{1 / sum(stages.values()):.1f}x"))
        y += 2 * BAR + GAP
    return "\n".join([*parts, "</svg>", ""])
