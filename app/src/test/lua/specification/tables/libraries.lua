-- The table of the libraries: what is there, and what is not.
local PRESENT = {
  [""] = "assert error getmetatable ipairs next pairs pcall print rawequal rawget rawset select setmetatable tonumber tostring type unpack xpcall require _G _VERSION",
  table = "insert remove concat sort unpack getn maxn create freeze isfrozen",
  string = "byte char find format gmatch gsub len lower match rep reverse sub upper pack unpack packsize gfind",
  math = "abs acos asin atan atan2 ceil cos cosh deg exp floor fmod frexp huge ldexp log log10 max min modf pi pow rad random randomseed sin sinh sqrt tan tanh tointeger type ult maxinteger mininteger mod",
  os = "time date clock difftime platform",
  package = "path cpath seeall loadlib",
  coroutine = "create resume yield status running wrap spawn",
  channel = "new select",
  errors = "new wrap is call_stack",
  time = "after sleep timer ticker now date unix parse parse_duration load_location fixed_zone utc localtz",
  json = "encode decode validate validate_string",
}
local ABSENT = {
  [""] = "loadstring loadfile dofile collectgarbage setfenv getfenv module newproxy io debug utf8",
  string = "dump",
  os = "execute exit getenv remove rename tmpname setlocale",
  package = "loaded preload searchers searchpath config loaders",
  coroutine = "isyieldable close",
}
for library, names in pairs(PRESENT) do
  local from = library == "" and _G or require(library)
  for name in names:gmatch("%S+") do
    assert(from[name] ~= nil, library .. "." .. name .. " is missing")
  end
end
for library, names in pairs(ABSENT) do
  local from = library == "" and _G or _G[library]
  for name in names:gmatch("%S+") do
    assert(from[name] == nil, library .. "." .. name .. " is there")
  end
end

-- What require gives is the table that is global, and a library's table can't be changed.
for library in pairs(PRESENT) do
  if library ~= "" then
    assert(require(library) == _G[library] and table.isfrozen(_G[library]), library)
  end
end
-- Where stock Lua 5.2 and its relatives differ, it is stock Lua that is followed.
assert(tonumber("1e3") == 1000 and ("x"):rep(3, ",") == "x,x,x" and math.huge == 1 / 0 and math.log(8, 2) == 3)
assert(("%5.2s|%i"):format("abc", 3) == "   ab|3" and ("\195\164"):upper() == "\195\164")
assert(os.date("%H", os.time { year = 2024, month = 1, day = 1 }) == "12" and select(2, xpcall(function(...) return ... end, print, "passed")) == "passed")
