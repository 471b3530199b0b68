---@meta math

---@class mathlib
math = {}

---@type number
math.huge = 1 / 0

---The largest integer: 2^53, up to where numbers have all whole ones.
---@type integer
math.maxinteger = 9007199254740992

---The smallest integer: -2^53.
---@type integer
math.mininteger = -9007199254740992

---@type number
math.pi = 3.141592653589793

---The absolute value.
---@param x number
---@return number
function math.abs(x) end

---The arc cosine, in radians.
---@param x number
---@return number
function math.acos(x) end

---The arc sine, in radians.
---@param x number
---@return number
function math.asin(x) end

---The arc tangent, in radians.
---@param x number
---@return number
function math.atan(x) end

---The angle of the point (x, y), in radians.
---@param y number
---@param x number
---@return number
function math.atan2(y, x) end

---The smallest whole number that is not less.
---@param x number
---@return number
function math.ceil(x) end

---The cosine of an angle in radians.
---@param x number
---@return number
function math.cos(x) end

---The hyperbolic cosine.
---@param x number
---@return number
function math.cosh(x) end

---An angle in radians, in degrees.
---@param x number
---@return number
function math.deg(x) end

---The power of e.
---@param x number
---@return number
function math.exp(x) end

---The largest whole number that is not more.
---@param x number
---@return number
function math.floor(x) end

---The remainder of the division that rounds towards zero.
---@param x number
---@param y number
---@return number
function math.fmod(x, y) end

---The fraction (0.5 to 1) and the power of two whose product is x.
---@param x number
---@return number fraction
---@return integer exponent
function math.frexp(x) end

---The product of a number and a power of two.
---@param fraction number
---@param exponent integer
---@return number
function math.ldexp(fraction, exponent) end

---The logarithm.
---@param x number
---@param base? number e by default
---@return number
function math.log(x, base) end

---The logarithm to the base 10.
---@param x number
---@return number
function math.log10(x) end

---The largest.
---@param x number
---@param ... number
---@return number
function math.max(x, ...) end

---The smallest.
---@param x number
---@param ... number
---@return number
function math.min(x, ...) end

---An older name of `math.fmod`.
---@param x number
---@param y number
---@return number
function math.mod(x, y) end

---The whole part and the fraction.
---@param x number
---@return number whole
---@return number fraction
function math.modf(x) end

---The power.
---@param x number
---@param y number
---@return number
function math.pow(x, y) end

---An angle in degrees, in radians.
---@param x number
---@return number
function math.rad(x) end

---A random number: from 0 to less than 1; or a whole one from 1 to m, or from m to n.
---@param m? integer
---@param n? integer
---@return number
function math.random(m, n) end

---Makes the random numbers of this job repeatable.
---@param seed number
function math.randomseed(seed) end

---The sine of an angle in radians.
---@param x number
---@return number
function math.sin(x) end

---The hyperbolic sine.
---@param x number
---@return number
function math.sinh(x) end

---The square root.
---@param x number
---@return number
function math.sqrt(x) end

---The tangent of an angle in radians.
---@param x number
---@return number
function math.tan(x) end

---The hyperbolic tangent.
---@param x number
---@return number
function math.tanh(x) end

---The value as a number where it is one, or reads as one, that is whole and within ±2^53; otherwise nil.
---@param x any
---@return integer?
function math.tointeger(x) end

---`"integer"` for a number that is whole and within ±2^53, `"float"` for another, nil for what is no number.
---@param x any
---@return "integer"|"float"|nil
function math.type(x) end

---Whether an integer is less than another when both are taken as unsigned ones of 64 bits.
---@param m integer
---@param n integer
---@return boolean
function math.ult(m, n) end

return math
