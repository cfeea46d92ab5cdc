-- Puts the fence up again, stamped with this server's life.
-- KEYS: sale hash
-- ARGV: the closed fence, token, remaining
-- Returns 1, or 0 where this rebuild was overtaken or the server is another one now.
local run_id = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
local fence = redis.call('HGET', KEYS[1], 'fence')
if fence ~= ARGV[1] or not string.find(fence, run_id, 1, true) then
  return 0
end
local time = redis.call('TIME')
local turn = string.format('%.0f', time[1] * 1000000 + time[2])
redis.call('HSET', KEYS[1], 'remaining', ARGV[3], 'turn', turn, 'fence', run_id .. ':' .. ARGV[2])
redis.call('HDEL', KEYS[1], 'alive')
return 1
