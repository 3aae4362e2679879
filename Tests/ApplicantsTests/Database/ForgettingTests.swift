import FoundationEssentials
import Postgres
import TestSupport
import Testing

@Suite("What is forgotten of applications, and what stays")
struct ForgettingTests {
  @Test("case 10: once erased, no column of any table has the address, or a word about the cat")
  func erased() async throws {
    try await withHiring { bed in
      try await bed.prepare(Self.traces)
      #expect(
        try await bed.tables(having: "Whiskers") == [
          "answer", "application", "application_history", "attempt", "invitation", "mark", "photo",
          "portal_act",
        ])
      let erased = try await bed.app.query(
        "select applicants.erase(\(id(104)), \(t0 + 1))", as: Bool.self)
      #expect(erased == [true])
      #expect(try await bed.tables(having: "Whiskers") == [])
      #expect(try await bed.state(hash(104)) == nil)
    }
  }

  @Test("R-080: what others are ranked by stays, and so does what was chosen and what others have")
  func kept() async throws {
    try await withHiring { bed in
      try await bed.prepare(Self.traces)
      try await bed.app.query("select erase(\(id(104)), \(t0 + 1))")
      let attempt = try await bed.admin.query(
        "select points::int8, ordinal::int8, code from attempt where id = u(204)", as: Int.self,
        Int.self, String.self)
      #expect(attempt[0] == (21, 1, "KKKKKKKKKKKKKKKKKKKK"))
      let answers = try await bed.admin.query(
        "select question, value::text from answer order by question", as: String.self, String?.self)
      #expect(answers.map(\.0) == ["1.late_bus", "1.way", "1.why_us"])
      #expect(answers.map(\.1) == ["\"b\"", nil, nil])
      #expect(try await bed.photo(hash(102)) == "a cat")
      let application = try await bed.admin.query(
        "select status, erased_at from application where id = u(104)", as: String.self, Date.self)
      #expect(application[0] == ("withdrawn", t0 + 1))
      #expect(try await bed.value("select count(*) from application", as: Int.self) == 7)
    }
  }

  @Test("section 7: what is decided is erased, and once; what is open is withdrawn before")
  func erasable() async throws {
    try await withHiring { bed in
      var erased: [Bool] = []
      for number in [101, 102, 103, 104, 105, 106, 107, 107] {
        erased += try await bed.app.query("select erase(\(id(number)), \(t0))", as: Bool.self)
      }
      #expect(erased == [false, false, false, false, true, true, true, false])
      #expect(try await bed.state(hash(103)) != nil)
    }
  }

  @Test("section 7: one that nobody has confirmed is dropped with all it had; others are not")
  func dropped() async throws {
    try await withHiring { bed in
      #expect(try await bed.keepPhoto(hash(101), "another cat") == "kept")
      #expect(try await bed.act(hash(101), "confirm", form: #"{"name": "Tom 101"}"#) == "filed")
      let all = (101...107).map { id($0) }
      let dropped = try await bed.app.query("select drop_unconfirmed(\(all))", as: Int.self)
      #expect(dropped == [1])
      #expect(try await bed.tables(having: "Tom 101") == [])
      #expect(try await bed.tables(having: "another cat") == [])
      #expect(try await bed.value("select count(*) from application", as: Int.self) == 6)
      #expect(try await bed.app.query("select drop_unconfirmed(\(all))", as: Int.self) == [0])
      #expect(try await bed.app.query("select drop_unconfirmed('{}')", as: Int.self) == [0])
    }
  }

  @Test("bytes that somebody uploads just when their last owner goes are there for who comes")
  func bytesMeanwhile() async throws {
    try await withHiring { bed in
      for _ in 0..<20 {
        try await bed.prepare(
          """
          insert into application (id, vacancy_id, status, name, email, phone, age, breed,
                                   coat_colour, language, created_at)
          select u(110), vacancy_id, status, name, email, phone, age, breed, coat_colour, language,
                 t0()
          from   application
          where  id = u(101);
          insert into link (token_hash, application_id, kind, expires_at, created_at)
          values (h(110), u(110), 'status', t0() + interval '1 day', t0()) on conflict do nothing;
          """)
        #expect(try await bed.keepPhoto(hash(110), "the same") == "kept")
        let kept = try await atOnce(2) { who in
          if who == 0 { return try await bed.keepPhoto(hash(101), "the same") }
          try await bed.app.query("select drop_unconfirmed(array[\(id(110))])")
          return "kept"
        }
        #expect(kept == ["kept", "kept"])
        #expect(try await bed.photo(hash(101)) == "the same")
        try await bed.prepare("select drop_photos(array[u(101)])")
        #expect(try await bed.tables(having: "the same") == [])
      }
    }
  }

  @Test("of answers to an attempt that ended long ago, the last one a question stays")
  func trimmed() async throws {
    try await withHiring { bed in
      _ = try await bed.start(hash(103))
      for value in 1...3 {
        for question in ["1.way", "1.why_us"] {
          _ = try await bed.save(hash(103), question, "\(value)")
        }
      }
      func trim(before instant: Date) async throws -> Int {
        try await bed.app.query(
          "select trim_answers(\(instant), \(t0), 10::int4)", as: Int.self)[0]
      }
      #expect(try await trim(before: t0 - 1800) == 0, "the one that has finished ended just then")
      #expect(try await trim(before: t0 + 86400) == 1, "the other one is running")
      _ = try await bed.handIn(hash(103), at: t0 + 1)
      #expect(try await trim(before: t0 + 86400) == 1)
      #expect(try await trim(before: t0 + 86400) == 0)
      let kept = try await bed.admin.query(
        "select question, revision::int8, value::text from answer order by question",
        as: String.self, Int.self, String.self)
      #expect(kept.map(\.0) == ["1.way", "1.why_us"])
      #expect(kept.map(\.1) == [3, 3] && kept.map(\.2) == ["3", "3"])
    }
  }

  /// The cat that has sat the test is called Whiskers, is so wherever something can be written, and
  /// has withdrawn.
  private static let traces = """
    update attempt
    set    status = 'running', handed_in_at = null, handed_in_by = null, points = null,
           max_points = null, characteristics = null, code = null, knocked_out = null,
           ordinal = null, finished_at = null
    where  id = u(204);
    insert into answer
    values (u(204), '1.late_bus', 1, '"b"', t0() - interval '45 min', 'form'),
           (u(204), '1.way', 1, '"Whiskers"', t0() - interval '45 min', 'form'),
           (u(204), '1.why_us', 1, '"I am Whiskers"', t0() - interval '45 min', 'form');
    update attempt
    set    status = 'finished', handed_in_at = deadline_at, handed_in_by = 'applicant', points = 21,
           max_points = 46, characteristics = array_fill(50::int2, array[20]),
           code = repeat('K', 20), knocked_out = false, ordinal = 1, finished_at = t0(),
           failure = 'Whiskers cannot be scored'
    where  id = u(204);
    insert into mark (attempt_id, question, points, comment, marked_by, marked_at, created_at)
    values (u(204), '1.why_us', 3, 'Whiskers says so', 'boss', t0(), t0());
    update invitation set reason = 'Whiskers asked' where id = u(204);
    insert into application_history (application_id, version, event, at, by_role, by_subject, note)
    values (u(104), 2, 'time_added', t0(), 'manager', 'boss', 'for Whiskers');
    insert into portal_act (application_id, kind, form, at)
    values (u(104), 'erase', '{"why": "Whiskers"}', t0());
    with photo as (
      insert into photo
      select encode(sha256(bytes), 'hex'), 'image/png', bytes, t0()
      from   convert_to('the face of Whiskers', 'UTF8') bytes
      returning sha256
    )
    insert into application_photo select u(104), sha256, t0() from photo;
    update application
    set    name = 'Whiskers', email = 'Whiskers@x.example', phone = 'Whiskers', breed = 'Whiskers',
           coat_colour = 'Whiskers', note = 'Whiskers is lazy', asks_time = 'Whiskers',
           status = 'withdrawn', decided_at = t0()
    where  id = u(104);
    """
}

extension HiringBed {
  /// The tables that have a text in any column, as text or as bytes, in whatever case.
  func tables(having text: String) async throws -> [String] {
    let tables = try await admin.query(
      """
      select relname::text from pg_class
      where  relnamespace = 'applicants'::regnamespace and relkind = 'r' order by 1
      """, as: String.self)
    var found: [String] = []
    for table in tables {
      let rows = try await admin.query(
        """
        select count(*) from applicants.\(unescaped: table) t
        where  position(lower(\(text)) in lower(t::text)) > 0
        or     position(encode(convert_to(\(text), 'UTF8'), 'hex') in t::text) > 0
        """, as: Int.self)
      if rows[0] > 0 { found.append(table) }
    }
    return found
  }
}
