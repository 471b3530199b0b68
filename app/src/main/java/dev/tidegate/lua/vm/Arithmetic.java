package dev.tidegate.lua.vm;

import dev.tidegate.lua.Numbers;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** The arithmetic operators on doubles (Lua 5.2 manual, 3.4.1) and their metamethods. */
enum Arithmetic {
  ADD {
    @Override
    double apply(double a, double b) {
      return a + b;
    }
  },
  SUB {
    @Override
    double apply(double a, double b) {
      return a - b;
    }
  },
  MUL {
    @Override
    double apply(double a, double b) {
      return a * b;
    }
  },
  DIV {
    @Override
    double apply(double a, double b) {
      return a / b;
    }
  },
  MOD {
    @Override
    double apply(double a, double b) {
      return modulo(a, b);
    }
  },
  POW {
    @Override
    double apply(double a, double b) {
      return Numbers.power(a, b);
    }
  },
  UNM {
    @Override
    double apply(double a, double b) {
      return -a;
    }
  };

  static double modulo(double a, double b) {
    return a - Math.floor(a / b) * b;
  }

  abstract double apply(double a, double b);

  /** The name of the metamethod. */
  LuaString event() {
    return switch (this) {
      case ADD -> LuaValue.ADD;
      case SUB -> LuaValue.SUB;
      case MUL -> LuaValue.MUL;
      case DIV -> LuaValue.DIV;
      case MOD -> LuaValue.MOD;
      case POW -> LuaValue.POW;
      case UNM -> LuaValue.UNM;
    };
  }
}
