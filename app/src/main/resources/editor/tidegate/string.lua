---@meta string

---@class stringlib
string = {}

---The codes of bytes.
---@param s string
---@param i? integer the first, 1 by default
---@param j? integer the last, `i` by default
---@return integer ...
function string.byte(s, i, j) end

---A string of the bytes with these codes.
---@param ... integer 0 to 255
---@return string
function string.char(...) end

---Looks for a pattern: where the first match begins and ends, and its captures; or nil.
---@param s string
---@param pattern string
---@param init? integer where to begin, 1 by default
---@param plain? boolean whether the pattern is just text
---@return integer? first
---@return integer? last
---@return any ... captures
function string.find(s, pattern, init, plain) end

---An older name of `string.gmatch`.
---@param s string
---@param pattern string
---@return fun(): string, ...
function string.gfind(s, pattern) end

---Puts values into a text: `%d %i %o %u %x %X %a %A %e %E %f %g %G %c %q %s %%`
---@param format string
---@param ... any
---@return string
function string.format(format, ...) end

---Goes through all matches: `for word in s:gmatch("%a+") do … end`
---@param s string
---@param pattern string
---@return fun(): string, ...
function string.gmatch(s, pattern) end

---Replaces matches.
---@param s string
---@param pattern string
---@param replacement string|table|fun(...: string): any
---@param n? integer how many at most
---@return string
---@return integer count
function string.gsub(s, pattern, replacement, n) end

---The number of bytes.
---@param s string
---@return integer
function string.len(s) end

---A to Z as small letters.
---@param s string
---@return string
function string.lower(s) end

---The captures of the first match, or all of it; or nil.
---@param s string
---@param pattern string
---@param init? integer where to begin, 1 by default
---@return any ...
function string.match(s, pattern, init) end

---Values as bytes, in a format of Lua 5.3: `< > = ![n] b B h H l L j J T i[n] I[n] f d n s[n] z cn x Xop`
---@param format string
---@param ... string|number
---@return string
function string.pack(format, ...) end

---The number of bytes that `string.pack` makes; not for formats with `s` or `z`.
---@param format string
---@return integer
function string.packsize(format) end

---So many copies of a string.
---@param s string
---@param n integer
---@param separator? string
---@return string
function string.rep(s, n, separator) end

---The bytes from the last to the first.
---@param s string
---@return string
function string.reverse(s) end

---The part from one byte to another; negative positions count from the end.
---@param s string
---@param i integer
---@param j? integer -1 by default
---@return string
function string.sub(s, i, j) end

---The values that `string.pack` has made bytes of, and the position after them.
---@param format string
---@param data string
---@param position? integer where to begin, 1 by default
---@return any ...
function string.unpack(format, data, position) end

---a to z as capitals.
---@param s string
---@return string
function string.upper(s) end

return string
