-- Takes the fence down and empties the sale's keys: from here on nothing is reserved, and who has
-- reserved before finds another fence and begins anew.
-- KEYS: sale hash, reservations hash, users hash, cancelled zset, unpaid hash
-- ARGV: token of this rebuild, stock, how long another rebuild may be silent in ms
-- Returns the closed fence; 'up' where the fence is up, somebody else was faster; 'wait' where
-- another rebuild is at work.
local run_id = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
local sale = redis.call('HMGET', KEYS[1], 'fence', 'alive')
local fence = sale[1]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if fence and string.sub(fence, 1, #run_id) == run_id then
  return 'up'
end
if fence and string.find(fence, 'closed:' .. run_id, 1, true) == 1
    and now - tonumber(sale[2]) < tonumber(ARGV[3]) then
  return 'wait'
end
local closed = 'closed:' .. run_id .. ':' .. ARGV[1]
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5])
redis.call('HSET', KEYS[1], 'fence', closed, 'stock', ARGV[2], 'alive', tostring(now))
return closed
