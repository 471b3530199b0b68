---@meta time

---@class timelib
time = {}

time.NANOSECOND = 1
time.MICROSECOND = 1000
time.MILLISECOND = 1000000
time.SECOND = 1000000000
time.MINUTE = 60000000000
time.HOUR = 3600000000000

time.RFC3339 = "2006-01-02T15:04:05Z07:00"
time.RFC3339NANO = "2006-01-02T15:04:05.999999999Z07:00"
time.RFC822 = "02 Jan 06 15:04 MST"
time.RFC822Z = "02 Jan 06 15:04 -0700"
time.RFC850 = "Monday, 02-Jan-06 15:04:05 MST"
time.RFC1123 = "Mon, 02 Jan 2006 15:04:05 MST"
time.RFC1123Z = "Mon, 02 Jan 2006 15:04:05 -0700"
time.DATE_TIME = "2006-01-02 15:04:05"
time.DATE_ONLY = "2006-01-02"
time.TIME_ONLY = "15:04:05"
time.KITCHEN = "3:04PM"
time.STAMP = "Jan _2 15:04:05"
time.STAMP_MILLI = "Jan _2 15:04:05.000"
time.STAMP_MICRO = "Jan _2 15:04:05.000000"
time.STAMP_NANO = "Jan _2 15:04:05.000000000"

time.JANUARY = 1
time.FEBRUARY = 2
time.MARCH = 3
time.APRIL = 4
time.MAY = 5
time.JUNE = 6
time.JULY = 7
time.AUGUST = 8
time.SEPTEMBER = 9
time.OCTOBER = 10
time.NOVEMBER = 11
time.DECEMBER = 12
time.SUNDAY = 0
time.MONDAY = 1
time.TUESDAY = 2
time.WEDNESDAY = 3
time.THURSDAY = 4
time.FRIDAY = 5
time.SATURDAY = 6

---UTC.
---@type time.Location
time.utc = {}

---The zone of the service.
---@type time.Location
time.localtz = {}

---A number of nanoseconds, text such as `"1m30s"`, or a duration object.
---@alias time.AnyDuration number|string|time.Duration

---An instant and the zone in which it is told.
---@class time.Time
local Time = {}

---@class time.Duration
local Duration = {}

---A time zone.
---@class time.Location
local Location = {}

---Fires once.
---@class time.Timer
local Timer = {}

---Fires again and again.
---@class time.Ticker
local Ticker = {}

---A channel that gets the time once, after the duration, and closes.
---@param duration time.AnyDuration
---@return channel? channel
---@return errors.Error? err
function time.after(duration) end

---Waits; the other tasks go on.
---@param duration time.AnyDuration
---@return nil
---@return errors.Error? err
function time.sleep(duration) end

---A timer: `after` that can be stopped.
---@param duration time.AnyDuration
---@return time.Timer? timer
---@return errors.Error? err
function time.timer(duration) end

---A ticker. Runs until it is stopped.
---@param duration time.AnyDuration
---@return time.Ticker? ticker
---@return errors.Error? err
function time.ticker(duration) end

---The time, in the local zone.
---@return time.Time
function time.now() end

---When clocks show that; what is out of range rolls over.
---@param year integer
---@param month integer
---@param day integer
---@param hour integer
---@param minute integer
---@param second integer
---@param nanosecond integer
---@param location? time.Location
---@return time.Time
function time.date(year, month, day, hour, minute, second, nanosecond, location) end

---So much after 1970 began.
---@param second integer
---@param nanosecond integer
---@return time.Time
function time.unix(second, nanosecond) end

---The time that a text says.
---@param layout string
---@param text string
---@param location? time.Location
---@return time.Time? t
---@return errors.Error? err
function time.parse(layout, text, location) end

---A duration object.
---@param value time.AnyDuration
---@return time.Duration? d
---@return errors.Error? err
function time.parse_duration(value) end

---A region of the IANA database, such as `Europe/Berlin`.
---@param name string
---@return time.Location? location
---@return errors.Error? err
function time.load_location(name) end

---A zone that is always so far ahead of UTC.
---@param name string
---@param seconds integer
---@return time.Location
function time.fixed_zone(name, seconds) end

---The time so much later.
---@param duration time.AnyDuration
---@return time.Time
function Time:add(duration) end

---The duration from the other time to this one.
---@param other time.Time
---@return time.Duration
function Time:sub(other) end

---The same clock on another day.
---@param years integer
---@param months integer
---@param days integer
---@return time.Time
function Time:add_date(years, months, days) end

---Whether it is later.
---@param other time.Time
---@return boolean
function Time:after(other) end

---Whether it is earlier.
---@param other time.Time
---@return boolean
function Time:before(other) end

---Whether it is the same instant, whatever the zones are.
---@param other time.Time
---@return boolean
function Time:equal(other) end

---It as text.
---@param layout string
---@return string
function Time:format(layout) end

---It as text.
---@return string
function Time:format_rfc3339() end

---Whole seconds since 1970.
---@return integer
function Time:unix() end

---Nanoseconds since 1970; right to about 200.
---@return number
function Time:unix_nano() end

---Its date.
---@return integer year
---@return integer month
---@return integer day
function Time:date() end

---Its clock.
---@return integer hour
---@return integer minute
---@return integer second
function Time:clock() end

---Its year.
---@return integer
function Time:year() end

---Its month.
---@return integer
function Time:month() end

---Its day.
---@return integer
function Time:day() end

---Its hour.
---@return integer
function Time:hour() end

---Its minute.
---@return integer
function Time:minute() end

---Its second.
---@return integer
function Time:second() end

---Its nanosecond.
---@return integer
function Time:nanosecond() end

---0 for Sunday to 6.
---@return integer
function Time:weekday() end

---The day of the year, from 1.
---@return integer
function Time:year_day() end

---Whether it is the beginning of the year 1 in UTC.
---@return boolean
function Time:is_zero() end

---The same instant in UTC.
---@return time.Time
function Time:utc() end

---The same instant in the local zone.
---@return time.Time
function Time:in_local() end

---The same instant in another zone.
---@param location time.Location
---@return time.Time
function Time:in_location(location) end

---Its zone.
---@return time.Location
function Time:location() end

---The nearest multiple of a duration.
---@param step time.Duration
---@return time.Time
function Time:round(step) end

---The last multiple of a duration.
---@param step time.Duration
---@return time.Time
function Time:truncate(step) end

---A whole number; the rest is cut off.
---@return integer
function Duration:nanoseconds() end

---A whole number; the rest is cut off.
---@return integer
function Duration:microseconds() end

---A whole number; the rest is cut off.
---@return integer
function Duration:milliseconds() end

---With a fraction.
---@return number
function Duration:seconds() end

---With a fraction.
---@return number
function Duration:minutes() end

---With a fraction.
---@return number
function Duration:hours() end

---Its name.
---@return string
function Location:string() end

---Its channel, the same one each time.
---@return channel
function Timer:channel() end

---Its channel, the same one each time.
---@return channel
function Timer:response() end

---Its channel, the same one each time.
---@return channel
function Ticker:channel() end

---Its channel, the same one each time.
---@return channel
function Ticker:response() end

---Whether it was still running; closes its channel then.
---@return boolean
function Timer:stop() end

---Whether it was still running; it then fires after the duration from now.
---@param duration time.AnyDuration
---@return boolean
function Timer:reset(duration) end

---Stops it and closes its channel.
---@return true
function Ticker:stop() end

return time
