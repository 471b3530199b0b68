---@meta bit32

---Operations on unsigned numbers of 32 bits.
---@class bit32lib
bit32 = {}

---Shifts right; what comes in on the left is the sign.
---@param x integer
---@param distance integer
---@return integer
function bit32.arshift(x, distance) end

---The bits that all have.
---@param ... integer
---@return integer
function bit32.band(...) end

---All bits turned over.
---@param x integer
---@return integer
function bit32.bnot(x) end

---The bits that any has.
---@param ... integer
---@return integer
function bit32.bor(...) end

---Whether there is a bit that all have.
---@param ... integer
---@return boolean
function bit32.btest(...) end

---The bits that an odd number of them has.
---@param ... integer
---@return integer
function bit32.bxor(...) end

---Some bits as a number.
---@param x integer
---@param field integer
---@param width? integer
---@return integer
function bit32.extract(x, field, width) end

---Rotates left.
---@param x integer
---@param distance integer
---@return integer
function bit32.lrotate(x, distance) end

---Shifts left.
---@param x integer
---@param distance integer
---@return integer
function bit32.lshift(x, distance) end

---A number with some bits replaced.
---@param x integer
---@param v integer
---@param field integer
---@param width? integer
---@return integer
function bit32.replace(x, v, field, width) end

---Rotates right.
---@param x integer
---@param distance integer
---@return integer
function bit32.rrotate(x, distance) end

---Shifts right; what comes in on the left is 0.
---@param x integer
---@param distance integer
---@return integer
function bit32.rshift(x, distance) end

return bit32
