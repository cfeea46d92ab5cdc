-- KEYS[1] the bucket: hash of `micro` (millionths of tokens) and `at` (microseconds since the epoch)
-- ARGV    rate (tokens a second), capacity, tokens wanted (negative: tokens put back)
-- Answers the tokens granted. Integers only; Redis's own clock, which a failover may set back.
local now = redis.call('TIME')
now = tonumber(now[1]) * 1000000 + tonumber(now[2])
local rate, capacity, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local bucket = redis.call('HMGET', KEYS[1], 'micro', 'at')
local full = capacity * 1000000
local micro, at = tonumber(bucket[1]) or full, tonumber(bucket[2]) or now
-- A token a second is one millionth of a token a microsecond.
micro = math.min(full, micro + math.max(0, now - at) * rate)
local granted = wanted
if wanted > 0 then
  granted = math.min(wanted, math.floor(micro / 1000000))
end
micro = math.min(full, micro - granted * 1000000)
redis.call('HSET', KEYS[1], 'micro', string.format('%.0f', micro), 'at', string.format('%.0f', now))
-- An unused bucket is a full one: nothing is lost when it expires.
redis.call('PEXPIRE', KEYS[1], 60000 + math.ceil(capacity / rate * 1000))
return granted
