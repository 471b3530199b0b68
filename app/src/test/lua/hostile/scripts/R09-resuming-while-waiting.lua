-- Attacks: what a job owns, by a coroutine that waits and is to be resumed by a callback meanwhile.
-- Expect: succeeded
local co
co = coroutine.create(function()
  assert(not coroutine.resume(co))
  time.after("1ms"):receive()
  assert(not coroutine.resume(co))
  ;("x"):gsub("x", function()
    time.after("1ms"):receive()
    coroutine.yield("from a callback")
  end)
  return "end"
end)
assert(select(2, coroutine.resume(co)) == "from a callback")
assert(select(2, coroutine.resume(co)) == "end")
