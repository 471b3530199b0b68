local crypto, base64 = require("crypto"), require("base64")

for name, lengths in pairs { aes = { 16, 24, 32 }, chacha20 = { 32 } } do
  local encrypt, decrypt = crypto.encrypt[name], crypto.decrypt[name]
  for _, length in ipairs(lengths) do
    local key = ("k"):rep(length)
    for _, data in ipairs { "", "x", ("data\0\255"):rep(10000), ("p"):rep(2 ^ 14), ("p"):rep(2 ^ 15 + 1), ("p"):rep(2 ^ 15 - 1) } do
      for _, aad in ipairs { "", "context" } do
        local sealed = assert(encrypt(data, key, aad))
        assert(#sealed == #data + 28 and sealed ~= encrypt(data, key, aad))
        assert(decrypt(sealed, key, aad) == data)
        -- Whatever is changed shows.
        local last = string.char((sealed:byte(-1) + 1) % 256)
        for _, case in ipairs {
          { sealed:sub(1, -2) .. last, key, aad }, { "\0" .. sealed, key, aad }, { sealed:sub(1, -2), key, aad },
          { sealed, ("j"):rep(length), aad }, { sealed, key, aad .. "x" }, { ("x"):rep(27), key, aad }, { "", key, aad },
        } do
          local plain, err = decrypt(unpack(case))
          assert(plain == nil and err:kind() == errors.INTERNAL and err:message():find("^decryption failed"))
        end
      end
    end
  end
  for length = 0, 40 do
    local good = false
    for _, allowed in ipairs(lengths) do good = good or length == allowed end
    for _, f in ipairs { encrypt, decrypt } do
      local _, err = f("data", ("k"):rep(length))
      assert(good or (err:kind() == errors.INVALID and err:message():find("^key: .*32 bytes expected, got " .. length .. "$")), length)
    end
  end
  assert(select(2, encrypt(("x"):rep(4194305), ("k"):rep(32))):message() == "data: no more than 4194304 bytes expected")
  local longest = ("aad\n"):rep(2 ^ 12)
  assert(decrypt(encrypt("data", ("k"):rep(32), longest), ("k"):rep(32), longest) == "data")
  for _, f in ipairs { encrypt, decrypt } do
    assert(select(2, f("data", ("k"):rep(32), longest .. "x")):message() == "aad: no more than 16384 bytes expected")
  end
  local whole = ("0123456789abcdef"):rep(2 ^ 18)
  assert(decrypt(encrypt(whole, ("k"):rep(32)), ("k"):rep(32)) == whole)
  assert(select(2, encrypt(5, ("k"):rep(32))):message() == "data: string expected, got number")
end

-- Made by another program: the test of RFC 8439, section 2.8.2, with the nonce in front; and one of NIST's for GCM.
local function bytes(hex)
  return (hex:gsub("%s", ""):gsub("%x%x", function(pair) return string.char(tonumber(pair, 16)) end))
end
local sealed = bytes("070000004041424344454647" .. [[
  d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36
  92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc3ff4def08e4b7a9de576d26586cec64b6116]] .. "1ae10b594f09e26a7e902ecbd0600691")
assert(crypto.decrypt.chacha20(sealed, bytes("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"), bytes("50515253c0c1c2c3c4c5c6c7"))
  == "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.")
assert(crypto.decrypt.aes(bytes("000000000000000000000000" .. "0388dace60b6a392f328c2b971b2fe78" .. "ab6e47d42cec13bdf53a67b21257bddf"), ("\0"):rep(16)) == ("\0"):rep(16))
