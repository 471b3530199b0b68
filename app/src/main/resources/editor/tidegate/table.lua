---@meta table

---@class tablelib
table = {}

---The texts and numbers of a list, joined.
---@param list (string|number)[]
---@param separator? string
---@param i? integer the first, 1 by default
---@param j? integer the last, `#list` by default
---@return string
function table.concat(list, separator, i, j) end

---Adds an element at the end, or before the one at a position.
---@generic T
---@param list T[]
---@param position integer
---@param value T
---@overload fun(list: T[], value: T)
function table.insert(list, position, value) end

---All arguments in a table, with their number as `n`.
---@param ... any
---@return { n: integer, [integer]: any }
function table.pack(...) end

---Takes an element out, the last by default.
---@generic T
---@param list T[]
---@param position? integer
---@return T?
function table.remove(list, position) end

---Sorts a list in place; one that fails leaves it as it was.
---@generic T
---@param list T[]
---@param less? fun(a: T, b: T): boolean
function table.sort(list, less) end

---The elements of a list as so many values.
---@generic T
---@param list T[]
---@param i? integer the first, 1 by default
---@param j? integer the last, `#list` by default
---@return T ...
function table.unpack(list, i, j) end

return table
