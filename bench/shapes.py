"""LLVM IR of a chosen size: functions that grow in one way each.

Every shape takes a number of instructions and yields lines of text.
"""


def straight(count):
    """One block: loads, arithmetic, stores."""
    yield "define i64 @f(ptr %p, i64 %a) {"
    last = "%a"
    for n in range(count // 8):
        yield f"  %g{n} = getelementptr i64, ptr %p, i64 {n % 512}"
        yield f"  %l{n} = load i64, ptr %g{n}"
        yield f"  %s{n} = add i64 %l{n}, {last}"
        yield f"  %x{n} = xor i64 %s{n}, {n}"
        yield f"  %h{n} = getelementptr i64, ptr %p, i64 {(n * 7 + 3) % 512}"
        yield f"  store i64 %x{n}, ptr %h{n}"
        yield f"  %c{n} = icmp slt i64 %x{n}, %l{n}"
        yield f"  %v{n} = zext i1 %c{n} to i64"
        last = f"%v{n}"
    yield f"  ret i64 {last}"
    yield "}"


def blocks(count, name="f"):
    """Many small blocks: forward branches over one block, some loops."""
    total = max(count // 6, 3)
    yield f"define i64 @{name}(ptr %p, i64 %a) {{"
    yield "  br label %b0"
    for n in range(total):
        yield f"b{n}:"
        yield f"  %g{n} = getelementptr i64, ptr %p, i64 {n % 512}"
        yield f"  %l{n} = load i64, ptr %g{n}"
        yield f"  %s{n} = sub i64 %l{n}, %a"
        yield f"  store i64 %s{n}, ptr %g{n}"
        yield f"  %c{n} = icmp sgt i64 %s{n}, {n}"
        back = n % 16 == 15
        other = f"b{n - 8}" if back else f"b{n + 2}" if n + 2 < total else "end"
        following = f"b{n + 1}" if n + 1 < total else "end"
        yield f"  br i1 %c{n}, label %{other}, label %{following}"
    yield "end:"
    yield "  ret i64 %a"
    yield "}"


def functions(count):
    """Many functions of about 100 instructions."""
    for n in range(max(count // 100, 1)):
        yield from blocks(100, f"f{n}")


def pressure(count):
    """Values that live from the start of a block to its end."""
    half = count // 3
    yield "define i64 @f(ptr %p, i64 %a) {"
    for n in range(half):
        yield f"  %g{n} = getelementptr i64, ptr %p, i64 {n % 512}"
        yield f"  %l{n} = load i64, ptr %g{n}"
    last = "%a"
    for n in reversed(range(half)):
        yield f"  %s{n} = add i64 {last}, %l{n}"
        last = f"%s{n}"
    yield f"  ret i64 {last}"
    yield "}"


def calls(count):
    """Calls with several arguments, in one block."""
    yield "declare i64 @g(i64, ptr, i32, i64)"
    yield "define i64 @f(ptr %p, i64 %a) {"
    last = "%a"
    for n in range(count // 3):
        yield f"  %t{n} = trunc i64 {last} to i32"
        yield f"  %r{n} = call i64 @g(i64 {last}, ptr %p, i32 %t{n}, i64 {n})"
        yield f"  %s{n} = add i64 %r{n}, 1"
        last = f"%s{n}"
    yield f"  ret i64 {last}"
    yield "}"


def phis(count):
    """Loops one after the other, each with values carried round and through."""
    total = max(count // 12, 1)
    yield "define i64 @f(ptr %p, i64 %a) {"
    yield "entry:"
    yield "  br label %b0"
    previous, carried = "entry", "%a"
    for n in range(total):
        yield f"b{n}:"
        yield f"  %i{n} = phi i64 [ 0, %{previous} ], [ %j{n}, %b{n} ]"
        yield f"  %u{n} = phi i64 [ {carried}, %{previous} ], [ %w{n}, %b{n} ]"
        yield f"  %y{n} = phi i64 [ {n}, %{previous} ], [ %u{n}, %b{n} ]"
        yield f"  %g{n} = getelementptr i64, ptr %p, i64 %i{n}"
        yield f"  %l{n} = load i64, ptr %g{n}"
        yield f"  %k{n} = mul i64 %l{n}, %y{n}"
        yield f"  %w{n} = add i64 %u{n}, %k{n}"
        yield f"  store i64 %w{n}, ptr %g{n}"
        yield f"  %j{n} = add i64 %i{n}, 1"
        yield f"  %d{n} = icmp ult i64 %j{n}, %a"
        yield f"  br i1 %d{n}, label %b{n}, label %{f'b{n + 1}' if n + 1 < total else 'end'}"
        previous, carried = f"b{n}", f"%w{n}"
    yield "end:"
    yield f"  ret i64 {carried}"
    yield "}"


def one_block(count):
    """One block of stores and loads of slots, as clang's -O0 has them."""
    yield "define i64 @f(i64 %a) {"
    for n in range(64):
        yield f"  %v{n} = alloca i64"
    for n in range(count // 4):
        yield f"  %x{n} = load i64, ptr %v{n % 64}"
        yield f"  %y{n} = load i64, ptr %v{(n * 5 + 1) % 64}"
        yield f"  %z{n} = add i64 %x{n}, %y{n}"
        yield f"  store i64 %z{n}, ptr %v{(n * 3 + 2) % 64}"
    yield "  ret i64 %a"
    yield "}"


def allocas(count):
    """A slot for each third instruction, which is stored to and read once."""
    total = count // 3
    yield "define i64 @f(i64 %a) {"
    for n in range(total):
        yield f"  %v{n} = alloca i64"
    for n in range(total):
        yield f"  store i64 %a, ptr %v{n}"
    for n in range(total):
        yield f"  %x{n} = load i64, ptr %v{n}"
    yield "  ret i64 %a"
    yield "}"


def switch(count):
    """One switch of count / 3 cases; half of them far apart."""
    total = max(count // 3, 1)
    yield "define i64 @f(i64 %a, ptr %p) {"
    yield "  switch i64 %a, label %end ["
    for n in range(total):
        yield f"    i64 {n if n < total // 2 else n * 1000}, label %c{n}"
    yield "  ]"
    for n in range(total):
        yield f"c{n}:"
        yield f"  store i64 {n * 7}, ptr %p"
        yield "  br label %end"
    yield "end:"
    yield "  ret i64 %a"
    yield "}"


def nests(count):
    """Loop nests, 16 deep, one after the other."""
    depth = 16
    total = max(count // (depth * 6), 1)
    yield "define i64 @f(ptr %p, i64 %a) {"
    yield "entry:"
    yield "  br label %h0.0"
    for n in range(total):
        for d in range(depth):
            before = ("entry" if n == 0 else f"t{n - 1}.0") if d == 0 else \
                f"h{n}.{d - 1}"
            yield f"h{n}.{d}:"
            yield f"  %i{n}.{d} = phi i64 [ 0, %{before} ], [ %j{n}.{d}, %t{n}.{d} ]"
            yield f"  store i64 %i{n}.{d}, ptr %p"
            inner = f"h{n}.{d + 1}" if d + 1 < depth else f"t{n}.{d}"
            yield f"  br label %{inner}"
        for d in reversed(range(depth)):
            following = f"t{n}.{d - 1}" if d else \
                f"h{n + 1}.0" if n + 1 < total else "end"
            yield f"t{n}.{d}:"
            yield f"  %j{n}.{d} = add i64 %i{n}.{d}, 1"
            yield f"  %c{n}.{d} = icmp ult i64 %j{n}.{d}, %a"
            yield f"  br i1 %c{n}.{d}, label %h{n}.{d}, label %{following}"
    yield "end:"
    yield "  ret i64 %a"
    yield "}"


def globals_(count):
    """Globals of 16 members, addresses of each other among them.

    Each counts as 10 instructions.
    """
    total = max(count // 10, 1)
    for n in range(total):
        members = ", ".join(f"i32 {n * 31 + m}" for m in range(14))
        yield (f"@g{n} = global {{ ptr, {', '.join(['i32'] * 14)}, ptr }} "
               f"{{ ptr @g{(n * 17 + 1) % total}, {members}, ptr @f }}")
    yield "define i64 @f(i64 %a) {"
    yield "  ret i64 %a"
    yield "}"


SHAPES = {shape.__name__.rstrip("_"): shape for shape in
          (straight, one_block, blocks, functions, pressure, calls, phis,
           allocas, switch, nests, globals_)}
