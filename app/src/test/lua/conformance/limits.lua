-- What the compiler and the stack bear: nesting, registers, constants, captured variables, sizes.

local function rejected(text, message)
  local f, got = load(text, "=c")
  assert(f == nil and got:find(message, 1, true), tostring(got))
end

-- Nesting of each construct.
for _, case in ipairs({ { "a=", "{" }, { "a=", "(" }, { "", "a(" }, { "", "do " }, { "", "while a do " }, { "", "if a then else " }, { "", "function foo () " }, { "a=", "a.." }, { "a=", "a^" }, { "a=", "not " }, { "a=", "- " }, { "", "repeat " }, { "a=", "function() return " }, { "a", "[a" }, { "a=", "{a=" }, { "a=", "{[" } }) do
  rejected(case[1] .. case[2]:rep(400), "C levels (limit is 200)")
end
rejected(("a,"):rep(250) .. "a=nil", "C levels (limit is 200)")
for _, case in ipairs({ { "return ", "{", "1", "}" }, { "return ", "(", "1", ")" }, { "", "do ", "", " end" }, { "", "while nil do ", "", " end" }, { "return ", "- ", "1", "" }, { "return ", "not ", "1", "" }, { "return ", "1 ..", "1", "" }, { "return ", "1^", "1", "" } }) do
  assert(load(case[1] .. case[2]:rep(150) .. case[3] .. case[4]:rep(150)), case[2])
end
-- What is not nested may be as long as one likes.
assert(load("return " .. ("1+"):rep(5000) .. "1")() == 5001 and load("return " .. ("nil or "):rep(2000) .. "7")() == 7 and load("return " .. ("1 and "):rep(2000) .. "7")() == 7)
assert(load(("x = 1 "):rep(5000) .. "return x", "c", "t", {})() == 1 and load("local a = {} a.a = a return a" .. (".a"):rep(3000))() ~= nil)
local elseifs = { "local x = ... if x == 0 then return 0 " }
for i = 1, 2000 do elseifs[#elseifs + 1] = "elseif x == " .. i .. " then return " .. i * 2 .. " " end
local ladder = load(table.concat(elseifs) .. "else return 'none' end")
assert(ladder(0) == 0 and ladder(1) == 2 and ladder(1000) == 2000 and ladder(2000) == 4000 and ladder(-1) == "none")
local chain = setmetatable({}, { __index = function(t) return function(self) return self end end })
assert(load("return (...)" .. (":m()"):rep(2000))(chain) == chain)

-- Captured variables: 255, and one more.
local function capturing(count)
  local text = { "local function a()\nlocal v0" }
  local function declare(from, to, prefix) for i = from, to do text[#text + 1] = ", " .. prefix .. i end end
  declare(1, 127, "a")
  text[#text + 1] = "\nlocal function b()\nlocal w0"
  declare(1, 127, "b")
  text[#text + 1] = "\nlocal function c() local _ = v0"
  for i = 1, 127 do text[#text + 1] = " _ = a" .. i end
  for i = 1, count - 128 do text[#text + 1] = " _ = b" .. i end
  return table.concat(text) .. "\nend end end"
end
assert(load(capturing(254)))
assert(load(capturing(255)))
rejected((capturing(255):gsub("local _ = v0", "local _ = w0 _ = v0")), "too many upvalues (limit is 255) in function at line 5")
-- Registers of one function.
local arguments = {}
for i = 1, 300 do arguments[i] = "x" end
rejected("f(" .. table.concat(arguments, ",") .. ")", "function or expression too complex")
assert(load("f(" .. table.concat(arguments, ",", 1, 240) .. ")"))

-- More constants than an operand holds, and than an instruction holds.
local many = { "local t = {}\n" }
for i = 1, 2000 do many[#many + 1] = "t.k" .. i .. " = 'v" .. i .. "'\n" end
many[#many + 1] = "return t"
local filled = load(table.concat(many))()
for i = 1, 2000 do assert(filled["k" .. i] == "v" .. i) end
local numbers = { "return {\n" }
for i = 1, 60000 do numbers[#numbers + 1] = i .. ".25,\n" end
numbers[#numbers + 1] = "'last' }"
local list = load(table.concat(numbers))()
assert(#list == 60001 and list[1] == 1.25 and list[50] == 50.25 and list[51] == 51.25 and list[60000] == 60000.25 and list[60001] == "last")
-- Functions in functions, many of them, and a chunk of many lines.
local functions = { "local t = {}\n" }
for i = 1, 3000 do functions[#functions + 1] = "t[" .. i .. "] = function(x) return x + " .. i .. " end\n" end
functions[#functions + 1] = "\nerror('at the end')"
assert(select(2, pcall(load(table.concat(functions), "=c"))) == "c:3003: at the end")
-- Long texts.
local long = ("x"):rep(200000)
assert(load("return '" .. long .. "'")() == long and load("return [==[" .. long .. "]==]")() == long and load("--[[" .. long .. "]] return 1")() == 1 and load("--" .. long .. "\nreturn 1")() == 1)

-- Depth of calls: what fits is enough for a recursion of many levels.
local function depth(n) if n == 0 then return 0 end return 1 + depth(n - 1) end
assert(depth(50000) == 50000 and select(2, pcall(depth, 1e7)):find("stack overflow", 1, true) and depth(50000) == 50000)
local co = coroutine.wrap(function() return depth(50000) end)
assert(co() == 50000)
local function nested(n) if n == 0 then return "in" end return select(2, pcall(nested, n - 1)) end
assert(nested(150) == "in")
local t = setmetatable({}, { __index = function(t, n) return n == 0 and "in" or t[n - 1] end })
assert(t[150] == "in" and not pcall(function() return t[1e6] end))
