-- What wrk sends in `scripts/bench orders`: POST /api/orders, each with a token of a thousand and an
-- Idempotency-Key of its own, for a half hour somewhere in the next weeks.
-- ORDERS_TOKENS: a file with a token a line; ORDERS_TYPE: a service type; ORDERS_START: the first
-- half hour, in seconds since 1970; ORDERS_RATE: orders a second (0: as many as possible).
local ffi = require("ffi")
ffi.cdef [[ struct timeval { long s; long us; }; int gettimeofday(struct timeval *, void *); ]]

local connections = tonumber(os.getenv("ORDERS_CONNECTIONS"))
local rate = tonumber(os.getenv("ORDERS_RATE") or "0")
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
  thread:set("shares", tonumber(os.getenv("ORDERS_THREADS")))
end

local function now()
  local time = ffi.new("struct timeval")
  ffi.C.gettimeofday(time, nil)
  return tonumber(time.s) + tonumber(time.us) / 1e6
end

function init()
  tokens = {}
  for line in io.lines(os.getenv("ORDERS_TOKENS")) do tokens[#tokens + 1] = line end
  math.randomseed(number * 7919 + math.floor(now() * 1000) % 1000000)
  run = string.format("%d-%d", number, math.floor(now() * 1000))
  start = tonumber(os.getenv("ORDERS_START"))
  sent = 0
  due = now()
end

-- Requests of a thread are due at even distances, whenever the answers come.
function delay()
  if rate == 0 then return 0 end
  due = due + shares / rate
  return math.max(0, math.floor((due - now()) * 1000))
end

function request()
  sent = sent + 1
  local at = os.date("!%Y-%m-%dT%H:%M:%SZ", start + 1800 * math.random(0, 2700))
  local body = string.format(
    '{"service_type_id":"%s","description":"Buy fish and milk","place":"Roof 7","phone":"+7 900 100 20 30","email":"murka@cats.example","scheduled_at":"%s"}',
    os.getenv("ORDERS_TYPE"), at)
  return wrk.format("POST", "/api/orders", {
    ["Authorization"] = "Bearer " .. tokens[math.random(#tokens)],
    ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = run .. "-" .. sent,
  }, body)
end

statuses = {}
function response(status)
  statuses[status] = (statuses[status] or 0) + 1
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\nRESULT {"requests": %d, "microseconds": %d, "refused": %d, "broken": %d, "p50": %d, "p99": %d}\n',
    summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
