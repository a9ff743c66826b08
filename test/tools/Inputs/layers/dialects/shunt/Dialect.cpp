#include "llvm/IR/Module.h"
#include "lowering/fast/Generated.h.inc"
#include "llvm/ADT/SmallVector.h"
