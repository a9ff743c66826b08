//===- IntegerOps.h - Families of integer instructions ----------*- C++ -*-===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each enumerator's value is the part of the encoding that tells the members of
// its family apart (Intel SDM volume 2, tables ).
//
//===----------------------------------------------------------------------===//

#ifndef SHUNT_LOWERING_FAST_X86_64_INTEGEROPS_H
#define SHUNT_LOWERING_FAST_X86_64_INTEGEROPS_H

#include <cstdint>

namespace shunt::x86_64 {

/// Two-operand arithmetic: bits 3-5 of the opcode, /digit with immediates.
enum class AluOp : uint8_t { Add, Or, Adc, Sbb, And, Sub, Xor, Cmp };

/// One-operand arithmetic, opcode byte (low bit: not a byte) and /digit * 256.
/// Mul to Idiv work on rax and rdx (ax at width 1).
enum class UnaryOp : uint16_t {
  Not = 0x2f6,
  Neg = 0x3f6,
  Mul = 0x4f6,
  Imul = 0x5f6,
  Div = 0x6f6,
  Idiv = 0x7f6,
  Inc = 0x0fe,
  Dec = 0x1fe
};

/// Shifts and rotates: /digit.
enum class ShiftOp : uint8_t {
  Rol = 0,
  Ror = 1,
  Rcl = 2,
  Rcr = 3,
  Shl = 4,
  Shr = 5,
  Sar = 7
};

/// Shifts of two registers: opcode after 0F of the immediate form.
enum class DoubleShiftOp : uint8_t { Shld = 0xa4, Shrd = 0xac };

/// BMI2 shifts by a register, flags untouched: VEX.pp.
enum class ShiftXOp : uint8_t { Shlx = 1, Sarx = 2, Shrx = 3 };

/// Bit tests: /digit of 0F BA; the register form is 0F 83 + 8 * /digit.
enum class BitTestOp : uint8_t { Bt = 4, Bts = 5, Btr = 6, Btc = 7 };

/// Bit scans and counts: opcode after 0F, mandatory prefix * 256.
/// Bsf and Bsr leave the destination alone when the source is 0.
enum class BitScanOp : uint16_t {
  Bsf = 0x00bc,
  Bsr = 0x00bd,
  Tzcnt = 0xf3bc,
  Lzcnt = 0xf3bd,
  Popcnt = 0xf3b8
};

/// Sign extension inside rax and rdx: opcode byte, prefix * 256 (66 or 48).
enum class ExtendOp : uint16_t {
  Cbw = 0x6698,  ///< al to ax.
  Cwde = 0x98,   ///< ax to eax.
  Cdqe = 0x4898, ///< eax to rax.
  Cwd = 0x6699,  ///< ax to dx:ax.
  Cdq = 0x99,    ///< eax to edx:eax.
  Cqo = 0x4899   ///< rax to rdx:rax.
};

/// String instructions with rep: opcode byte, REX.W in bit 8, 66 in bit 9.
enum class RepOp : uint16_t {
  Movsb = 0x0a4,
  Movsw = 0x2a5,
  Movsd = 0x0a5,
  Movsq = 0x1a5,
  Stosb = 0x0aa,
  Stosw = 0x2ab,
  Stosd = 0x0ab,
  Stosq = 0x1ab
};

/// Prefetches: opcode after 0F, /digit * 256.
enum class PrefetchOp : uint16_t {
  Nta = 0x018,
  T0 = 0x118,
  T1 = 0x218,
  T2 = 0x318,
  W = 0x10d
};

/// Instructions without operands: the bytes, first in the low bits; all are
/// one to four bytes without a zero byte in front of the last.
enum class NullaryOp : uint32_t {
  Ret = 0xc3,
  Leave = 0xc9,
  Int3 = 0xcc,
  Ud2 = 0x0b0f,
  Ud1 = 0xc0b90f, ///< ud1 eax, eax
  Hlt = 0xf4,
  Pause = 0x90f3,
  Endbr64 = 0xfa1e0ff3,
  Lfence = 0xe8ae0f,
  Mfence = 0xf0ae0f,
  Sfence = 0xf8ae0f,
  Rdtsc = 0x310f,
  Rdtscp = 0xf9010f,
  Cpuid = 0xa20f,
  Xgetbv = 0xd0010f,
  Syscall = 0x050f,
  Pushf = 0x9c,
  Popf = 0x9d,
  Sahf = 0x9e,
  Lahf = 0x9f,
  Cmc = 0xf5,
  Clc = 0xf8,
  Stc = 0xf9,
  Cld = 0xfc,
  Std = 0xfd,
  Emms = 0x770f
};

} // namespace shunt::x86_64

#endif // SHUNT_LOWERING_FAST_X86_64_INTEGEROPS_H
