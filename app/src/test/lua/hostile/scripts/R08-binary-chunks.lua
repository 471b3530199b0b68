-- Attacks: the compiler, with binary chunks in every spelling.
-- Expect: succeeded
local bodies = {
  "\27Lua", "\27Lua\82\0\1\4\4\4\8\0", "\27Lua\81\0\1\4\8\4\8\0", "\27LuaR\0\1\4\8\4\8\0\25\147\13\10\26\10", "\27", "\27\27", "\27Lua" .. ("\0"):rep(1000),
  "\27LJ\2\0", "\27return 1",
}
for _, body in ipairs(bodies) do
  for _, mode in ipairs { "b", "bt", "tb", "t", "B", "", "x" } do
    local f, message = load(body, "chunk", mode)
    assert(f == nil and type(message) == "string", mode)
    local sent = false
    f, message = load(function() if not sent then sent = true return body end end, "chunk", mode)
    assert(f == nil and type(message) == "string", mode)
    local at = 0
    f = load(function() at = at + 1 return at <= #body and body:sub(at, at) or nil end, "chunk", mode)
    assert(f == nil, mode)
  end
  assert(load(body) == nil and load(body, body) == nil)
end
assert(string.dump == nil and ("").dump == nil)
