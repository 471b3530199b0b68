-- string.pack, packsize and unpack. How they compare with stock Lua 5.4 is another test's matter.
local function message(f, ...)
  local ok, text = pcall(f, ...)
  assert(not ok, "did not fail")
  return (tostring(text):gsub("^[^:]+:%d+: ", ""):gsub("'string%.", "'"))
end
local function hex(s)
  return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end))
end

-- Format, values, bytes, and what comes back when that is something else.
for _, case in ipairs {
  { "", {}, "" },
  { "b", { -2 }, "fe" },
  { "B", { 254 }, "fe" },
  { "h", { -2 }, "feff" },
  { ">h", { -2 }, "fffe" },
  { "H", { 65535 }, "ffff" },
  { "i", { 1 }, "01000000" },
  { "I", { 2 ^ 32 - 1 }, "ffffffff" },
  { "l", { -1 }, "ffffffffffffffff" },
  { "j", { 2 ^ 53 }, "0000000000002000" },
  { "j", { 2 ^ 62 }, "0000000000000040" },
  { "j", { -2 ^ 63 }, "0000000000000080" },
  { "J", { -1 }, "ffffffffffffffff" },
  { "T", { 258 }, "0201000000000000" },
  { "L", { 258 }, "0201000000000000" },
  { "i3", { -5 }, "fbffff" },
  { ">I3", { 66051 }, "010203" },
  { "<i16", { -2 }, "feffffffffffffffffffffffffffffff" },
  { ">I16", { 2 }, "00000000000000000000000000000002" },
  { "f", { 0.5 }, "0000003f" },
  { "f", { 0.1 }, "cdcccc3d", { 0.10000000149011612 } },
  { "f", { 1e300 }, "0000807f", { 1 / 0 } },
  { ">d", { 0.1 }, "3fb999999999999a" },
  { "n", { -1 / 0 }, "000000000000f0ff" },
  { "s1", { "abc" }, "03616263" },
  { "s", { "" }, "0000000000000000" },
  { ">s2", { "ab" }, "00026162" },
  { "z", { "abc" }, "61626300" },
  { "z z", { "", "x" }, "007800" },
  { "c5", { "abc" }, "6162630000", { "abc\0\0" } },
  { "c0", { "" }, "" },
  { "bxb", { 1, 2 }, "010002" },
  { "!4 b i4", { 1, 2 }, "0100000002000000" },
  { "! b d", { 1, 0 }, "01000000000000000000000000000000" },
  { "!2 b i4", { 1, 2 }, "010002000000" },
  { "b i4", { 1, 2 }, "0102000000" },
  { "!4 b Xi4", { 1 }, "01000000" },
  { "!8 b Xb b", { 1, 2 }, "0102" },
  { "<i2 >i2 =i2", { 1, 1, 1 }, "010000010100" },
  { "i4", { "0x10" }, "10000000", { 16 } },
  { "s1", { 12 }, "023132", { "12" } },
} do
  local format, values, expected, back = case[1], case[2], case[3], case[4] or case[2]
  local packed = string.pack(format, table.unpack(values))
  assert(hex(packed) == expected, format .. " gives " .. hex(packed))
  local read = { string.unpack(format, packed) }
  assert(#read == #back + 1 and read[#read] == #packed + 1, format)
  for i = 1, #back do
    assert(read[i] == back[i], format .. " gives back " .. tostring(read[i]))
  end
  if not format:find("[sz]") then
    assert(string.packsize(format) == #packed, format)
  end
end

-- Where to begin, as elsewhere.
assert(string.unpack("b", "abc", 2) == 98 and select(2, string.unpack("b", "abc", 2)) == 3 and string.unpack("b", "abc", -1) == 99)
assert(string.unpack("", "abc", 4) == 4 and string.unpack("", "abc", -10) == 1 and ("b"):unpack("a") == 97)
assert(("i2"):pack(1) == "\1\0" and ("i2"):packsize() == 2)

-- Nothing is rounded: what can't be had exactly is an error.
for _, call in ipairs {
  { string.pack, "b", 128, "bad argument #2 to 'pack' (integer overflow)" },
  { string.pack, "bb", -129, "bad argument #2 to 'pack' (integer overflow)" },
  { string.pack, "B", 256, "bad argument #2 to 'pack' (unsigned overflow)" },
  { string.pack, "B", -1, "bad argument #2 to 'pack' (unsigned overflow)" },
  { string.pack, "i4", 1.5, "bad argument #2 to 'pack' (number has no integer representation)" },
  { string.pack, "j", 2 ^ 63, "bad argument #2 to 'pack' (number has no integer representation)" },
  { string.pack, "J", 2 ^ 64, "bad argument #2 to 'pack' (number has no integer representation)" },
  { string.pack, "j", 0 / 0, "bad argument #2 to 'pack' (number has no integer representation)" },
  { string.pack, "j", "x", "bad argument #2 to 'pack' (number expected, got string)" },
  { string.pack, "d", {}, "bad argument #2 to 'pack' (number expected, got table)" },
  { string.pack, "s1", ("x"):rep(256), "bad argument #2 to 'pack' (string length does not fit in given size)" },
  { string.pack, "z", "a\0b", "bad argument #2 to 'pack' (string contains zeros)" },
  { string.pack, "c2", "abc", "bad argument #2 to 'pack' (string longer than given size)" },
  { string.pack, "c", "abc", "missing size for format option 'c'" },
  { string.pack, "i17", 1, "integral size (17) out of limits [1,16]" },
  { string.pack, "i0", 1, "integral size (0) out of limits [1,16]" },
  { string.pack, "!32", 1, "integral size (32) out of limits [1,16]" },
  { string.pack, "?", 1, "invalid format option '?'" },
  { string.pack, "!4 i3", 1, "bad argument #1 to 'pack' (format asks for alignment not power of 2)" },
  { string.pack, "X", 1, "bad argument #1 to 'pack' (invalid next option for option 'X')" },
  { string.pack, "Xz", 1, "bad argument #1 to 'pack' (invalid next option for option 'X')" },
  { string.pack, "Xc4", 1, "bad argument #1 to 'pack' (invalid next option for option 'X')" },
  { string.pack, nil, 1, "bad argument #1 to 'pack' (string expected, got nil)" },
  { string.packsize, "s", nil, "bad argument #1 to 'packsize' (variable-length format)" },
  { string.packsize, "z", nil, "bad argument #1 to 'packsize' (variable-length format)" },
  { string.packsize, ("c200000000"):rep(11), nil, "bad argument #1 to 'packsize' (format result too large)" },
  { string.unpack, "i4", "abc", "bad argument #2 to 'unpack' (data string too short)" },
  { string.unpack, "s1", "\5abc", "bad argument #2 to 'unpack' (data string too short)" },
  { string.unpack, "s8", ("\255"):rep(20), "bad argument #2 to 'unpack' (data string too short)" },
  { string.unpack, "z", "abc", "bad argument #2 to 'unpack' (unfinished string for format 'z')" },
  { string.unpack, "!8 b Xi8", "\1", "bad argument #2 to 'unpack' (data string too short)" },
  { string.unpack, "i8", "\1\0\0\0\0\0\32\0", "8-byte integer does not fit into a number" },
  { string.unpack, "j", ("\255"):rep(7) .. "\127", "8-byte integer does not fit into a number" },
  { string.unpack, "J", "\1" .. ("\0"):rep(6) .. "\128", "8-byte integer does not fit into a number" },
  { string.unpack, "i9", ("\0"):rep(8) .. "\1", "9-byte integer does not fit into a number" },
  { string.unpack, "I16", ("\255"):rep(16), "16-byte integer does not fit into a number" },
} do
  assert(message(call[1], call[2], call[3]) == call[4], call[4])
end
assert(message(string.unpack, "b", "abc", 5) == "bad argument #3 to 'unpack' (initial position out of string)")
assert(message(string.pack, "b") == "bad argument #2 to 'pack' (number expected, got no value)")

-- Every byte may be packed and read, and every whole number within ±2^53 comes back.
local all = {}
for i = 0, 255 do all[i + 1] = string.char(i) end
all = table.concat(all)
assert(string.unpack("s2", string.pack("s2", all)) == all)
for _, number in ipairs { 0, 1, -1, 2 ^ 31, -2 ^ 31, 2 ^ 32 + 1, 2 ^ 53, -2 ^ 53, 2 ^ 53 - 1, 1234567890123456 } do
  for _, format in ipairs { "<j", ">j", "<i9", ">i16" } do
    assert(string.unpack(format, string.pack(format, number)) == number, format)
  end
end
