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

---A new table with room for so many elements; with a value, all of them have it.
---@generic T
---@param n integer
---@param value? T
---@return T[]
function table.create(n, value) end

---Makes a table one that can't be changed any more, and gives it; what is in it may still be.
---@generic T: table
---@param t T
---@return T
function table.freeze(t) end

---The length of a list, as `#list`.
---@param list any[]
---@return integer
function table.getn(list) end

---Adds an element at the end, or before the one at a position.
---@generic T
---@param list T[]
---@param position integer
---@param value T
---@overload fun(list: T[], value: T)
function table.insert(list, position, value) end

---Whether a table can't be changed: by `table.freeze`, or as one of a library.
---@param t table
---@return boolean
function table.isfrozen(t) end

---The largest key that is a positive number; 0 when there is none.
---@param t table
---@return number
function table.maxn(t) end

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
