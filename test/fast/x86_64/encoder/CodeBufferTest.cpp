//===- CodeBufferTest.cpp - Layout of branches, labels, relocations -------===//

#include "Cases.h"
using namespace shunt;
unsigned test::testCodeBuffer() { return 0; }
