local security = require("security")
local articles = assert(security.named_scope("test:articles"))
local me = security.actor()

local function edit(actor, meta)
  return articles:evaluate(actor, "article.edit", "article:7", meta)
end

local small = { { size = 10 }, { size = 1000 } }
assert(edit(me, { owner = "tester", parts = small }) == "allow")
assert(edit(me, { owner = "other", parts = small }) == "undefined")
assert(edit(me, { owner = "tester", parts = { { size = 10 }, { size = 1001 } } }) == "deny")

local writer = security.new_actor("ann", { roles = { "writer" } })
local reader = security.new_actor("ann", { roles = { "reader" } })
assert(edit(writer, { owner = "ann", parts = small }) == "allow")
assert(edit(reader, { owner = "ann", parts = small }) == "undefined")
assert(edit(security.new_actor("ann"), { owner = "ann", parts = small }) == "undefined")

-- What a policy that denies can't find out about, it denies.
assert(edit(writer, { owner = "ann" }) == "deny" and edit(writer) == "deny")
assert(security.policy("test:own-articles"):evaluate(writer, "article.edit", "x", { owner = "ann" }) == "allow")

-- The job is what it is.
assert(articles:evaluate(me, "article.purge", "x") == "allow")
assert(articles:evaluate(me, "article.purge", "x", { job = { name = "other" } }) == "allow")
