local hash = require("hash")

local names = 0
for name, f in pairs(hash) do
  names = names + 1
  for _, value in ipairs { 5, true, {}, print } do
    local result, err = f(value, "secret")
    assert(result == nil and err:kind() == errors.INVALID and err:retryable() == false, name)
    assert(err:message() == "data: string expected, got " .. type(value), err:message())
  end
end
assert(names == 10)
assert(select(2, hash.hmac_md5("x")):message() == "secret: string expected, got no value")
assert(select(2, hash.sha1("x", 1)):message() == "raw: boolean expected, got number")
