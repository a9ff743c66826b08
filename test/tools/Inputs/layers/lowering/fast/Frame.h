#include "lowering/object/Writer.h"
#include "x86_64/Registers.h"
