local regexp = require("text").regexp

local function list(t)
  local parts = {}
  for i, v in ipairs(t) do
    parts[i] = type(v) == "table" and "{" .. list(v) .. "}" or tostring(v)
  end
  return table.concat(parts, ",")
end

-- The first match: its text, its place in bytes, its groups.
for _, case in ipairs {
  { "b+", "abbc", "bb", "2,3", "bb" },
  { "x", "abc", nil },
  { "", "abc", "", "1,0", "" },
  { "$", "abc", "", "4,3", "" },
  { "(\\d+)-(\\d+)", "tel 12-345.", "12-345", "5,10", "12-345,12,345" },
  { "(a)|(b)", "b", "b", "1,1", "b,,b" },
  { "(?i)STRASSE", "die Strasse", "Strasse", "5,11", "Strasse" },
  { "^b", "ab", nil },
  { "\\bb", "ab b", "b", "4,4", "b" },
  { "a.c", "a\nc", nil },
  { "(?s)a.c", "a\nc", "a\nc", "1,3", "a\nc" },
  { "a*?", "aaa", "", "1,0", "" },
  { "\\Qa.b[(\\E+", "xa.b[((", "a.b[((", "2,7", "a.b[((" },
  { "\\Q{1000}", "x{1000}", "{1000}", "2,7", "{1000}" },
  -- Characters of several bytes, and what is no UTF-8.
  { "ü.", "gemüse", "üs", "4,6", "üs" },
  { "\\p{Greek}+", "x αβγ y", "αβγ", "3,8", "αβγ" },
  { ".", "\240\159\152\128", "\240\159\152\128", "1,4", "\240\159\152\128" },
  { "b", "ü\255\254b", "b", "5,5", "b" },
  { "a.b", "a\255b", "a\255b", "1,3", "a\255b" },
  { ".c", "\195c", "\195c", "1,2", "\195c" },
} do
  local re = assert(regexp.compile(case[1]))
  assert(re:match(case[2]) == (case[3] ~= nil), case[1])
  assert(re:find(case[2]) == case[3], case[1])
  if case[3] then
    assert(list(re:find_index(case[2])) == case[4], case[1] .. " " .. list(re:find_index(case[2])))
    assert(list(re:find_submatch(case[2])) == case[5], case[1])
    local place = re:find_index(case[2])
    assert(case[2]:sub(place[1], place[2]) == case[3], case[1])
  else
    assert(re:find_index(case[2]) == nil and re:find_submatch(case[2]) == nil, case[1])
  end
end

-- All matches, or so many; an empty one right behind another does not count.
for _, case in ipairs {
  { "a", "banana", nil, "a,a,a", "{2,2},{4,4},{6,6}" },
  { "a", "banana", 2, "a,a", "{2,2},{4,4}" },
  { "a", "banana", 0, "", "" },
  { "a", "banana", -5, "a,a,a", "{2,2},{4,4},{6,6}" },
  { "a*", "baaac", nil, ",aaa,", "{1,0},{2,4},{6,5}" },
  { "", "ab", nil, ",,", "{1,0},{2,1},{3,2}" },
  { "", "ü", nil, ",", "{1,0},{3,2}" },
  { "x", "abc", nil, "", "" },
  { "", "", nil, "", "{1,0}" },
} do
  local re = assert(regexp.compile(case[1]))
  assert(list(re:find_all(case[2], case[3])) == case[4], case[1] .. ": " .. list(re:find_all(case[2], case[3])))
  assert(list(re:find_all_index(case[2], case[3])) == case[5], case[1] .. ": " .. list(re:find_all_index(case[2], case[3])))
end
assert(list(regexp.compile("(\\w)(\\d)"):find_all_submatch("a1 b2")) == "{a1,a,1},{b2,b,2}")

-- What it tells of itself, and its other names.
local re = regexp.compile("(?P<year>\\d{4})-(\\d\\d)")
assert(type(re) == "userdata" and tostring(re) == "(?P<year>\\d{4})-(\\d\\d)" and re:string() == tostring(re))
assert(re:num_subexp() == 2 and list(re:subexp_names()) == "year,")
for short, go in pairs {
  match = "match_string", find = "find_string", find_submatch = "find_string_submatch", find_index = "find_string_index",
  find_all = "find_all_string", find_all_submatch = "find_all_string_submatch", find_all_index = "find_all_string_index",
} do
  local one, other = re[short](re, "on 2026-11"), re[go](re, "on 2026-11")
  assert(type(one) == type(other) and (type(one) ~= "table" or list(one) == list(other)), short)
end
