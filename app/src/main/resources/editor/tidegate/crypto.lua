---@meta crypto

---@class cryptolib
local crypto = { random = {}, hmac = {}, encrypt = {}, decrypt = {}, jwt = {} }

---So many random bytes, 1 to 1,048,576.
---@param n integer
---@return string? bytes
---@return errors.Error? err
function crypto.random.bytes(n) end

---So many random characters; letters and digits by default.
---@param n integer
---@param charset? string
---@return string? text
---@return errors.Error? err
function crypto.random.string(n, charset) end

---A random UUID.
---@return string
function crypto.random.uuid() end

---The keyed digest, in hexadecimal.
---@param key string
---@param data string
---@return string? digest
---@return errors.Error? err
function crypto.hmac.sha256(key, data) end

---The keyed digest, in hexadecimal.
---@param key string
---@param data string
---@return string? digest
---@return errors.Error? err
function crypto.hmac.sha512(key, data) end

---Encrypts with AES-GCM; the key has 16, 24 or 32 bytes. The nonce stands in front.
---@param data string
---@param key string
---@param aad? string what is protected too, but not in the result
---@return string? encrypted
---@return errors.Error? err
function crypto.encrypt.aes(data, key, aad) end

---Decrypts what `encrypt.aes` gave.
---@param data string
---@param key string
---@param aad? string
---@return string? data
---@return errors.Error? err
function crypto.decrypt.aes(data, key, aad) end

---Encrypts with ChaCha20-Poly1305; the key has 32 bytes. The nonce stands in front.
---@param data string
---@param key string
---@param aad? string what is protected too, but not in the result
---@return string? encrypted
---@return errors.Error? err
function crypto.encrypt.chacha20(data, key, aad) end

---Decrypts what `encrypt.chacha20` gave.
---@param data string
---@param key string
---@param aad? string
---@return string? data
---@return errors.Error? err
function crypto.decrypt.chacha20(data, key, aad) end

---A signed token.
---@param claims table
---@param key string
---@param alg? "HS256"|"HS384"|"HS512"
---@return string? token
---@return errors.Error? err
function crypto.jwt.encode(claims, key, alg) end

---The claims of a token that is rightly signed and valid now.
---@param token string
---@param key string
---@param alg? "HS256"|"HS384"|"HS512"
---@param require_exp? boolean true by default: a token without `exp` is refused
---@return table? claims
---@return errors.Error? err
function crypto.jwt.verify(token, key, alg, require_exp) end

---A key of so many bytes, made of a password.
---@param password string
---@param salt string
---@param iterations integer
---@param length integer
---@param digest? "sha256"|"sha512"
---@return string? key
---@return errors.Error? err
function crypto.pbkdf2(password, salt, iterations, length, digest) end

---Whether two strings are equal, in a time that does not tell where they differ.
---@param a string
---@param b string
---@return boolean? equal
---@return errors.Error? err
function crypto.constant_time_compare(a, b) end

return crypto
