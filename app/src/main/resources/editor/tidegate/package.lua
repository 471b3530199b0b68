---@meta package

---Nothing in it loads anything.
---@class packagelib
package = {}

---@type string
package.cpath = ""

---@type string
package.path = ""

---Refuses.
---@param path string
---@param name string
---@return nil
---@return string message
---@return "absent"
function package.loadlib(path, name) end

---Lets a table show the globals where it has nothing itself.
---@param module table
function package.seeall(module) end

return package
