//===- CallAbi.cpp - What attribute lists say of calls --------------------===//
//
// Part of the Shunt project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lowering/fast/CallAbi.h"
#include "lowering/fast/Layout.h"

using namespace mlir;
using namespace shunt;
using namespace shunt::fast;

unsigned fast::bitsOf(Type type) {
  return isa<PointerType>(type) ? 64 : type.getIntOrFloatBitWidth();
}

/// Parameter attributes that change how a value is passed and that are refused.
static constexpr llvm::StringLiteral refusedParams[] = {
    "inalloca",   "preallocated", "swiftself",
    "swifterror", "swiftasync",   "byref"};

ParamAbi CallAbiDecoder::decodeParam(DictionaryAttr attributes,
                                     std::string &unsupported) {
  ParamAbi param;
  if (!attributes)
    return param;
  auto known = decodedParams.find(attributes);
  if (known != decodedParams.end())
    return known->second;
  bool isHandled = true;
  auto refuse = [&](const Twine &what) {
    isHandled = false;
    if (unsupported.empty())
      unsupported = what.str();
  };
  uint64_t alignment = 0;
  for (NamedAttribute attribute : attributes) {
    StringRef name = attribute.getName();
    auto bytes = [&]() -> uint64_t {
      if (auto value = dyn_cast<IntegerAttr>(attribute.getValue()))
        return value.getInt();
      refuse(name + " parameter without a number");
      return 0;
    };
    if (name == "zeroext") {
      param.extend = ParamAbi::Extend::Zero;
    } else if (name == "signext") {
      param.extend = ParamAbi::Extend::Sign;
    } else if (name == "sret") {
      param.isSret = true;
    } else if (name == "nest") {
      param.isNest = true;
    } else if (name == "alignstack") {
      param.stackAlignment = bytes();
    } else if (name == "align") {
      alignment = bytes();
    } else if (name == "byval") {
      auto type = dyn_cast<TypeAttr>(attribute.getValue());
      if (!type) {
        refuse("byval parameter without a type");
        continue;
      }
      Layout layout = layoutOf(type.getValue(), pointerSize);
      param.isByval = true;
      param.byvalSize = layout.size;
      param.byvalAlignment = layout.alignment;
    } else if (llvm::is_contained(refusedParams, name)) {
      refuse(name + " parameter");
    }
  }
  // An explicit alignment counts, else the type's.
  if (param.isByval)
    param.byvalAlignment = std::max<uint64_t>(
        leastAlignment, alignment ? alignment : param.byvalAlignment);
  if (isHandled)
    decodedParams.try_emplace(attributes, param);
  return param;
}

const CallAbi &CallAbiDecoder::decode(Attribute list) {
  static const CallAbi plain;
  if (!list)
    return plain;
  std::unique_ptr<CallAbi> &slot = decoded[list];
  if (slot)
    return *slot;
  slot = std::make_unique<CallAbi>();
  auto attributes = cast<AttributeListAttr>(list);
  slot->result = decodeParam(attributes.getResult(), slot->unsupported);
  for (DictionaryAttr param : attributes.getParams())
    slot->params.push_back(decodeParam(param, slot->unsupported));
  if (DictionaryAttr function = attributes.getFunction()) {
    slot->returnsTwice = function.contains("returns_twice");
    slot->noReturn = function.contains("noreturn");
    slot->noUnwind = function.contains("nounwind");
    slot->wantsUnwindTable = function.contains("uwtable");
  }
  return *slot;
}

const CallPlaces *CallingConvention::placesOf(CallOp call, const CallAbi &abi,
                                              TypeRange args,
                                              Refusal &refusal) {
  auto &properties = call.getProperties();
  auto signature = cast<shunt::FunctionType>(properties.signature.type);
  auto fill = [&](CallPlaces &places) {
    return assign(signature, abi, args, call->getResultTypes(),
                  properties.callingConv, places, refusal, call);
  };
  if (signature.getVarArg()) {
    variadic = CallPlaces();
    return fill(variadic) ? &variadic : nullptr;
  }
  std::unique_ptr<CallPlaces> &shape = shapes[{
      signature, properties.attributeList.list, properties.callingConv}];
  if (shape)
    return shape.get();
  auto places = std::make_unique<CallPlaces>();
  if (!fill(*places))
    return nullptr;
  shape = std::move(places);
  return shape.get();
}
