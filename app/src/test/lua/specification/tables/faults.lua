-- What the modules give for arguments that they can't take: nil (or false) and an error of a kind that is not to be retried.
local time, base64, hash, crypto = require("time"), require("base64"), require("hash"), require("crypto")
local uuid, yaml, text, compress = require("uuid"), require("yaml"), require("text"), require("compress")
local INVALID, INTERNAL, NOT_FOUND = errors.INVALID, errors.INTERNAL, errors.NOT_FOUND

local deep = {}
for _ = 1, 130 do deep = { deep } end
local circle = {}
circle[1] = circle
local short = compress.gzip.encode(("x"):rep(1000))

for _, row in ipairs {
  -- time
  { INVALID, time.after, 0 }, { INVALID, time.after, "x" }, { INVALID, time.after, {} }, { INVALID, time.after, "-1s" }, { INVALID, time.after, "1d" },
  { INVALID, time.sleep, "x" }, { INVALID, time.sleep, {} }, { INVALID, time.timer, 0 }, { INVALID, time.timer, "" }, { INVALID, time.ticker, -1 },
  { INVALID, time.ticker, true }, { INVALID, time.parse, "2006", "x" }, { INVALID, time.parse, time.RFC3339, "2024-02-30T00:00:00Z" },
  { INVALID, time.parse_duration, "1 h" }, { INVALID, time.parse_duration, "1d" }, { INVALID, time.load_location, "" }, { NOT_FOUND, time.load_location, "Nowhere/At_All" },
  -- json
  { INVALID, json.decode, 5 }, { INVALID, json.decode, "" }, { INTERNAL, json.decode, "{" }, { INTERNAL, json.decode, "nul" }, { INTERNAL, json.decode, ("["):rep(130) .. ("]"):rep(130) },
  { INTERNAL, json.decode, "{} x" }, { INTERNAL, json.decode, '"\\ud800"' }, { INTERNAL, json.decode, '"\255"' }, { INTERNAL, json.encode, { 1, a = 2 } },
  { INTERNAL, json.encode, { [1] = 1, [3] = 3 } }, { INTERNAL, json.encode, circle }, { INTERNAL, json.encode, deep },
  { INVALID, json.validate, nil, 1 }, { INVALID, json.validate, { type = "object" }, nil }, { INVALID, json.validate, 5, 1 }, { INVALID, json.validate, { type = "x" }, 1 },
  { INVALID, json.validate, { type = "string" }, 1 }, { INVALID, json.validate, "{", 1 }, { INVALID, json.validate_string, { type = "object" }, 5 }, { INVALID, json.validate_string, {}, "{" },
  -- base64, hash
  { INVALID, base64.encode, 5 }, { INVALID, base64.decode, {} }, { INVALID, base64.decode, "!!" }, { INVALID, base64.decode, "YQ" },
  { INVALID, hash.md5, 5 }, { INVALID, hash.sha1 }, { INVALID, hash.sha256, nil }, { INVALID, hash.sha512, {} }, { INVALID, hash.hmac_md5, "d", 5 }, { INVALID, hash.hmac_sha256, 5, "s" },
  { INVALID, hash.fnv32, 5 }, { INVALID, hash.fnv64, {} },
  -- crypto
  { INVALID, crypto.random.bytes, 0 }, { INVALID, crypto.random.bytes, 1048577 }, { INVALID, crypto.random.string, 5, "" }, { INVALID, crypto.hmac.sha256, "", "x" },
  { INVALID, crypto.hmac.sha512, "", "x" }, { INVALID, crypto.encrypt.aes, "x", ("k"):rep(15) }, { INVALID, crypto.encrypt.chacha20, "x", ("k"):rep(16) },
  { INVALID, crypto.decrypt.aes, "x", "k" }, { INTERNAL, crypto.decrypt.aes, "x", ("k"):rep(16) }, { INTERNAL, crypto.decrypt.chacha20, ("x"):rep(40), ("k"):rep(32) },
  { INVALID, crypto.pbkdf2, "", "s", 1, 1 }, { INVALID, crypto.pbkdf2, "p", "", 1, 1 }, { INVALID, crypto.pbkdf2, "p", "s", 0, 1 }, { INVALID, crypto.pbkdf2, "p", "s", 10000001, 1 },
  { INVALID, crypto.pbkdf2, "p", "s", 1, 0 }, { INVALID, crypto.pbkdf2, "p", "s", 1, 1, "md5" },
  -- uuid, yaml, text, compress
  { INVALID, uuid.v3, "x", "y" }, { INVALID, uuid.v5, 5, "y" }, { INVALID, uuid.parse, "x" }, { INVALID, uuid.version, {} }, { INVALID, uuid.variant, "" }, { INVALID, uuid.format, uuid.v4(), "other" },
  { INVALID, yaml.encode, 5 }, { INVALID, yaml.decode, 5 }, { INVALID, yaml.decode, "" }, { INTERNAL, yaml.decode, "a: [" }, { INVALID, text.regexp.compile, "(" }, { INVALID, text.regexp.compile, 5 },
  { INVALID, compress.gzip.encode, "" }, { INVALID, compress.gzip.encode, 5 }, { INVALID, compress.zlib.encode, "x", { level = 99 } }, { INVALID, compress.deflate.decode, "" },
  { INTERNAL, compress.gzip.decode, "no gzip" }, { INTERNAL, compress.gzip.decode, short, { max_size = 10 } },
} do
  local value, err = row[2](table.unpack(row, 3, table.maxn(row)))
  local place = tostring(row[2]) .. " of " .. tostring(row[3]):sub(1, 40) .. ", " .. tostring(row[4])
  assert(not value, place)
  assert(type(err) == "userdata" and err:kind() == row[1] and err:retryable() == false, place .. ": " .. tostring(err))
  assert(err:message() ~= "", place)
end

-- And what raises an error, because the type of an argument is wrong.
for _, row in ipairs {
  { channel.new, "x" }, { channel.select, 1 }, { channel.select, {}, 1 }, { coroutine.spawn }, { coroutine.spawn, 1 }, { time.date, 2020, 1, 1 }, { time.date, 2020, 1, 1, 0, 0, 0, 0, "UTC" },
  { time.unix, 1 }, { time.parse, "2006", "2020", 5 }, { time.fixed_zone, "x" }, { time.now().round, time.now(), 5 }, { time.now().add, time.now() }, { require, "no such module" }, { require },
} do
  local ok, message = pcall(row[1], table.unpack(row, 2, 9))
  assert(not ok and type(message) == "string" and message:find("^bad argument") or message:find("not found", 1, true), tostring(message))
end
