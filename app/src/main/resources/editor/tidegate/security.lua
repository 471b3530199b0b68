---@meta security

---@class securitylib
local security = {}

---Which policy: itself, its id, or the parts of its id.
---@alias security.Which security.Policy|string|{ ns: string, name: string }

---@alias security.Decision "allow"|"deny"|"undefined"

---On whose behalf something is done. Immutable.
---@class security.Actor
local Actor = {}

---The actor's id.
---@return string
function Actor:id() end

---What else is known about the actor; a table of the script's own.
---@return table<string, any>
function Actor:meta() end

---Policies that decide together. Immutable.
---@class security.Scope
local Scope = {}

---A scope with one policy more, in the place of one with the same id. Raises an error when it is not allowed.
---@param policy security.Policy
---@return security.Scope
function Scope:with(policy) end

---A scope without a policy. Raises an error when it is not allowed.
---@param policy security.Which
---@return security.Scope
function Scope:without(policy) end

---Whether a policy is in it.
---@param policy security.Which
---@return boolean
function Scope:contains(policy) end

---Its policies; a table of the script's own.
---@return security.Policy[]
function Scope:policies() end

---What its policies say.
---@param actor security.Actor
---@param action string
---@param resource string
---@param meta? table<string, any>
---@return security.Decision
function Scope:evaluate(actor, action, resource, meta) end

---One entry of a policy file. Immutable.
---@class security.Policy
local Policy = {}

---Its id, `namespace:name`.
---@return string
function Policy:id() end

---What it says by itself.
---@param actor security.Actor
---@param action string
---@param resource string
---@param meta? table<string, any>
---@return security.Decision
function Policy:evaluate(actor, action, resource, meta) end

---The actor of the job.
---@return security.Actor?
function security.actor() end

---The policies that concern the job's actor.
---@return security.Scope?
function security.scope() end

---Whether the policies allow the job's actor something.
---@param action string
---@param resource string
---@param meta? table<string, any>
---@return boolean
function security.can(action, resource, meta) end

---A policy by its id, `namespace:name`.
---@param id string
---@return security.Policy? policy
---@return errors.Error? err
function security.policy(id) end

---The policies of a group by its id, `namespace:name`.
---@param id string
---@return security.Scope? scope
---@return errors.Error? err
function security.named_scope(id) end

---A scope of policies. Raises an error when it is not allowed.
---@param policies? security.Policy[]
---@return security.Scope
function security.new_scope(policies) end

---An actor to ask policies about. Raises an error when it is not allowed.
---@param id string
---@param meta? table<string, any>
---@return security.Actor
function security.new_actor(id, meta) end

return security
