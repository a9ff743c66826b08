#include "lowering/fast/Frame.h"
#include "Registers.h"
#include "lowering/fast/aarch64/Encoder.h"
