-- Gives the units of cancelled requests back, each once, and leaves a mark so that a late or stale
-- reserve of them is refused. The only place where stock is released.
-- KEYS: sale hash, reservations hash, users hash, cancelled zset, unpaid hash
-- ARGV: how long a mark for a request that held nothing is kept in ms, then the request ids, each
--   behind '!' where its order was not paid: that it was won stays known
-- Returns {fence, units left, turn, units given back}, or {} where the fence is down.
local run_id = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
local sale = redis.call('HMGET', KEYS[1], 'fence', 'remaining', 'turn')
local fence = sale[1]
if not fence or string.sub(fence, 1, #run_id) ~= run_id then
  return {}
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local released = 0
for i = 2, #ARGV do
  local unpaid, id = string.match(ARGV[i], '^(!?)(.*)$')
  local holds = redis.call('HGET', KEYS[2], id)
  if holds then
    local user, quantity = string.match(holds, '^(.-)|(%d+)|')
    local n = tonumber(quantity)
    redis.call('HDEL', KEYS[2], id)
    if unpaid == '!' then
      redis.call('HSET', KEYS[5], id, holds)
    end
    local of_user = redis.call('HGET', KEYS[3], user)
    if of_user then
      local units, first = string.match(of_user, '^(%d+)|(.*)$')
      local left = tonumber(units) - n
      if left > 0 then
        redis.call('HSET', KEYS[3], user, string.format('%d', left) .. '|' .. first)
      else
        redis.call('HDEL', KEYS[3], user)
      end
    end
    released = released + n
    -- Kept as long as the sale: a writer that was paused may still bring the reservation again.
    redis.call('ZADD', KEYS[4], '+inf', id)
  else
    if unpaid == '' then
      -- Whoever cancels for another reason has told, or will tell, something else than a success.
      redis.call('HDEL', KEYS[5], id)
    end
    redis.call('ZADD', KEYS[4], 'NX', tostring(now), id)
  end
end
redis.call('ZREMRANGEBYSCORE', KEYS[4], '-inf', tostring(now - tonumber(ARGV[1])))
local remaining, turn = sale[2], sale[3]
if released > 0 then
  if remaining == '0' then
    turn = string.format('%.0f', math.max(tonumber(turn) + 1, time[1] * 1000000 + time[2]))
    redis.call('HSET', KEYS[1], 'turn', turn)
  end
  remaining = redis.call('HINCRBY', KEYS[1], 'remaining', released)
end
return {fence, tostring(remaining), turn, tostring(released)}
