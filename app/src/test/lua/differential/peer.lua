-- Stock Lua as a peer: runs chunks that come in on standard input, each after a line with its length in bytes, and
-- answers each in the same way with what it printed.
local names = {
  "assert", "error", "getmetatable", "ipairs", "load", "next", "pairs", "pcall", "rawequal", "rawget", "rawlen",
  "rawset", "select", "setmetatable", "tonumber", "tostring", "type", "xpcall", "_VERSION",
  "string", "table", "math", "bit32", "coroutine", "os",
}

-- What the sandbox does not have, stock Lua does not have here either.
string.dump = nil
-- Old names of the same functions would show in messages now and then.
unpack, loadstring = nil, nil
getmetatable("").__metatable = "string"
os = { clock = os.clock, date = os.date, difftime = os.difftime, time = os.time }

local function environment(lines)
  local env = { unpack = table.unpack }
  for _, name in ipairs(names) do
    env[name] = _G[name]
  end
  env._G = env
  env.print = function(text)
    lines[#lines + 1] = text
  end
  return env
end

local input, output = io.stdin, io.stdout
output:setvbuf("full")
while true do
  local length = input:read("*l")
  if not length then
    break
  end
  local source = input:read(tonumber(length))
  local lines = {}
  local chunk, message = load(source, "=batch", "t", environment(lines))
  local ok = false
  if chunk then
    ok, message = pcall(chunk)
  end
  if not ok then
    lines[#lines + 1] = "failed: " .. tostring(message)
  end
  local answer = table.concat(lines, "\n")
  output:write(#answer, "\n", answer)
  output:flush()
end
