-- What the inventory knows: of the sale, and of one request where it is named.
-- KEYS: sale hash, reservations hash, users hash, cancelled zset, unpaid hash
-- ARGV: request id (optional)
-- Returns {fence, units left, turn, reservation or '', 'C' where cancelled, 'U' where it was won and not paid, or ''}, or {}
-- where the fence is down.
local run_id = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
local sale = redis.call('HMGET', KEYS[1], 'fence', 'remaining', 'turn')
if not sale[1] or string.sub(sale[1], 1, #run_id) ~= run_id then
  return {}
end
local holds, cancelled = '', ''
if ARGV[1] then
  local won = redis.call('HGET', KEYS[5], ARGV[1])
  holds = won or redis.call('HGET', KEYS[2], ARGV[1]) or ''
  cancelled = won and 'U' or redis.call('ZSCORE', KEYS[4], ARGV[1]) and 'C' or ''
end
return {sale[1], sale[2], sale[3], holds, cancelled}
