"""Print what an object tells the linker, in an order of its own."""

import subprocess
import sys

text = subprocess.run(["obj2yaml", sys.argv[1]], capture_output=True, text=True,
                      check=True).stdout
symbols, current, section = [], None, None
inits = 0
for line in text.splitlines():
    word = line.strip().lstrip("- ").split(":")[0]
    value = line.split(":", 1)[1].strip() if ":" in line else ""
    if not line.startswith("      "):
        section = word
    if section == "SymbolTable":
        if word == "Index" and line.lstrip().startswith("-"):
            current = {}
            symbols.append(current)
        elif current is not None and word in ("Kind", "Name", "Flags", "Size"):
            current[word] = value
    elif section == "InitFunctions" and word == "Priority":
        inits += 1
        print("start-up with priority", value)
    elif section == "Imports" and word in ("Module", "Field"):
        if "env" not in value and "__" not in value:
            print("import", word, value)
for symbol in sorted(symbols, key=lambda symbol: symbol["Name"]):
    if symbol["Kind"] == "TABLE":
        continue
    print(symbol["Kind"], symbol["Name"], symbol.get("Flags", ""),
          symbol.get("Size", ""))
