local jwt, base64 = require("crypto").jwt, require("base64")

local function fault(message, value, err)
  assert(value == nil and err:kind() == errors.INVALID and err:retryable() == false)
  assert(err:message() == message, err:message())
end

local hour = os.time() + 3600
for _, alg in ipairs { "HS256", "HS384", "HS512" } do
  for _, key in ipairs { "k", ("k"):rep(32), ("k"):rep(200), "\0\255" } do
    local token = assert(jwt.encode({ sub = "joe", exp = hour, roles = { "a", "b" }, n = 1.5 }, key, alg))
    local claims = assert(jwt.verify(token, key, alg))
    assert(claims.sub == "joe" and claims.exp == hour and claims.roles[2] == "b" and claims.n == 1.5)
    fault("token: its signature is wrong", jwt.verify(token, key .. "x", alg))
    fault("token: its signature is wrong", jwt.verify(token:sub(1, -5) .. "AAAA", key, alg))
    fault("token: it is not signed with " .. (alg == "HS256" and "HS384" or "HS256"), jwt.verify(token, key, alg == "HS256" and "HS384" or "HS256"))
  end
end

-- The example of jwt.io: a token of another program, with a short key.
local known = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"
assert(jwt.verify(known, "your-256-bit-secret", "HS256", false).name == "John Doe")
fault("token: it has no exp", jwt.verify(known, "your-256-bit-secret"))

fault("token: it has expired", jwt.verify(jwt.encode({ exp = os.time() - 10 }, "k"), "k"))
fault("token: it has expired", jwt.verify(jwt.encode({ exp = os.time() - 10 }, "k"), "k", "HS256", false))
fault("token: it has expired", jwt.verify(jwt.encode({ exp = "tomorrow" }, "k"), "k"))
fault("token: it is not valid yet", jwt.verify(jwt.encode({ exp = hour, nbf = hour }, "k"), "k"))
assert(jwt.verify(jwt.encode({ exp = hour, nbf = os.time() - 10 }, "k"), "k"))
assert(next(jwt.verify(jwt.encode({}, "k"), "k", "HS256", false)) == nil)

-- No token without a signature.
local function part(text)
  return (base64.encode(text):gsub("=", ""):gsub("%+", "-"):gsub("/", "_"))
end
for _, token in ipairs { part('{"alg":"none"}') .. "." .. part("{}") .. ".", part('{"alg":"RS256"}') .. "." .. part("{}") .. "." .. part("x"), "", "x", "a.b.c", "..", known .. ".x", part("{}") .. "." .. part("{}") .. "." .. part("x"), part(('{"a":'):rep(2000)) .. ".e30.AA" } do
  local claims, err = jwt.verify(token, "k", "HS256", false)
  assert(claims == nil and err:kind() == errors.INVALID and (err:message() == "token: it is malformed" or err:message() == "token: it is not signed with HS256"), token .. err:message())
end

fault("key: key expected, got an empty string", jwt.encode({}, ""))
fault("key: key expected, got an empty string", jwt.verify(known, ""))
fault("claims: names and values expected, got a list", jwt.encode({ 1 }, "k"))
fault("claims: values that JSON can carry expected, no more than 65536 bytes", jwt.encode({ f = print }, "k"))
fault("claims: values that JSON can carry expected, no more than 65536 bytes", jwt.encode({ f = ("x"):rep(65536) }, "k"))
fault("claims: table expected, got string", jwt.encode("x", "k"))
fault('alg: "HS256" or "HS384" or "HS512" expected, got "none"', jwt.encode({}, "k", "none"))
fault('alg: "HS256" or "HS384" or "HS512" expected, got "none"', jwt.verify(known, "k", "none"))
fault("token: no more than 65536 bytes expected", jwt.verify(("x"):rep(65537), "k"))
fault("require_exp: boolean expected, got number", jwt.verify(known, "k", "HS256", 0))
