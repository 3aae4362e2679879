-- Times are of the years 1 to 9999 in UTC: others can be stored and not be given out again, since
-- RFC 3339 cannot say them. An absence that went on beyond ends there.

update workers.absence
set    period = period * tstzrange('0001-01-01 00:00:00+00', '9999-12-31 23:59:59.999+00')
where  not period <@ tstzrange('0001-01-01 00:00:00+00', '9999-12-31 23:59:59.999+00')
and    period     && tstzrange('0001-01-01 00:00:00+00', '9999-12-31 23:59:59.999+00');

delete from workers.absence
where  not period <@ tstzrange('0001-01-01 00:00:00+00', '9999-12-31 23:59:59.999+00');

update workers.worker
set    absences = absences
                  * tstzmultirange(
                      tstzrange('0001-01-01 00:00:00+00', '9999-12-31 23:59:59.999+00'))
where  not absences <@ tstzrange('0001-01-01 00:00:00+00', '9999-12-31 23:59:59.999+00');

alter table workers.absence
  add constraint absence_within_calendar
    check (period <@ tstzrange('0001-01-01 00:00:00+00', '9999-12-31 23:59:59.999+00'));
