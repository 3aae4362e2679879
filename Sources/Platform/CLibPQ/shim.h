#pragma once
#include <libpq-fe.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <unistd.h>

// Swift sees neither C unions nor macros with arguments; what it needs of epoll comes through here.

static inline int mcf_epoll_control(int poller, int operation, int fd, uint32_t events,
                                    uint64_t tag) {
  struct epoll_event event = {.events = events, .data = {.u64 = tag}};
  return epoll_ctl(poller, operation, fd, &event);
}

static inline uint64_t mcf_epoll_tag(const struct epoll_event *event) { return event->data.u64; }

static inline int mcf_eventfd_open(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

static inline void mcf_eventfd_ring(int fd) { (void)!write(fd, &(uint64_t){1}, sizeof(uint64_t)); }

static inline void mcf_eventfd_drain(int fd) {
  uint64_t count;
  (void)!read(fd, &count, sizeof count);
}

static inline void mcf_name_thread(const char *name) { prctl(PR_SET_NAME, name, 0, 0, 0); }

// What the server warned of since somebody last looked; a warning about a wait for a synchronous
// standby takes the place of any other. Postgres raises those in one function, whatever the language
// of their text.
struct mcf_warning {
  bool has_come;
  bool is_of_standby_wait;
  char sqlstate[6];
};

static inline void mcf_keep_warning(void *place, const PGresult *notice) {
  struct mcf_warning *kept = place;
  const char *severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
  const char *function = PQresultErrorField(notice, PG_DIAG_SOURCE_FUNCTION);
  const char *sqlstate = PQresultErrorField(notice, PG_DIAG_SQLSTATE);
  if (!severity || strcmp(severity, "WARNING") != 0 || kept->is_of_standby_wait) return;
  kept->has_come = true;
  kept->is_of_standby_wait = function && strcmp(function, "SyncRepWaitForLSN") == 0;
  strncpy(kept->sqlstate, sqlstate ? sqlstate : "01000", sizeof kept->sqlstate - 1);
}

static inline void mcf_keep_warnings(PGconn *connection, struct mcf_warning *place) {
  PQsetNoticeReceiver(connection, mcf_keep_warning, place);
}

// libpq 17 can queue a sync without writing it at once, which lets one write carry a batch;
// libpq 14 to 16 write at every sync.
static inline int mcf_queue_sync(PGconn *connection) {
#ifdef LIBPQ_HAS_SEND_PIPELINE_SYNC
  return PQsendPipelineSync(connection);
#else
  return PQpipelineSync(connection);
#endif
}
