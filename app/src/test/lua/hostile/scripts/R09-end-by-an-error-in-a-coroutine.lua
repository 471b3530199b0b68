-- Attacks: the end of a job, by an error within coroutines and callbacks.
-- Expect: failed script: from deep within
coroutine.wrap(function()
  ("x"):gsub("x", function()
    table.sort({ 2, 1 }, function()
      coroutine.wrap(function()
        time.after("1ms"):receive()
        error("from deep within")
      end)()
    end)
  end)
end)()
