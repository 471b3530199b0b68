package dev.tidegate.lua.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lua.DirectRun;
import dev.tidegate.lua.Numbers;
import dev.tidegate.lua.ScriptError;
import dev.tidegate.lua.vm.Compiler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * What is attacked. Whatever the input, a target ends with a result, an error that a script could
 * catch, or by its budget; anything else leaves {@link #attack}.
 */
enum Target {
  /** The input is a script, which is compiled but not run. */
  PARSER {
    @Override
    void attack(byte[] input) {
      assertThat(Compiler.compile("fuzz", input, () -> {})).isNotNull();
    }
  },

  /** The input is lines: a pattern, a subject, and a replacement. */
  PATTERNS {
    @Override
    void attack(byte[] input) {
      call(
          """
          local pattern, subject, replacement = ...
          subject, replacement = subject or "", replacement or ""
          local from, to = string.find(subject, pattern)
          hold(not from or (from >= 1 and to >= from - 1 and to <= #subject))
          pcall(string.match, subject, pattern, -3)
          pcall(string.gsub, subject, pattern, replacement)
          pcall(string.gsub, subject, pattern, { a = 1, [""] = "x" })
          pcall(string.gsub, subject, pattern, function(...) return (select("#", ...)) end, 3)
          for _ in string.gmatch(subject, pattern) do end
          """,
          lines(input));
    }
  },

  /** The input is lines: a format, and values for it, numbers where they read as such. */
  FORMAT {
    @Override
    void attack(byte[] input) {
      List<LuaValue> values = lines(input);
      for (int i = 1; i < values.size(); i++) {
        if (values.get(i) instanceof LuaString text && !Numbers.parse(text).isnil()) {
          values.set(i, Numbers.parse(text));
        }
      }
      call("string.format(...)", values);
    }
  },

  /** The first byte of the input chooses a function, each of the others an argument. */
  ARGUMENTS {
    @Override
    void attack(byte[] input) {
      List<LuaValue> choices = new ArrayList<>();
      for (int i = 0; i < Math.min(input.length, 8); i++) {
        choices.add(Numbers.of(input[i] & 0xff));
      }
      call(CHOICE, choices);
    }
  },

  /** The input is JSON; what was read and written can be read again. */
  JSON {
    @Override
    void attack(byte[] input) {
      call(
          """
          local value = json.decode((...))
          if value ~= nil then
            local text = json.encode(value)
            -- An array with a null in it is read as one with a hole, which can't be written.
            if text then
              local again = json.decode(text)
              hold(again ~= nil and #json.encode(again) == #text)
            end
          end
          """,
          List.of(LuaString.valueOf(input)));
    }
  },

  /** The input is lines: a schema, and JSON that is compared with it. */
  SCHEMA {
    @Override
    void attack(byte[] input) {
      call(
          """
          local schema, text = ...
          local ok, err = json.validate_string(schema, text)
          hold(ok == true and err == nil or ok == false and err:kind() == errors.INVALID)
          local value = json.decode(text)
          if value ~= nil then json.validate(json.decode(schema) or schema, value) end
          """,
          lines(input));
    }
  },

  /**
   * The input is lines: a layout, a text to read with it, a duration, and the name of a location.
   */
  TIMES {
    @Override
    void attack(byte[] input) {
      call(
          """
          local layout, text, duration, name = ...
          local location = time.load_location(name or "UTC") or time.localtz
          local moment = time.date(2024, 2, 29, 23, 59, 58, 123456789, location)
          hold(#layout > 1024 or #moment:format(layout) <= 16 * (#layout + 1))
          for _, zone in ipairs { time.utc, location } do
            local read = time.parse(layout, text or "", zone)
            if read then
              hold(type(read:format(layout)) == "string")
              local year = read:utc():year()
              if year >= 1 and year <= 9998 then
                local again = time.parse(time.RFC3339NANO, read:utc():format(time.RFC3339NANO))
                hold(again and again:equal(read))
              end
            end
          end
          local length = time.parse_duration(duration or "")
          if length then
            hold(time.parse_duration(tostring(length)):nanoseconds() == length:nanoseconds())
            hold(moment:add(length):sub(moment):nanoseconds() == length:nanoseconds())
            hold(not moment:truncate(length):after(moment))
            moment:round(length)
          end
          """,
          lines(input));
    }
  };

  private static final long BUDGET = 100_000;
  private static final long ALLOCATION = 1 << 20;

  private static final String BROKEN = "does not hold";
  private static final String HOLD =
      "local function hold(condition) if not condition then error('" + BROKEN + "') end end ";

  private static final String CHOICE =
      """
      local functions = {}
      for _, library in ipairs { string, table, math, bit32, os } do
        local names = {}
        for name, value in pairs(library) do
          if type(value) == "function" then names[#names + 1] = name end
        end
        table.sort(names)
        for _, name in ipairs(names) do functions[#functions + 1] = library[name] end
      end
      for _, name in ipairs {
        "assert", "error", "getmetatable", "ipairs", "load", "next", "pairs", "pcall", "rawequal", "rawget",
        "rawlen", "rawset", "require", "select", "setmetatable", "tonumber", "tostring", "type", "unpack", "xpcall",
      } do
        functions[#functions + 1] = _G[name]
      end
      for _, f in ipairs {
        json.encode, json.decode, json.validate, json.validate_string, errors.new, errors.wrap, errors.is, errors.call_stack,
      } do
        functions[#functions + 1] = f
      end

      local object = setmetatable({ 1, 2, 3 }, {
        __index = function(_, k) return k end, __newindex = function() end, __len = function() return 2 ^ 40 end,
        __lt = function() return true end, __eq = function() return true end, __concat = function() return "x" end,
        __call = function(...) return ... end, __tostring = function() return "object" end,
        __pairs = function(t) return next, t end,
      })
      local values = {
        0, -0.5, 1, -1, 2, 3, 7, 16, 36, 255, 2 ^ 31, -2 ^ 31, 2 ^ 53, -2 ^ 63, 1e308, 0 / 0, 1 / 0, -1 / 0, 5e-324,
        "", "a", "10", "0x10", " 1e1 ", "\\0", "\\255\\128", ("x"):rep(100), ("ab"):rep(5000), "%d%s%q%g", "%5.3f",
        "[%a]+", "(a*(.)%w(%s*))", "%b()", "%f[%w]%w+", ".-b", "return 1", "x =", "!%c", "*t", "%Y",
        true, false, {}, { 1, 2, 3 }, { 3, 1, 2, "x" }, { n = 1 }, { year = 2000, month = 1, day = 1 }, object,
        { object, object }, print, string.rep, function() end, function(...) return ... end,
        function() error({}) end, function() return 1 end, errors.new("e"), "#", "n", "=name", "bt",
      }
      local choices = { ... }
      local arguments = {}
      local count = #choices - 1
      for i = 1, count do
        local choice = choices[i + 1] % (#values + 1)
        arguments[i] = values[choice]
      end
      local f = functions[(choices[1] or 0) % #functions + 1]
      if f ~= string.rep or count < 2 then pcall(f, table.unpack(arguments, 1, count)) end
      f(table.unpack(arguments, 1, count))
      """;

  /** Attacks with one input. */
  abstract void attack(byte[] input);

  private static List<LuaValue> lines(byte[] input) {
    List<LuaValue> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= input.length; i++) {
      if (i == input.length || input[i] == '\n') {
        lines.add(LuaString.valueOf(input, from, i - from));
        from = i + 1;
      }
    }
    return lines;
  }

  private static void call(String source, List<LuaValue> arguments) {
    DirectRun run = new DirectRun(BUDGET, ALLOCATION);
    try {
      LuaValue function =
          run.runtime()
              .load(
                  (HOLD + source).getBytes(StandardCharsets.ISO_8859_1),
                  "=fuzz",
                  run.runtime().globals());
      run.runtime().call(function, LuaValue.varargsOf(arguments.toArray(LuaValue[]::new)));
    } catch (ScriptError raised) {
      assertThat(raised.getMessage()).doesNotContain(BROKEN);
    } catch (DirectRun.Ended ended) {
      assertThat(run.used()).isGreaterThan(BUDGET);
    }
  }
}
