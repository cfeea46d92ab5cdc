-- Locks stock for the requests of one batch and sale, all at once.
-- KEYS: sale hash, reservations hash, users hash, cancelled zset, unpaid hash
-- ARGV: units per user, grace in ms after a deadline, then for each request:
--   request id, user id, quantity, deadline in epoch ms, mode, try ('' where it is not known)
-- mode: R reserve; M reserve, maybe a repeat: a refusal leaves a mark, so that a reservation which
--   an earlier try may have written to the ledger is cancelled, never adopted; A adopt what the
--   ledger holds, whatever its deadline; L look up only; F look up what may be a repeat, and where it
--   holds nothing leave a mark: whoever stood still with it since before must not reserve it now
-- A reservation names the try that made it, or '*' where several tries of the request have one: then no try's
-- deadline ends it any more (close.lua). '?': another try may have cancelled it, who knows; it is told to nobody.
-- Marks of refusals are of one try, marks of cancellations of the request.
-- Returns {fence, units left, turn, code...}, or {} where the fence is down. Codes: R reserved now; A held already, or won
--   before and not paid;
--   O left alone: another try holds it or is about to cancel it, or this one was refused before; K held with another user or quantity; N not held (look-up); C cancelled; X past its deadline;
--   S too few units left; L<request id> over the limit, with the user's first reservation
local run_id = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
local sale = redis.call('HMGET', KEYS[1], 'fence', 'remaining', 'turn')
local fence = sale[1]
if not fence or string.sub(fence, 1, #run_id) ~= run_id then
  return {}
end
local remaining = tonumber(sale[2])
local per_user, grace = tonumber(ARGV[1]), tonumber(ARGV[2])
local count = (#ARGV - 2) / 6
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- Of one try; of all tries of the request where it has no name. Only marks without a slash are cancellations in
-- the ledger, so only those are told to anyone: what the others keep out may be won by another try.
local function mark_of(id, try)
  return id .. '/' .. try
end

local ids, wanted_by = {}, {}
for i = 1, count do
  ids[i] = ARGV[i * 6 - 3]
  wanted_by[i] = ARGV[i * 6 - 2]
end
local held = redis.call('HMGET', KEYS[2], unpack(ids))
local users = redis.call('HMGET', KEYS[3], unpack(wanted_by))
local any_cancelled = redis.call('EXISTS', KEYS[4]) == 1

local new_held, new_users = {}, {}   -- what this batch adds, by id
local write_held, write_users, marks = {}, {}, {}
local out = {fence, '', sale[3]}
for i = 1, count do
  local id, user = ids[i], wanted_by[i]
  local quantity, deadline, mode = ARGV[i * 6 - 1], ARGV[i * 6], ARGV[i * 6 + 1]
  local try = ARGV[i * 6 + 2]
  local holds = new_held[id] or held[i]
  local claim = user .. '|' .. quantity .. '|'
  local code
  if holds then
    code = string.sub(holds, 1, #claim) == claim and 'A' or 'K'
    local until_ms, holder = string.match(holds, '^.-|%d+|(%d+)|?(.*)$')
    if holder == '?' then
      code = (code == 'K' or mode == 'A') and code or 'O'
    elseif code == 'A' and try ~= '' and holder ~= '' and holder ~= try and holder ~= '*' then
      local closed = any_cancelled
          and (redis.call('ZSCORE', KEYS[4], id) or redis.call('ZSCORE', KEYS[4], id .. '/'))
      if closed and mode == 'A' then
        -- Made under a fence that fell, and told to nobody; nor was the one that is about to be cancelled.
        code = 'C'
      elseif closed or mode == 'F' then
        code = 'O'
      else
        local later = tonumber(deadline) > tonumber(until_ms) and deadline or until_ms
        new_held[id] = claim .. later .. '|*'
        write_held[#write_held + 1] = id
        write_held[#write_held + 1] = new_held[id]
      end
    end
  elseif mode == 'L' or mode == 'F' then
    code = 'N'
    if mode == 'F' then
      marks[#marks + 1] = tostring(now)
      marks[#marks + 1] = mark_of(id, try)
    end
  elseif any_cancelled and redis.call('ZSCORE', KEYS[4], id) then
    -- One that was won and not paid was told as a success, and is one to whoever asks again.
    local won = redis.call('HGET', KEYS[5], id)
    code = not won and 'C' or string.sub(won, 1, #claim) == claim and 'A' or 'K'
  elseif any_cancelled
      and (redis.call('ZSCORE', KEYS[4], id .. '/') or redis.call('ZSCORE', KEYS[4], mark_of(id, try))) then
    code = 'O'
    if mode == 'A' then
      code = 'C'
      marks[#marks + 1] = tostring(now)
      marks[#marks + 1] = id .. '/'
    end
  elseif mode ~= 'A' and now > tonumber(deadline) + grace then
    code = 'X'
  else
    local units, first = 0, id
    local of_user = new_users[user] or users[i]
    if of_user then
      local u, f = string.match(of_user, '^(%d+)|(.*)$')
      units, first = tonumber(u), f
    end
    local n = tonumber(quantity)
    if units + n > per_user then
      code = 'L' .. (units > 0 and first or '')
    elseif remaining < n then
      code = 'S'
    else
      code = 'R'
      remaining = remaining - n
      new_held[id] = claim .. deadline .. '|' .. try
      new_users[user] = string.format('%d', units + n) .. '|' .. first
      write_held[#write_held + 1] = id
      write_held[#write_held + 1] = new_held[id]
      write_users[#write_users + 1] = user
    end
    if code ~= 'R' and (mode == 'M' or mode == 'A') then
      -- What the ledger holds is cancelled next, for all tries of the request.
      marks[#marks + 1] = tostring(now)
      marks[#marks + 1] = mode == 'A' and id .. '/' or mark_of(id, try)
    end
  end
  out[i + 3] = code
end

if #write_held > 0 then
  redis.call('HSET', KEYS[2], unpack(write_held))
end
if #write_users > 0 then
  local pairs_of_users = {}
  for i, user in ipairs(write_users) do
    pairs_of_users[i * 2 - 1] = user
    pairs_of_users[i * 2] = new_users[user]
  end
  redis.call('HSET', KEYS[3], unpack(pairs_of_users))
  redis.call('HSET', KEYS[1], 'remaining', string.format('%d', remaining))
  if remaining == 0 then
    -- Sold out: a turn. By the clock it ascends also where Redis forgets, then by one.
    local turn = math.max(tonumber(sale[3]) + 1, time[1] * 1000000 + time[2])
    out[3] = string.format('%.0f', turn)
    redis.call('HSET', KEYS[1], 'turn', out[3])
  end
end
out[2] = string.format('%d', remaining)
if #marks > 0 then
  redis.call('ZADD', KEYS[4], 'NX', unpack(marks))
end
return out
