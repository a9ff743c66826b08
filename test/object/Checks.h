//===- Checks.h - What files can't show -------------------------*- C++ -*-===//

#ifndef SHUNT_TEST_OBJECT_CHECKS_H
#define SHUNT_TEST_OBJECT_CHECKS_H

namespace shunt::test {

/// Runs the checks, prints a line for each, and returns true if all hold.
bool runChecks();

} // namespace shunt::test

#endif // SHUNT_TEST_OBJECT_CHECKS_H
