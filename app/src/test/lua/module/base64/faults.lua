local base64 = require("base64")

for _, case in ipairs {
  { "Zg", 3 }, { "Zg=", 3 }, { "Zg===", 3 }, { "Z", 2 }, { "Zm9v!", 5 }, { " Zg==", 1 }, { "Zg==\n", 3 }, { "Zm=v", 3 }, { "Zm9v====", 5 },
  { "Zm-v", 3 }, { "Zm_v", 3 }, { "====", 1 }, { "\255AAA", 1 }, { "A===", 2 }, { ("A"):rep(40000) .. "*AAA", 40001 },
} do
  local data, err = base64.decode(case[1])
  assert(data == nil and err:kind() == errors.INVALID and err:retryable() == false, case[1])
  assert(err:message() == "illegal base64 data at byte " .. case[2], case[1] .. ": " .. err:message())
end

for _, f in ipairs { base64.encode, base64.decode } do
  for _, value in ipairs { 5, true, {}, print } do
    local result, err = f(value)
    assert(result == nil and err:kind() == errors.INVALID and err:message():find(": string expected, got " .. type(value), 1, true))
  end
  assert(select(2, f()):message():find("string expected, got no value", 1, true))
end
