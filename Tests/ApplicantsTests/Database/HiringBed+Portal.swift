import FoundationEssentials
import Postgres
import TestSupport
import Testing

/// What the portal is told, by its functions.
extension HiringBed {
  private func told<T: PostgresDecodable & Sendable>(
    _ query: PostgresQuery, as type: T.Type
  ) async throws -> T {
    try #require(try await portal.query(query, as: T.self).first)
  }

  struct State {
    let status: String?
    let firstName: String?
    let waiting: [String]
    let act: String?
    let result: String?
    let attempt: String?
    let deadline: Date?
    let answered: Int
  }

  /// - Returns: nil where the link leads nowhere.
  func state(_ hash: [UInt8], at instant: Date = t0) async throws -> State? {
    try await portal.query(
      """
      select status, first_name, waiting, act, result, attempt, deadline_at, answered::int8
      from   v1_state(\(hash), \(instant))
      """, as: String?.self, String?.self, [String].self, String?.self, String?.self, String?.self,
      Date?.self, Int.self
    ).first.map {
      State(
        status: $0.0, firstName: $0.1, waiting: $0.2, act: $0.3, result: $0.4, attempt: $0.5,
        deadline: $0.6, answered: $0.7)
    }
  }

  /// - Returns: whether it was filed.
  func submit(
    _ ticket: [UInt8], name: String = "Tom", email: String = "tom@x.example", vacancy: Int = 1,
    turn: Int = 0, suspicion: Int = 0, at instant: Date = t0
  ) async throws -> Bool {
    try await told(
      """
      select v1_submit(\(ticket), \(instant + 7200), \(turn)::int4, \(suspicion)::int4, 'en',
                       \(id(vacancy)), \(name), \(email), '+7 900', 3::int4, 'Siberian', 'grey',
                       \(instant))
      """, as: Bool.self)
  }

  func act(
    _ hash: [UInt8], _ kind: String, form: String? = nil, at instant: Date = t0
  ) async throws -> String? {
    try await told(
      "select v1_act(\(hash), \(kind), \(form)::text::jsonb, \(instant))", as: String?.self)
  }

  func keepPhoto(_ hash: [UInt8], _ bytes: String, at instant: Date = t0) async throws -> String? {
    try await told(
      "select v1_keep_photo(\(hash), 'image/png', \(Array(bytes.utf8)), \(instant))",
      as: String?.self)
  }

  func photo(_ hash: [UInt8], at instant: Date = t0) async throws -> String? {
    try await portal.query("select bytes from v1_photo(\(hash), \(instant))", as: [UInt8].self)
      .first.map { String(decoding: $0, as: UTF8.self) }
  }

  struct Start: Hashable {
    let outcome: String
    let seed: Int64?
    let deadline: Date?
    let acceptUntil: Date?
  }

  func start(_ hash: [UInt8], seed: Int64 = 7, at instant: Date = t0) async throws -> Start? {
    try await portal.query(
      """
      select outcome, attempt_seed, deadline_at, accept_until
      from   v1_start(\(hash), \(seed), \(instant))
      """, as: String.self, Int64?.self, Date?.self, Date?.self
    ).first.map { Start(outcome: $0.0, seed: $0.1, deadline: $0.2, acceptUntil: $0.3) }
  }

  struct Saved: Equatable {
    let outcome: String
    let revision: Int
  }

  /// - Parameter value: as JSON; nil takes the answer back.
  func save(
    _ hash: [UInt8], _ question: String, _ value: String?, at instant: Date = t0
  ) async throws -> Saved {
    let saved = try await portal.query(
      """
      select outcome, revision::int8
      from   v1_save(\(hash), \(question), \(value)::text::jsonb, 'script', \(instant))
      """, as: String.self, Int.self
    ).map { Saved(outcome: $0.0, revision: $0.1) }
    return try #require(saved.first)
  }

  struct HandedIn: Equatable {
    let status: String
    let deadline: Date
    let at: Date?
  }

  func handIn(
    _ hash: [UInt8], becauseTimeIsUp: Bool = false, at instant: Date = t0
  ) async throws -> HandedIn? {
    try await portal.query(
      """
      select status, deadline_at, handed_in_at from v1_hand_in(\(hash), \(becauseTimeIsUp),
        \(instant))
      """, as: String.self, Date.self, Date?.self
    ).first.map { HandedIn(status: $0.0, deadline: $0.1, at: $0.2) }
  }
}

extension HiringBed {
  /// Name, address, age and whether there is a picture.
  func details(_ hash: [UInt8], at instant: Date = t0) async throws -> String? {
    try await portal.query(
      """
      select name || ', ' || email || ', ' || age || ', ' || coalesce(photo, 'none')
      from   v1_details(\(hash), \(instant))
      """, as: String.self
    ).first
  }

  /// The papers and the answers, as JSON.
  func paper(_ hash: [UInt8], at instant: Date = t0) async throws -> (String, String)? {
    try await portal.query(
      "select papers::text, answers::text from v1_paper(\(hash), \(instant))", as: String.self,
      String.self
    ).first
  }

  /// The value, as JSON, and its revision.
  func question(
    _ hash: [UInt8], _ question: String, at instant: Date = t0
  ) async throws -> (String?, Int?)? {
    try await portal.query(
      "select value::text, revision::int8 from v1_question(\(hash), \(question), \(instant))",
      as: String?.self, Int?.self
    ).first
  }

  /// Waits until a statement that has this in it waits for a lock.
  func waitsForLock(_ part: String) async throws {
    try await eventually("waiting for a lock") {
      try await admin.query(
        """
        select 1::int8 from pg_stat_activity
        where  datname = current_database() and wait_event_type = 'Lock'
        and    position(\(part) in query) > 0
        """, as: Int.self
      ).count > 0
    }
  }
}
