-- Letters to applicants (R-301), and one to managers of all new applications, at most each hour.

alter table message
  drop constraint message_recipient_kind_check,
  add  constraint message_recipient_kind_check
       check (recipient_kind in ('client', 'worker', 'manager', 'department', 'audit',
                                 'applicant'));

-- Applications that came to be new, each once, however often that is told.
create table digest_item (
  application_id uuid        primary key,
  vacancy_id     uuid        not null,
  -- as the applicant reads it
  vacancy_title  text        not null,
  language       text        not null check (language in ('en', 'ru')),
  -- none: forgotten
  first_name     text,
  -- since when it is new
  at             timestamptz not null,
  -- Whether it is so still; what is not is told to nobody any more.
  is_new         boolean     not null default true,
  -- The letter that tells of it: the subject of its mails. None: none does so far.
  digest         uuid,
  created_at     timestamptz not null
);

create index digest_item_untold on digest_item (at) where digest is null and is_new;
create index digest_item_told   on digest_item (digest, at) where digest is not null;
create index digest_item_old    on digest_item (at);

-- When the last such letter was made. Its one row is everybody's who makes one.
create table digest_turn (
  is_only boolean     primary key default true check (is_only),
  last_at timestamptz not null
);

insert into digest_turn (last_at) values ('-infinity');

grant select, insert, update, delete on digest_item to notifications_app;
grant select, update                 on digest_turn to notifications_app;
