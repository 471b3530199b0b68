-- Objects: classes on metatables, inheritance, accessors, operators and closures as objects.
local Shape = {}
Shape.__index = Shape

function Shape.new(class, name)
  return setmetatable({ name = name, moves = 0, x = 0, y = 0 }, class)
end

function Shape:move(dx, dy)
  self.x = self.x + dx
  self.y = self.y + dy
  self.moves = self.moves + 1
  return self
end

function Shape:area()
  return 0
end

function Shape:weight(density)
  return self:area() * density
end

local function subclass(parent)
  local class = setmetatable({}, { __index = parent })
  class.__index = class
  return class
end

local Square = subclass(Shape)

function Square.new(side)
  local self = Shape.new(Square, "square")
  self.side = side
  return self
end

function Square:area()
  return self.side * self.side
end

local Box = subclass(Square)

function Box.new(side, height)
  local self = Shape.new(Box, "box")
  self.side = side
  self.height = height
  return self
end

function Box:weight(density)
  return Square.area(self) * self.height * density
end

local Vector = {}
Vector.__index = Vector
Vector.__add = function(a, b)
  return setmetatable({ x = a.x + b.x, y = a.y + b.y }, Vector)
end
Vector.__eq = function(a, b)
  return a.x == b.x and a.y == b.y
end

local function counter(step)
  local count = 0
  return {
    add = function()
      count = count + step
      return count
    end,
    get = function()
      return count
    end,
  }
end

return function(size)
  local shapes = {}
  for i = 1, 20 do
    shapes[i] = i % 2 == 0 and Square.new(i) or Box.new(i, i + 1)
  end
  local total = 0
  local count = counter(3)
  local position = setmetatable({ x = 0, y = 0 }, Vector)
  local step = setmetatable({ x = 1, y = 2 }, Vector)
  for round = 1, size do
    local shape = shapes[round % 20 + 1]
    shape:move(1, -1):move(2, 1)
    total = (total + shape:weight(2)) % 1000003
    count.add()
    position = position + step
    if position == step then
      total = total + 1
    end
    if round % 50 == 0 then
      shapes[round % 20 + 1] = Square.new(round % 7)
      position = setmetatable({ x = 0, y = 0 }, Vector)
    end
  end
  for i = 1, #shapes do
    total = total + shapes[i].moves + shapes[i].x + shapes[i].y
  end
  return total + count.get() + position.x
end
