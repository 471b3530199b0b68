---@meta os

---@class oslib
os = {}

---What scripts run on; the same on every machine.
---@type string
os.platform = "tidegate"

---Seconds since the job first asked.
---@return number
function os.clock() end

---A time as text, or with the format `"*t"` as a table; in UTC.
---@param format? string as of C's strftime
---@param time? number seconds since 1970; now by default
---@return string|table
function os.date(format, time) end

---The seconds from one time to another.
---@param later number
---@param earlier? number
---@return number
function os.difftime(later, earlier) end

---Seconds since 1970, of now or of a date; in UTC.
---@param date? { year: integer, month: integer, day: integer, hour?: integer, min?: integer, sec?: integer, isdst?: boolean }
---@return number
function os.time(date) end

return os
