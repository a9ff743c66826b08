//===- ShuntOps.td - All operations: the root that TableGen reads ---------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_OPS_TD
#define SHUNT_OPS_TD

include "AggregateOps.td"
include "ArithmeticOps.td"
include "ControlOps.td"
include "ExceptionOps.td"
include "MemoryOps.td"
include "MetadataOps.td"
include "ModuleOps.td"

#endif // SHUNT_OPS_TD
