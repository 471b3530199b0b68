-- Attacks: the meter, by asking for the names of calls that stand at the end of very much code.
-- Limits: memory=64
-- Expect: failed instructions
local code = { "local x = 0" }
for i = 1, 20000 do
  code[#code + 1] = "x = x + 1"
end
code[#code + 1] = "return ask()"
local err
function ask()
  err = errors.new("m")
  while true do
    err:stack()
    errors.call_stack(err)
  end
end
local long = load(table.concat(code, "\n"))
local function through()
  local value = long()
  return value
end
through()
