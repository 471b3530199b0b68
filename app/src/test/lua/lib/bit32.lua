local function fault(f, ...)
  local ok, message = pcall(f, ...)
  assert(not ok, "did not fail")
  return (tostring(message):gsub("^[^:]+:%d+: ", ""):gsub("'[%a_%d]+%.", "'"))
end
local all = 0xffffffff

assert(bit32.band() == all and bit32.bor() == 0 and bit32.bxor() == 0 and bit32.btest())
assert(bit32.band(0xff, 0x0f, 0x3c) == 0x0c and bit32.bor(1, 2, 4) == 7 and bit32.bxor(7, 2, 1) == 4 and bit32.bnot(0) == all and bit32.bnot(all) == 0)
assert(bit32.btest(6, 2) and not bit32.btest(6, 1))
-- Any number, modulo 2^32.
assert(bit32.band(-1) == all and bit32.band(2 ^ 32 + 5) == 5 and bit32.band(-2 ^ 32 - 1) == all and bit32.band(2 ^ 40) == 0 and bit32.band("0x10") == 16)
assert(bit32.lshift(1, 4) == 16 and bit32.lshift(1, 31) == 2 ^ 31 and bit32.lshift(1, 32) == 0 and bit32.lshift(256, -4) == 16 and bit32.lshift(all, 8) == 0xffffff00)
assert(bit32.rshift(256, 4) == 16 and bit32.rshift(all, 31) == 1 and bit32.rshift(all, 32) == 0 and bit32.rshift(1, -4) == 16)
assert(bit32.arshift(-8, 1) == 0xfffffffc and bit32.arshift(8, 1) == 4 and bit32.arshift(-8, 40) == all and bit32.arshift(8, 40) == 0 and bit32.arshift(8, -1) == 16)
assert(bit32.lrotate(0x80000001, 1) == 3 and bit32.rrotate(3, 1) == 0x80000001 and bit32.lrotate(1, 33) == 2 and bit32.lrotate(1, -1) == 0x80000000 and bit32.rrotate(1, 32) == 1)
assert(bit32.extract(0xabcd, 4, 8) == 0xbc and bit32.extract(all, 0, 32) == all and bit32.extract(2, 1) == 1)
assert(bit32.replace(0, 0xff, 4, 4) == 0xf0 and bit32.replace(all, 0, 0, 32) == 0 and bit32.replace(0, 1, 31) == 2 ^ 31)
assert(fault(bit32.extract, 1, -1) == "bad argument #2 to 'extract' (field cannot be negative)")
assert(fault(bit32.extract, 1, 1, 0) == "bad argument #3 to 'extract' (width must be positive)")
assert(fault(bit32.extract, 1, 30, 5) == "trying to access non-existent bits")
assert(fault(bit32.replace, 1, 1, 32) == "trying to access non-existent bits")
assert(fault(bit32.band, {}) == "bad argument #1 to 'band' (number expected, got table)")
