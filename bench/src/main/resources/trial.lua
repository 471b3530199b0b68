-- Runs programs and prints a line for each run: the program, its CPU time in nanoseconds and its
-- checksum. Arguments: the folder, how many passes, and programs as name=size.
local folder, passes = arg[1], tonumber(arg[2])
local programs = {}
for pass = 1, passes do
  for i = 3, #arg do
    local start = pass == 1 and i == 3 and 0 or os.clock()
    local name, size = arg[i]:match("^(.-)=(%d+)$")
    programs[name] = programs[name] or dofile(folder .. "/" .. name .. ".lua")
    local checksum = programs[name](tonumber(size))
    print(string.format("%s %.0f %d", name, (os.clock() - start) * 1e9, checksum))
  end
end
