---@meta

---The table of all globals of the job.
_G = {}

---`"Lua 5.2"`
---@type string
_VERSION = "Lua 5.2"

---Gives all its arguments, unless the first is nil or false: then it raises the second.
---@generic T
---@param v? T
---@param message? any a text gets the position of the call; any other value is raised as it is
---@param ... any
---@return T
---@return any ...
function assert(v, message, ...) end

---Raises a value.
---@param message any
---@param level? integer where a text says that the error is: 1 is the caller (default), 2 its caller, 0 nowhere
function error(message, level) end

---The metatable of a value, or what its field `__metatable` has.
---@param object any
---@return any
function getmetatable(object) end

---Goes through the elements 1, 2, … up to the first nil: `for i, v in ipairs(t) do … end`
---@generic V
---@param t V[]
---@return fun(t: V[], i?: integer): integer, V
---@return V[] t
---@return integer i
function ipairs(t) end

---Compiles text, at most 1 MiB, to a function.
---@param chunk string|fun(): string? the text, or a function that gives it in pieces
---@param name? string for messages
---@param mode? "t"|"bt" binary chunks are always refused
---@param env? table the globals of the function
---@return function? chunk
---@return string? message
function load(chunk, name, mode, env) end

---The entry after a key, in no particular order; nil after the last.
---@generic K, V
---@param t table<K, V>
---@param key? K
---@return K?
---@return V?
function next(t, key) end

---Goes through all entries: `for k, v in pairs(t) do … end`
---@generic K, V
---@param t table<K, V>
---@return fun(t: table<K, V>, key?: K): K, V
---@return table<K, V> t
---@return nil
function pairs(t) end

---Calls a function: true and its results, or false and the error.
---@param f function
---@param ... any
---@return boolean ok
---@return any ...
function pcall(f, ...) end

---Writes one entry to the job's log, the arguments joined by tabs.
---@param ... any
function print(...) end

---Whether two values are the same, whatever their metatables say.
---@param a any
---@param b any
---@return boolean
function rawequal(a, b) end

---The value of a key, whatever the metatable says.
---@param t table
---@param key any
---@return any
function rawget(t, key) end

---The length, whatever the metatable says.
---@param v table|string
---@return integer
function rawlen(v) end

---Sets the value of a key, whatever the metatable says.
---@param t table
---@param key any
---@param value any
---@return table t
function rawset(t, key, value) end

---A module or library by its name. Loads no files.
---@param name string
---@return any
function require(name) end

---The arguments from the given one on, or with `"#"` their number.
---@param from integer|"#"
---@param ... any
---@return any ...
function select(from, ...) end

---Sets the metatable of a table.
---@generic T: table
---@param t T
---@param metatable? table
---@return T t
function setmetatable(t, metatable) end

---A number from a text, or nil.
---@param v any
---@param base? integer 2 to 36; without it, decimal and hexadecimal numerals as in Lua
---@return number?
function tonumber(v, base) end

---The text of any value.
---@param v any
---@return string
function tostring(v) end

---@alias type
---| "nil"
---| "number"
---| "string"
---| "boolean"
---| "table"
---| "function"
---| "thread"
---| "userdata"

---The name of a value's type.
---@param v any
---@return type
function type(v) end

---The elements of a list as so many values; another name of `table.unpack`.
---@generic T
---@param list T[]
---@param i? integer the first, 1 by default
---@param j? integer the last, `#list` by default
---@return T ...
function unpack(list, i, j) end

---Like `pcall`; an error goes through the handler, after the stack is unwound.
---@param f function
---@param handler fun(message: any): any
---@param ... any
---@return boolean ok
---@return any ...
function xpcall(f, handler, ...) end
