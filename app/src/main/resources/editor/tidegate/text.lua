---@meta text

---@class textlib
local text = { regexp = {} }

---A regular expression in the syntax of RE2.
---@param pattern string
---@return text.Regexp? regexp
---@return errors.Error? err
function text.regexp.compile(pattern) end

---A regular expression.
---@class text.Regexp
local Regexp = {}

---Whether some part of the text matches.
---@param text string
---@return boolean
function Regexp:match(text) end

---Whether some part of the text matches.
---@param text string
---@return boolean
function Regexp:match_string(text) end

---The first match.
---@param text string
---@return string?
function Regexp:find(text) end

---The first match.
---@param text string
---@return string?
function Regexp:find_string(text) end

---Where the first match is: its first byte and its last.
---@param text string
---@return [integer, integer]?
function Regexp:find_index(text) end

---Where the first match is: its first byte and its last.
---@param text string
---@return [integer, integer]?
function Regexp:find_string_index(text) end

---The first match and its groups.
---@param text string
---@return string[]?
function Regexp:find_submatch(text) end

---The first match and its groups.
---@param text string
---@return string[]?
function Regexp:find_string_submatch(text) end

---All matches, or the first `n`.
---@param text string
---@param n? integer
---@return string[]
function Regexp:find_all(text, n) end

---All matches, or the first `n`.
---@param text string
---@param n? integer
---@return string[]
function Regexp:find_all_string(text, n) end

---Where all matches are, or the first `n`.
---@param text string
---@param n? integer
---@return [integer, integer][]
function Regexp:find_all_index(text, n) end

---Where all matches are, or the first `n`.
---@param text string
---@param n? integer
---@return [integer, integer][]
function Regexp:find_all_string_index(text, n) end

---All matches with their groups, or the first `n`.
---@param text string
---@param n? integer
---@return string[][]
function Regexp:find_all_submatch(text, n) end

---All matches with their groups, or the first `n`.
---@param text string
---@param n? integer
---@return string[][]
function Regexp:find_all_string_submatch(text, n) end

---The text with all matches replaced; `$1`, `${1}` and `${name}` are groups.
---@param text string
---@param replacement string
---@return string
function Regexp:replace(text, replacement) end

---The text with all matches replaced; `$1`, `${1}` and `${name}` are groups.
---@param text string
---@param replacement string
---@return string
function Regexp:replace_all_string(text, replacement) end

---What is between the matches, in `n` parts at most.
---@param text string
---@param n? integer
---@return string[]
function Regexp:split(text, n) end

---How many groups there are.
---@return integer
function Regexp:num_subexp() end

---The names of the groups, empty where they have none.
---@return string[]
function Regexp:subexp_names() end

---The pattern.
---@return string
function Regexp:string() end

return text
