import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("R-090: what managers read of applications")
struct ReadApplicationsTests {
  @Test(
    "all that were confirmed: who asks for more time first, then the oldest; what filters leave")
  func filters() async throws {
    try await withApplications { bed in
      try await bed.bed.prepare(
        """
        update application set held_by = 'boss' where id = u(102);
        update application set held_by = 'rival', asks_time = 'a paw in plaster' where id = u(103);
        update application set vacancy_id = u(2) where id in (u(104), u(106));
        """)
      #expect(try await bed.listed() == [103, 102, 104, 105, 106, 107])
      let lists: [String: [Int]] = [
        "?status=tested": [104], "?status=open": [103, 102, 104], "?held_by=me": [102],
        "?held_by=rival": [103], "?asks_time=true": [103],
        "?status=open&asks_time=false": [102, 104],
        "?vacancy=\(id(2).wire)": [104, 106], "?q=tom%20104": [104], "?q=TOM105%40X": [105],
        "?status=open&q=siber": [103, 102, 104], "?lapsed=true": [], "?q=nobody": [],
      ]
      for (query, numbers) in lists {
        #expect(try await bed.listed(query) == numbers, "\(query)")
      }
      #expect(try await bed.listed("?held_by=me", as: bed.rival) == [103])
      #expect(try await bed.hiring.send(.get, "/api/applications?status=unconfirmed").status == 400)
    }
  }

  @Test("R-111, case 21: an invitation lapses at its end to the instant, unless the test was begun")
  func lapsed() async throws {
    try await withApplications { bed in
      bed.clock.set(t0 + 14 * 86_400 - 0.001)
      #expect(try await bed.listed("?lapsed=true") == [])
      bed.clock.set(t0 + 14 * 86_400)
      #expect(try await bed.listed("?lapsed=true") == [103])
      #expect(try await bed.listed("?lapsed=false&status=open") == [102, 104])
      try await bed.bed.prepare(
        """
        insert into attempt (id, application_id, group_id, seed, limit_seconds, extra_seconds,
                             started_at, deadline_at, accept_until)
        values (u(203), u(103), 1, 1, 1200, 0, t0(), t0() + interval '20 min',
                t0() + interval '20 min');
        """)
      #expect(try await bed.listed("?lapsed=true") == [])
    }
  }

  @Test("R-111: what another invitation has taken the place of lapses no more")
  func replaced() async throws {
    try await withApplications { bed in
      bed.clock.set(t0 + 86_400)
      #expect(try await bed.act(103, "/invite", ["reason": "once more"]).status == 200)
      bed.clock.set(t0 + 14 * 86_400)
      let early = try await bed.listed("?lapsed=true")
      #expect(early == [])
      bed.clock.set(t0 + 15 * 86_400)
      #expect(try await bed.listed("?lapsed=true") == [103])
    }
  }

  @Test("what was decided last comes first, page by page, without a gap or a repetition")
  func decided() async throws {
    try await withApplications { bed in
      // Three were decided at each instant, so that ids part them.
      try await bed.bed.prepare(
        """
        insert into application (id, vacancy_id, status, name, email, phone, age, breed,
                                 coat_colour, language, created_at)
        select u(n), u(1), 'unconfirmed', 'Nr ' || n, 'nr' || n || '@x.example', '+7 900', 3,
               'Siberian', 'grey', 'en', t0()
        from   generate_series(1101, 1170) n;
        insert into application_photo (application_id, sha256, at)
        select u(n), p.sha256, t0() from photo p, generate_series(1101, 1170) n;
        update application a
        set    status = 'rejected', confirmed_at = t0(), tests = array[u(11)],
               photo_sha256 = (select sha256 from photo), decided_by = 'boss',
               decided_at = t0() + n / 3 * interval '1 s', reason = 'incomplete',
               rejected_from = 'new', reapply_at = t0() + interval '90 days'
        from   generate_series(1101, 1170) n
        where  a.id = u(n);
        """)
      let oldestFirst = ([106] + Array(1_101...1_170)).map { id($0).wire }
      let lastFirst = Array(oldestFirst.reversed())
      func listed(_ query: String) async throws -> [String] {
        try await bed.hiring.pages("/api/applications?status=rejected\(query)&limit=7").joined()
          .compactMap { $0["id"]?.string }
      }
      #expect(try await listed("") == lastFirst)
      // What is looked for has the oldest first, as elsewhere.
      #expect(try await listed("&q=siber") == oldestFirst)
      let first = try await bed.browser().get("/applications?status=rejected").text
      let next = try #require(first.firstMatch(of: #/href="(\/applications\?[^"]*cursor=[^"]+)"/#))
      let rest = try await bed.browser().get(String(next.1).replacing("&amp;", with: "&")).text
      let row = #/<th scope="row"><a href="\/applications\/([0-9a-f-]{36})"/#
      #expect((first + rest).matches(of: row).map { String($0.1) } == lastFirst)
    }
  }

  @Test("pages go on where the one before ended, as JSON and as a table")
  func pages() async throws {
    try await withApplications { bed in
      let pages = try await bed.hiring.pages("/api/applications?limit=4")
      #expect(pages.map(\.count) == [4, 2])
      let table = try await bed.hiring.api.send(
        .get, "/api/applications?limit=4", as: bed.hiring.boss, headers: ["Accept": "text/csv"])
      #expect(table.headers[.contentType]?.hasPrefix("text/csv") == true)
      let link = table.headers.first { $0.name.rawName == "Link" }
      #expect(link?.value.contains("cursor=") == true)
      #expect(table.text.split(separator: "\r\n").count == 5)
      #expect(table.text.contains(",tested,"))
      let bad = try await bed.hiring.send(.get, "/api/applications?status=old&q=ab&cursor=1&sort=x")
      #expect(bad.mistakes == ["?cursor", "?q", "?sort", "?status"])
    }
  }

  @Test("one has its invitations, what became of them, and others of its mailbox")
  func one() async throws {
    try await withApplications { bed in
      try await bed.bed.prepare(
        "update application set email = 'tom104@X.EXAMPLE' where id in (u(101), u(105))")
      let answer = try await bed.get(104)
      #expect(answer.status == 200, "\(answer.text)")
      #expect(answer["name"] == "Tom 104")
      #expect(answer["status"] == "tested")
      let invitation = answer["invitations"]?[0]
      let part: JSONValue = ["test_id": .string(id(11).wire), "version": 1, "scoring": 1]
      #expect(invitation?["tests"] == [part])
      #expect(invitation?["attempt"]?["points"] == 21)
      #expect(invitation?["attempt"]?["code"] == .string(String(repeating: "K", count: 20)))
      #expect(invitation?["attempt"]?["characteristics"]?["courtesy"] == 50)
      #expect(answer["standing"]?["proposed"] == false)
      #expect(answer["standing"]?["obstacles"] == ["too_few"])
      // What nobody has confirmed may be anybody's.
      #expect(answer["other_applications"]?.array?.map { $0["id"] } == [.string(id(105).wire)])
      #expect(answer.headers[.eTag]?.hasPrefix("\"2-") == true)
      #expect(try await bed.get(101).status == 404)
      #expect(try await bed.get(999).status == 404)
    }
  }

  @Test("R-080: among enough others, the places of a finished attempt are told as they are now")
  func proposal() async throws {
    try await withApplications { bed in
      try await bed.propose()
      let now = try await bed.get(104)["standing"]
      #expect((now?["best"], now?["worst"], now?["of"]) == (1, 1, 100))
      #expect((now?["proposed"], now?["obstacles"]) == (true, []))
      // First of all lists, page by page; the others follow by age.
      #expect(try await bed.listed() == [104, 102, 103, 105, 106, 107])
      #expect(try await bed.listed("?proposed=true") == [104])
      #expect(try await bed.listed("?proposed=false&status=open") == [102, 103])
      let pages = try await bed.hiring.pages("/api/applications?limit=2")
      #expect(pages.map { $0.map { $0["proposed"] } }.first == [true, false])
      #expect(pages.map(\.count) == [2, 2, 2])
      // 4.4: she waits for an answer; and pages go on behind her as well.
      try await bed.bed.prepare("update application set asks_time = 'a paw' where id = u(103)")
      #expect(try await bed.listed() == [103, 104, 102, 105, 106, 107])
      let asking = try await bed.hiring.pages("/api/applications?limit=1")
      #expect(
        asking.map { $0.first?["id"] }
          == [103, 104, 102, 105, 106, 107].map { .string(id($0).wire) })
      try await bed.bed.prepare("update application set asks_time = null where id = u(103)")
      try await bed.bed.prepare("update attempt set points = 45 where ordinal in (2, 3, 4)")
      #expect(try await bed.listed("?proposed=true") == [])
      let later = try await bed.get(104)["standing"]
      #expect(later?["obstacles"] == ["not_among_top"])
      #expect((later?["best"], later?["worst"]) == (4, 4))
      // About who is decided it is not asked any more.
      _ = try await bed.decide(104, ["decision": "reject", "reason": "test_result"])
      #expect(try await bed.get(104)["standing"] == .null)
    }
  }

  @Test("R-080: by an attempt that another invitation has replaced nobody is proposed")
  func replacedAttempt() async throws {
    try await withApplications { bed in
      try await bed.propose()
      #expect(try await bed.act(104, "/invite", ["reason": "once more"]).status == 200)
      try await bed.bed.prepare("update application set status = 'tested' where id = u(104)")
      #expect(try await bed.listed("?proposed=true") == [])
    }
  }

  @Test("R-080: below the points that a test asks for, nobody is proposed")
  func minimum() async throws {
    try await withApplications { bed in
      try await bed.propose()
      try await bed.bed.prepare(
        """
        update attempt set standing = '{"reaches_minimum": false, "points": 21, "max_points": 46,
          "of": 1, "needed": 100, "places": 0, "obstacles": []}' where id = u(204)
        """)
      #expect(try await bed.get(104)["standing"]?["obstacles"] == ["below_minimum"])
    }
  }

  @Test("the history has who did what, page by page")
  func history() async throws {
    try await withApplications { bed in
      _ = try await bed.act(.patch, 102, "", ["held_by": "me"])
      let pages = try await bed.hiring.pages(ApplicationsBed.path(102, "/history?limit=1"))
      #expect(pages.map { $0.map { $0["event"] } } == [["asked"], ["taken"]])
      #expect(pages[1][0]["subject"] == "boss")
      #expect((pages[1][0]["by"], pages[1][0]["version"]) == ("manager", 3))
      #expect(try await bed.get(101, "/history").status == 404)
    }
  }
}

@Suite("D3: an applicant's photo")
struct ApplicantsPhotoTests {
  @Test("managers see it, and it is never taken for anything else")
  func managers() async throws {
    try await withApplications { bed in
      let photo = try await bed.get(104, "/photo")
      #expect((photo.status, photo.text) == (200, "a cat"))
      #expect(photo.headers[.contentType] == "image/png")
      #expect(photo.headers[.xContentTypeOptions] == "nosniff")
      #expect(photo.headers[.contentSecurityPolicy] == "default-src 'none'; sandbox")
      #expect(try await bed.get(101, "/photo").status == 404)
      let stranger = try await bed.hiring.api.send(.get, ApplicationsBed.path(104, "/photo"))
      #expect(stranger.status == 401)
    }
  }

  @Test("whoever has the signed path needs no token, until it ends; nothing else opens it")
  func signed() async throws {
    try await withApplications { bed in
      let links = bed.hiring.module.photoLinks
      let path = links.path(of: id(104), until: t0 + 30 * 86_400)
      func status(_ path: String) async throws -> Int {
        try await bed.hiring.api.send(.get, path).status
      }
      let opened = try await status(path)
      #expect(opened == 200)
      let other = path.replacing(id(104).wire, with: id(105).wire)
      #expect(try await status(other) == 404)
      let expiry = UInt32(t0.timeIntervalSince1970) + 30 * 86_400
      #expect(try await status(path.replacing("\(expiry)", with: "\(expiry + 1)")) == 404)
      for index in path.indices.suffix(43) {
        let flipped: Character = path[index] == "A" ? "B" : "A"
        let forged = path.replacingCharacters(at: index, by: flipped)
        #expect(try await status(forged) == 404, "\(forged)")
      }
      #expect(try await status(path.components(before: "&signature=")) == 401)
      #expect(try await status(path + "&more=1") == 400)
      bed.clock.set(t0 + 30 * 86_400)
      #expect(try await status(path) == 404)
    }
  }
}

extension String {
  fileprivate func replacingCharacters(at index: Index, by character: Character) -> String {
    var copy = self
    copy.replaceSubrange(index...index, with: [character])
    return copy
  }

  fileprivate func components(before text: String) -> String {
    firstRange(of: text).map { String(self[..<$0.lowerBound]) } ?? self
  }
}
