-- Attacks: the kill, in metamethods of every operator.
-- Expect: failed instructions
local function spin() for i = 1, 100 do end return 1 end
local m = {}
for _, event in ipairs { "add", "sub", "mul", "div", "mod", "pow", "unm", "concat", "len", "eq", "lt", "le", "index", "newindex", "call" } do
  m["__" .. event] = spin
end
local a, b = setmetatable({}, m), setmetatable({}, m)
while true do
  pcall(function()
    local x = a + b - a * b / a % b ^ a
    x = -a .. #b
    x = a == b, a < b, a <= b
    a.x = b.x
    a(b)
  end)
end
