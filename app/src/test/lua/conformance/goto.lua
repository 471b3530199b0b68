-- goto and labels: where a label is visible, what a jump may enter, and what it does to variables.

local function rejected(text, message)
  local f, got = load(text, "=c")
  assert(f == nil and got == "c:" .. message, got)
end

-- Visibility.
rejected("goto l1", "1: no visible label 'l1' for <goto> at line 1")
rejected("\n\ngoto l1\n\n", "5: no visible label 'l1' for <goto> at line 3")
rejected("goto l1; do ::l1:: end", "1: no visible label 'l1' for <goto> at line 1")
rejected("do ::l1:: end goto l1", "1: no visible label 'l1' for <goto> at line 1")
rejected("do goto l1 end; do ::l1:: end", "1: no visible label 'l1' for <goto> at line 1")
rejected("local function f() goto l1 end ::l1::", "1: no visible label 'l1' for <goto> at line 1")
rejected("::l1:: local function f() goto l1 end", "1: no visible label 'l1' for <goto> at line 1")
rejected("if x then ::l1:: end goto l1", "1: no visible label 'l1' for <goto> at line 1")
rejected("while x do ::l1:: end goto l1", "1: no visible label 'l1' for <goto> at line 1")
rejected("for i = 1, 2 do ::l1:: end goto l1", "1: no visible label 'l1' for <goto> at line 1")
rejected("repeat ::l1:: until x goto l1", "1: no visible label 'l1' for <goto> at line 1")
rejected("if x then goto l1 else ::l1:: end", "1: no visible label 'l1' for <goto> at line 1")
rejected("goto break_", "1: no visible label 'break_' for <goto> at line 1")
rejected("break", "1: <break> at line 1 not inside a loop")
rejected("\nbreak\n", "3: <break> at line 2 not inside a loop")
rejected("while x do local function f() break end end", "1: <break> at line 1 not inside a loop")
rejected("if x then break end", "1: <break> at line 1 not inside a loop")
rejected("repeat until x break", "1: <break> at line 1 not inside a loop")
rejected("do break end", "1: <break> at line 1 not inside a loop")

-- The same label twice.
rejected("::l1:: ::l1::", "1: label 'l1' already defined on line 1")
rejected("::l1::\n\n::l1::", "3: label 'l1' already defined on line 1")
rejected("::l1:: do ::l2:: ::l1:: ::l2:: end", "1: label 'l2' already defined on line 1")
rejected("do ::l1:: goto l1; ::l1:: end", "1: label 'l1' already defined on line 1")
assert(load("::l1:: do ::l1:: end") and load("do ::l1:: end do ::l1:: end ::l1::") and load("local function f() ::l1:: end ::l1::"))
rejected("::5::", "1: <name> expected near '5'")
rejected("::and::", "1: <name> expected near 'and'")
rejected(":: l1", "1: '::' expected near <eof>")
rejected("goto 5", "1: <name> expected near '5'")
rejected("goto", "1: <name> expected near <eof>")
rejected("goto while", "1: <name> expected near 'while'")
rejected("::l1", "1: '::' expected near <eof>")

-- Into the scope of a local variable.
rejected("goto l1; local aa ::l1:: ::l2:: print(3)", "1: <goto l1> at line 1 jumps into the scope of local 'aa'")
rejected("\ngoto l1\nlocal aa, bb\n::l1::\nprint(3)", "5: <goto l1> at line 2 jumps into the scope of local 'aa'")
rejected("local x; goto l1; local function ff() end ::l1:: print(3)", "1: <goto l1> at line 1 jumps into the scope of local 'ff'")
rejected("do goto l1 end; local cc; ::l1:: print(cc)", "1: <goto l1> at line 1 jumps into the scope of local 'cc'")
rejected("repeat if x then goto cont end; local xuxu = 10; ::cont:: until xuxu < x", "1: <goto cont> at line 1 jumps into the scope of local 'xuxu'")
rejected("while x do goto l1; local y; ::l1:: y = 1 end", "1: <goto l1> at line 1 jumps into the scope of local 'y'")
-- At the end of a block its variables are out of scope; labels and semicolons count as nothing.
assert(load("goto l1; local aa ::l1::") and load("goto l1; local aa ::l1:: ;;; ::l2::") and load("do goto l1; local aa ::l1:: end"))
assert(load("while x do goto l1; local aa ::l1:: end") and load("local function f() goto l1; local aa ::l1:: end"))
assert(load("if x then goto l1; local aa ::l1:: end") and load("if x then goto l1; local aa ::l1:: else end"))
assert(load("goto l1; local aa ::l1:: return") == nil)
-- Backward is always allowed, and so is out of blocks.
assert(load("local x ::l1:: local y goto l1") and load("::l1:: do do do goto l1 end end end"))

-- Forward, skipping.
do
  local x
  do
    local y = 12
    goto l1
    ::l2:: x = x + 1; goto l3
    ::l1:: x = y; goto l2
  end
  ::l3:: ::l3_1:: assert(x == 13)
end
-- Out of nested blocks and loops.
do
  local log = {}
  for i = 1, 3 do
    for j = 1, 3 do
      while true do
        repeat
          if j == 2 then goto continue end
          if i == 3 then goto done end
          log[#log + 1] = i .. j
          goto next
        until false
      end
      ::next::
    end
    ::continue::
  end
  ::done::
  assert(table.concat(log, " ") == "11 21")
end
-- continue in each kind of loop.
do
  local seen = {}
  for i = 1, 10 do if i % 3 ~= 0 then goto continue end seen[#seen + 1] = i ::continue:: end
  for _, v in ipairs({ 1, 2, 3, 4 }) do if v % 2 == 0 then goto continue end seen[#seen + 1] = v ::continue:: end
  local n = 0
  while n < 5 do n = n + 1 if n == 3 then goto continue end seen[#seen + 1] = n ::continue:: end
  repeat n = n - 1 if n == 3 then goto continue end seen[#seen + 1] = n ::continue:: until n == 0
  assert(table.concat(seen, " ") == "3 6 9 1 3 1 2 4 5 4 2 1 0")
end
-- Loops made of goto.
do
  local i, sum = 1, 0
  ::top:: if i <= 100 then sum = sum + i; i = i + 1; goto top end
  assert(sum == 5050)
  local text = ""
  do
    local state = "a"
    ::dispatch::
    if state == "a" then text = text .. "a"; state = "b"; goto dispatch
    elseif state == "b" then text = text .. "b"; if #text < 6 then state = "a" else state = "c" end goto dispatch
    end
  end
  assert(text == "ababab")
end
-- A label at the end of each kind of block, and several in a row.
do goto e1; local a; ::e1:: end
do goto e2; ::e1:: ::e2:: ::e3:: ; end
if true then goto e; local a = 1; ::e:: end
if false then else goto e; local a = 1; ::e:: end
for i = 1, 2 do goto e; local a = 1; ::e:: end
local function last() goto e; local a = 1; ::e:: end
assert(select("#", last()) == 0)
-- The same name in sibling and nested blocks; the innermost visible one is meant.
do
  local log = ""
  do goto l; log = log .. "x" ::l:: log = log .. "1" end
  do goto l; log = log .. "x" ::l:: log = log .. "2" end
  do do goto l end log = log .. "x" ::l:: log = log .. "3" end
  do local n = 0 ::l:: n = n + 1 do ::l:: n = n + 1 if n < 4 then goto l end end log = log .. n end
  assert(log == "1234")
end
-- Jumps and captured variables: each turn has its own, and leaving a block closes them.
do
  local made = {}
  local i = 1
  ::again::
  do
    local x = i
    made[i] = function() x = x + 1 return x end
    if i == 2 then i = i + 1 goto again end
    if i >= 4 then goto out end
  end
  i = i + 1
  goto again
  ::out::
  for n = 1, 4 do assert(made[n]() == n + 1 and made[n]() == n + 2) end
end
do
  local function captured()
    local a = {}
    do
      local i = 1
      local k = 0
      a[0] = function(y) k = y end
      ::l1::
      do
        local x
        if i > 2 then goto l2 end
        a[i] = function(y) if y then x = y else return x + k end end
        i = i + 1
        goto l1
      end
    end
    ::l2:: return a
  end
  local a = captured()
  a[1](10) a[2](20)
  assert(a[1]() == 10 and a[2]() == 20 and a[3] == nil)
  a[0](13)
  assert(a[1]() == 23 and a[2]() == 33)
end
do -- A variable whose scope a backward jump leaves is new when it is declared again.
  local made = {}
  for round = 1, 2 do
    local n = 0
    ::redo::
    local x = n
    made[#made + 1] = function() return x end
    n = n + 1
    if n < 3 then goto redo end
  end
  for i, f in ipairs(made) do assert(f() == (i - 1) % 3) end
end
-- break is a jump like others: in the middle of a block, before other statements.
do
  local n = 0
  while true do
    n = n + 1
    do break end
    n = n + 100
  end
  for i = 1, 10 do n = n + 1 break n = n + 100 end
  repeat n = n + 1 if n then break end local x = error("no") until x
  assert(n == 3)
end
-- if ... then goto and if ... then break, with and without more behind them.
do
  local function test(n)
    if n == 1 then goto one end
    if n == 2 then goto two; else goto other end
    ::one:: do return "one" end
    ::two:: do return "two" end
    ::other::
    while true do if n == 3 then break elseif n == 4 then goto four else return "more" end end
    do return "three" end
    ::four::
    return "four"
  end
  assert(test(1) == "one" and test(2) == "two" and test(3) == "three" and test(4) == "four" and test(5) == "more")
  local function dead(n)
    if n then goto l; error("not reached") end
    do return 0 end
    ::l:: do return 1 end
  end
  assert(dead(true) == 1 and dead(false) == 0)
end
-- goto is a reserved word; names may begin with it.
local gotox, goto1 = 1, 2
assert(gotox + goto1 == 3 and load("local goto = 1") == nil and load("return t.goto") == nil)
-- Many labels and jumps.
do
  local parts = { "local n = 0 " }
  for i = 1, 2000 do parts[#parts + 1] = "goto l" .. i .. " n = n + 1000 ::l" .. i .. ":: n = n + 1 " end
  parts[#parts + 1] = "return n"
  assert(load(table.concat(parts))() == 2000)
end
