-- Attacks: whoever runs next, by being ended inside of a sort in a gsub in a coroutine.
-- Limits: instructions=300000
-- Expect: failed instructions
coroutine.wrap(function()
  ("xxx"):gsub("x", function()
    table.sort({ 3, 2, 1 }, function()
      while true do
        pcall(string.find, ("a"):rep(1000), ".-.-b")
      end
    end)
  end)
end)()
