local regexp = require("text").regexp

for _, case in ipairs {
  { "a", "banana", "o", "bonono" },
  { "x", "banana", "o", "banana" },
  { "", "ab", "-", "-a-b-" },
  { "a*", "baaac", "x", "xbxcx" },
  { "(\\w+)@(\\w+)", "joe@home, ann@work", "$2 at $1", "home at joe, work at ann" },
  { "(\\w+)@(\\w+)", "joe@home", "${2}s", "homes" },
  -- A name is as long as it can be, so this is a group that there is not.
  { "(\\w+)@(\\w+)", "joe@home", "<$2s>", "<>" },
  { "(?P<who>\\w+)@", "joe@home", "$who: ", "joe: home" },
  { "(?P<who>\\w+)@", "joe@home", "${who}${nobody}!", "joe!home" },
  { "b", "abc", "[$0]", "a[b]c" },
  { "b", "abc", "$$0", "a$0c" },
  { "b", "abc", "$", "a$c" },
  { "b", "abc", "$ {", "a$ {c" },
  { "b", "abc", "${", "a${c" },
  { "b", "abc", "${0", "a${0c" },
  { "b", "abc", "$99999999999", "ac" },
  { "(x)?b", "abc", "[$1]", "a[]c" },
  { "ü", "\255gemüse", "u", "\255gemuse" },
  { "b", "abc", "\0\255", "a\0\255c" },
} do
  local got = regexp.compile(case[1]):replace(case[2], case[3])
  assert(got == case[4], case[1] .. " " .. case[3] .. ": " .. got)
  assert(regexp.compile(case[1]):replace_all_string(case[2], case[3]) == case[4])
end

for _, case in ipairs {
  { ",", "a,b,c", nil, { "a", "b", "c" } },
  { ",", "a,b,c", 2, { "a", "b,c" } },
  { ",", "a,b,c", 1, { "a,b,c" } },
  { ",", "a,b,c", 0, {} },
  { ",", ",a,", nil, { "", "a", "" } },
  { ",", "", nil, { "" } },
  { "", "abc", nil, { "a", "b", "c" } },
  { "", "aüc", 2, { "a", "üc" } },
  { "x*", "axbxxc", nil, { "a", "b", "c" } },
  { "\\s*;\\s*", "one ; two;three", nil, { "one", "two", "three" } },
  { "x", "abc", nil, { "abc" } },
} do
  local got = regexp.compile(case[1]):split(case[2], case[3])
  assert(table.concat(got, "|") == table.concat(case[4], "|") and #got == #case[4], case[1] .. ": " .. table.concat(got, "|"))
end
