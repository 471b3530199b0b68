---@meta hash

---@class hashlib
local hash = {}

---The digest, in hexadecimal unless `raw` is true.
---@param data string
---@param raw? boolean
---@return string? digest
---@return errors.Error? err
function hash.md5(data, raw) end

---The digest, in hexadecimal unless `raw` is true.
---@param data string
---@param raw? boolean
---@return string? digest
---@return errors.Error? err
function hash.sha1(data, raw) end

---The digest, in hexadecimal unless `raw` is true.
---@param data string
---@param raw? boolean
---@return string? digest
---@return errors.Error? err
function hash.sha256(data, raw) end

---The digest, in hexadecimal unless `raw` is true.
---@param data string
---@param raw? boolean
---@return string? digest
---@return errors.Error? err
function hash.sha512(data, raw) end

---The keyed digest, in hexadecimal unless `raw` is true.
---@param data string
---@param secret string
---@param raw? boolean
---@return string? digest
---@return errors.Error? err
function hash.hmac_md5(data, secret, raw) end

---The keyed digest, in hexadecimal unless `raw` is true.
---@param data string
---@param secret string
---@param raw? boolean
---@return string? digest
---@return errors.Error? err
function hash.hmac_sha1(data, secret, raw) end

---The keyed digest, in hexadecimal unless `raw` is true.
---@param data string
---@param secret string
---@param raw? boolean
---@return string? digest
---@return errors.Error? err
function hash.hmac_sha256(data, secret, raw) end

---The keyed digest, in hexadecimal unless `raw` is true.
---@param data string
---@param secret string
---@param raw? boolean
---@return string? digest
---@return errors.Error? err
function hash.hmac_sha512(data, secret, raw) end

---FNV-1a of 32 bits.
---@param data string
---@return integer? hash
---@return errors.Error? err
function hash.fnv32(data) end

---FNV-1a of 64 bits, as the nearest number.
---@param data string
---@return number? hash
---@return errors.Error? err
function hash.fnv64(data) end

return hash
