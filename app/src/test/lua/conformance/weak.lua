-- Weak tables as far as a script can see them, and __gc, which is only stored. When something is
-- collected nobody promises, so these say what must not happen.

local kept = {}
for _, mode in ipairs({ "k", "v", "kv", "" }) do
  local t = setmetatable({}, { __mode = mode })
  -- What is referred to elsewhere stays, and values that are no objects too.
  for i = 1, 50 do
    kept[i] = kept[i] or {}
    t[kept[i]] = kept[i]
    t[i] = i
    t["k" .. i] = "v" .. i
    t[i + 0.5] = true
  end
  for _ = 1, 20 do local garbage = {} for i = 1, 2000 do garbage[i] = { i } end end
  for i = 1, 50 do assert(t[kept[i]] == kept[i] and t[i] == i and t["k" .. i] == "v" .. i and t[i + 0.5] == true) end
  local n = 0
  for k, v in pairs(t) do n = n + 1 assert(t[k] == v) end
  assert(n == 200 and #t == 50)
  for i = 1, 50 do t[kept[i]] = nil end
  n = 0
  for _ in pairs(t) do n = n + 1 end
  assert(n == 150)
end
-- Walking and removing while things may disappear.
local t = setmetatable({}, { __mode = "k" })
for i = 1, 500 do t[{}] = i end
for k, v in pairs(t) do assert(type(k) == "table" and type(v) == "number") t[k] = nil end
assert(next(t) == nil)
t = setmetatable({}, { __mode = "v" })
for i = 1, 500 do t[i] = {} end
for k, v in pairs(t) do assert(type(v) == "table") end
for i = 1, 500 do t[i] = i end
assert(#t == 500)
-- Values that refer to their own keys.
local ephemerons = setmetatable({}, { __mode = "k" })
local held = {}
for i = 1, 20 do local k = {} ephemerons[k] = { k } if i % 2 == 0 then held[#held + 1] = k end end
for _, k in ipairs(held) do assert(ephemerons[k][1] == k) end
-- The mode may change, and be anything.
local mode = {}
local changing = setmetatable({ kept[1] }, mode)
for _, m in ipairs({ "k", "v", "kv", "x", "", 5, false }) do mode.__mode = m changing[2] = kept[2] assert(changing[1] == kept[1] and changing[2] == kept[2]) end
-- A memoising function and an object's private fields.
local cache = setmetatable({}, { __mode = "kv" })
local function memo(n) local r = cache[n] if not r then r = { n * n } cache[n] = r end return r end
for i = 1, 100 do assert(memo(i % 10)[1] == (i % 10) ^ 2) end
local private = setmetatable({}, { __mode = "k" })
local function object(v) local o = {} private[o] = v return o end
local o1, o2 = object(1), object(2)
assert(private[o1] == 1 and private[o2] == 2)

-- __gc is a field like others.
local collected = setmetatable({}, { __gc = function() end })
assert(type(getmetatable(collected).__gc) == "function" and setmetatable({}, { __gc = true }) and setmetatable({}, { __gc = 5 }))
