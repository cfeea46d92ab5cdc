-- Asks whether tries may be cancelled at their deadline. Where one may, the request is marked: no other
-- try of it gets units from now on, nor takes over those that this one holds. The slash: its cancellation is not in
-- the ledger yet. That one was asked for is, so a rebuild marks it again.
-- KEYS: sale hash, reservations hash, users hash, cancelled zset, unpaid hash
-- ARGV: request id and try, for each
-- Returns {fence, units left, turn, code...}, or {} where the fence is down. Codes: Y it may; N another try holds units,
-- or it was won and not paid
local run_id = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
local sale = redis.call('HMGET', KEYS[1], 'fence', 'remaining', 'turn')
if not sale[1] or string.sub(sale[1], 1, #run_id) ~= run_id then
  return {}
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local out = {sale[1], sale[2], sale[3]}
for i = 1, #ARGV / 2 do
  local id, try = ARGV[i * 2 - 1], ARGV[i * 2]
  local holds = redis.call('HGET', KEYS[2], id)
  local holder = holds and string.match(holds, '^.-|%d+|%d+|?(.*)$')
  if holds and holder ~= '' and holder ~= try or redis.call('HGET', KEYS[5], id) then
    out[i + 3] = 'N'
  else
    redis.call('ZADD', KEYS[4], 'NX', tostring(now), id .. '/')
    out[i + 3] = 'Y'
  end
end
return out
