-- Does a bit of everything; whatever runs beside it, the outcome is the same.
math.randomseed(7)
local out = {}

local function note(...)
  out[#out + 1] = table.concat({ ... }, " ")
end

local numbers = {}
for i = 1, 200 do
  numbers[i] = math.random(1, 1000)
end
table.sort(numbers, function(a, b) return a > b end)
note(numbers[1], numbers[100], numbers[200], math.random())

local words = {}
for word in ("the quick brown fox jumps over the lazy dog"):gmatch("%a+") do
  words[word] = (words[word] or 0) + 1
end
note(words.the, words.fox, (("x"):rep(50):gsub("x", "ab")))

local object = setmetatable({}, {
  __index = function(_, key) return key .. "!" end,
  __add = function(_, other) return other * 2 end,
  __concat = function() return "joined" end,
  __tostring = function() return "object" end,
})
note(object.missing, object + 21, object .. "", tostring(object))

local generate = coroutine.wrap(function()
  for i = 1, 20 do
    coroutine.yield(i * i)
  end
end)
local sum = 0
for i = 1, 20 do
  sum = sum + generate()
end
note(sum, ("%.3f|%5d|%q"):format(math.pi, 42, "a\0b"), ("text"):upper(), #"text")

note(select(2, pcall(error, "caught")), tostring(pcall(function() return nil + 1 end)))
local fib
function fib(n) return n < 2 and n or fib(n - 1) + fib(n - 2) end
note(fib(12), load("return ...")(5), json.encode(json.decode('{"a":[1,2,{"b":null}]}')))
local _, ok = time.after("1ms"):receive()
note(tostring(ok), tostring(leaked), tostring(_G.injected), type(string.rep), os.date("!%Y", 0))
return out
