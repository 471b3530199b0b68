---@meta compress

---@class compresslib
local compress = { gzip = {}, deflate = {}, zlib = {} }

---Compresses to gzip; levels are from 1, fast, to 9, small.
---@param data string
---@param options? { level?: integer }
---@return string? compressed
---@return errors.Error? err
function compress.gzip.encode(data, options) end

---Decompresses gzip, to `max_size` bytes at most.
---@param data string
---@param options? { max_size?: integer }
---@return string? data
---@return errors.Error? err
function compress.gzip.decode(data, options) end

---Compresses to bare deflate; levels are from 1, fast, to 9, small.
---@param data string
---@param options? { level?: integer }
---@return string? compressed
---@return errors.Error? err
function compress.deflate.encode(data, options) end

---Decompresses bare deflate, to `max_size` bytes at most.
---@param data string
---@param options? { max_size?: integer }
---@return string? data
---@return errors.Error? err
function compress.deflate.decode(data, options) end

---Compresses to zlib; levels are from 1, fast, to 9, small.
---@param data string
---@param options? { level?: integer }
---@return string? compressed
---@return errors.Error? err
function compress.zlib.encode(data, options) end

---Decompresses zlib, to `max_size` bytes at most.
---@param data string
---@param options? { max_size?: integer }
---@return string? data
---@return errors.Error? err
function compress.zlib.decode(data, options) end

return compress
