-- Lists of what is decided, which become ever longer, have first what was decided last.
create index application_decided on application (status, decided_at, id);
