-- Loads a part of what the ledger says, or only shows that the rebuild is alive.
-- KEYS: the sale hash, then the hash or zset to fill
-- ARGV: the closed fence, then optionally 'HSET' or 'ZADD' and its arguments
-- Returns 1, or 0 where this rebuild was overtaken or the server is another one now.
local run_id = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
local fence = redis.call('HGET', KEYS[1], 'fence')
if fence ~= ARGV[1] or not string.find(fence, run_id, 1, true) then
  return 0
end
local time = redis.call('TIME')
redis.call('HSET', KEYS[1], 'alive', tostring(time[1] * 1000 + math.floor(time[2] / 1000)))
if ARGV[2] then
  local args = {}
  for i = 3, #ARGV do
    args[i - 2] = ARGV[i]
  end
  redis.call(ARGV[2], KEYS[2], unpack(args))
end
return 1
