-- Text: concatenation, formatting, patterns, bytes, and strings as keys.
local WORDS = {
  "tide", "gate", "water", "river", "harbour", "vessel", "anchor", "current", "channel", "pilot",
}

local function sentence(seed)
  local parts = {}
  for i = 1, 12 do
    seed = (seed * 421 + 17) % 10007
    parts[i] = WORDS[seed % #WORDS + 1]
  end
  return table.concat(parts, " ")
end

local function rotate(text)
  local out = {}
  for i = 1, #text do
    local b = text:byte(i)
    if b >= 97 and b <= 122 then
      b = (b - 97 + 13) % 26 + 97
    end
    out[i] = string.char(b)
  end
  return table.concat(out)
end

return function(size)
  local checksum = 0
  local seen = {}
  for round = 1, size do
    local text = sentence(round)
    local upper = text:gsub("%a+", function(word)
      return word:sub(1, 1):upper() .. word:sub(2)
    end)
    for word in upper:gmatch("%a+") do
      seen[word] = (seen[word] or 0) + 1
    end
    local line = string.format("%d: %s (%d) %x", round, upper, #upper, round * 7)
    local number, rest = line:match("^(%d+): (.-) %(")
    checksum = checksum + tonumber(number) + #rest
    local at = line:find("anchor", 1, true) or line:find("V%l+", 5) or 1
    checksum = checksum + at
    local longer = ""
    for i = 1, 10 do
      longer = longer .. i .. ","
    end
    checksum = checksum + #longer
    if round % 4 == 0 then
      checksum = checksum + rotate(text):byte(3) + #text:rep(3):reverse()
    end
    checksum = checksum % 1000003
  end
  for _, count in pairs(seen) do
    checksum = checksum + count
  end
  return checksum
end
