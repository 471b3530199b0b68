-- bit32: 32-bit words made of any number; shifts in both directions; fields.

local all = 0xffffffff
-- Conversion of the arguments, modulo 2^32.
for _, case in ipairs({ { 0, 0 }, { -1, all }, { all, all }, { 2 ^ 32, 0 }, { 2 ^ 32 + 5, 5 }, { -2 ^ 32, 0 }, { -2, all - 1 }, { 2 ^ 40 + 1, 1 }, { 2 ^ 50 + 7, 7 }, { -2 ^ 31, 2 ^ 31 }, { "0xff", 255 }, { "10", 10 }, { "-1", all } }) do
  assert(bit32.band(case[1]) == case[2] and bit32.bor(case[1]) == case[2] and bit32.bxor(case[1], 0) == case[2] and bit32.bnot(bit32.bnot(case[1])) == case[2])
end
assert(bit32.band() == all and bit32.bor() == 0 and bit32.bxor() == 0 and bit32.btest() == true)
local words = { 0, 1, 2, 3, 0x55555555, 0xaaaaaaaa, 0x12345678, 0xf0f0f0f0, 0x7fffffff, 0x80000000, all }
local function bits(x) local t = {} for i = 0, 31 do t[i] = math.floor(x / 2 ^ i) % 2 end return t end
local function word(t) local x = 0 for i = 0, 31 do x = x + t[i] * 2 ^ i end return x end
for _, a in ipairs(words) do
  local ab = bits(a)
  local inverted = {}
  for i = 0, 31 do inverted[i] = 1 - ab[i] end
  assert(bit32.bnot(a) == word(inverted) and bit32.bxor(a, all) == bit32.bnot(a) and bit32.bxor(a, a) == 0 and bit32.band(a, all) == a and bit32.bor(a, 0) == a)
  for _, b in ipairs(words) do
    local bb, conj, disj, xor = bits(b), {}, {}, {}
    for i = 0, 31 do conj[i] = ab[i] * bb[i] disj[i] = math.max(ab[i], bb[i]) xor[i] = (ab[i] + bb[i]) % 2 end
    assert(bit32.band(a, b) == word(conj) and bit32.bor(a, b) == word(disj) and bit32.bxor(a, b) == word(xor) and bit32.btest(a, b) == (word(conj) ~= 0))
    assert(bit32.band(a, b, a) == word(conj) and bit32.bor(b, a, b) == word(disj) and bit32.bxor(a, b, a) == b and bit32.bnot(bit32.band(a, b)) == bit32.bor(bit32.bnot(a), bit32.bnot(b)))
  end
  for n = -40, 40 do
    local left, right, arithmetic, rotated = {}, {}, {}, {}
    for i = 0, 31 do
      left[i] = (i - n >= 0 and i - n <= 31) and ab[i - n] or 0
      right[i] = (i + n >= 0 and i + n <= 31) and ab[i + n] or 0
      arithmetic[i] = i + n < 0 and 0 or (i + n > 31 and ab[31] or ab[i + n])
      rotated[i] = ab[(i - n) % 32]
    end
    assert(bit32.lshift(a, n) == word(left) and bit32.rshift(a, n) == word(right) and bit32.rshift(a, -n) == word(left) and bit32.arshift(a, n) == word(arithmetic))
    assert(bit32.lrotate(a, n) == word(rotated) and bit32.rrotate(a, -n) == word(rotated))
  end
  for field = 0, 31 do
    for width = 1, 32 - field, 3 do
      local part = bit32.extract(a, field, width)
      assert(part == math.floor(a / 2 ^ field) % 2 ^ width)
      assert(bit32.replace(a, part, field, width) == a and bit32.replace(0, a, field, width) == bit32.lshift(bit32.extract(a, 0, width), field))
      assert(bit32.extract(bit32.replace(a, 0x2b, field, width), field, width) == 0x2b % 2 ^ width)
    end
    assert(bit32.extract(a, field) == ab[field] and bit32.extract(bit32.replace(a, 1, field), field) == 1 and bit32.extract(bit32.replace(a, 0, field), field) == 0)
  end
end
assert(bit32.lshift(1, 31) == 2 ^ 31 and bit32.lshift(1, 32) == 0 and bit32.rshift(-1, 32) == 0 and bit32.arshift(-1, 100) == all and bit32.arshift(1, 100) == 0 and bit32.lshift(1, "4") == 16)
assert(bit32.extract(all, 0, 32) == all and bit32.replace(0, -1, 0, 32) == all and bit32.replace(all, 0, 31) == 0x7fffffff)
for _, bad in ipairs({ { 1, -1 }, { 1, 32 }, { 1, 0, 0 }, { 1, 0, -1 }, { 1, 0, 33 }, { 1, 31, 2 }, { 1, 30, 3 }, { 1 }, { 1, "x" }, { {}, 0 } }) do
  assert(not pcall(bit32.extract, table.unpack(bad)) and not pcall(bit32.replace, bad[1], 1, bad[2], bad[3]))
end
for name, f in pairs(bit32) do assert(not pcall(f, {}) and not pcall(f, "x") and not pcall(f, nil), name) end
