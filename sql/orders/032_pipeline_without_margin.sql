-- R-072: only equals are drawn among, so the first pipeline has no margin; managers may set one. A
-- pipeline that they have changed stays as they want it.
with unchanged as (
  select version,
         steps #- '{5,margin}' as steps
  from   orders.pipeline
  where  version = (select max(version) from orders.pipeline)
  and    steps = '[
    {"name": "weaknesses",   "kind": "filter",    "run": "no-weakness"},
    {"name": "fit",          "kind": "score",     "run": "characteristics", "weight": 3},
    {"name": "results",      "kind": "score",     "run": "past-results",    "weight": 2},
    {"name": "fairness",     "kind": "score",     "run": "fairness",        "weight": 1},
    {"name": "common-scale", "kind": "normalise", "run": "min-max"},
    {"name": "best",         "kind": "choose",    "run": "best", "margin": 0.1}
  ]'
),
next as (
  -- a version does not change under the orders that were matched by it: another takes its place
  insert into orders.pipeline (version, steps, created_at, created_by)
  select version + 1, steps, '2026-11-28 00:00:00+00', 'migration'
  from   unchanged
  where  exists (select from orders.match_trace)
)
update orders.pipeline p
set    steps = u.steps
from   unchanged u
where  p.version = u.version
and    not exists (select from orders.match_trace);
