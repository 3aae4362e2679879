import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("What becomes of strangers' forms")
struct IntakeTests {
  @Test(
    "R-090, case 3: the same ticket 50 times is one application, one letter, at several replicas too"
  )
  func once() async throws {
    try await withHiring { bed in
      let filed = try await atOnce(50) { _ in try await bed.submit([UInt8](repeating: 7, count: 8))
      }
      #expect(filed.filter(\.self).count == 1)
      _ = try await atOnce(4) { _ in try await bed.module().takePortalWork() }
      let applications = try await bed.applications(of: "tom@x.example")
      #expect(applications.map(\.status) == ["unconfirmed"])
      let application = try #require(applications.first?.id)
      #expect(
        try await bed.published(of: application) == ["application.changed.v1 1 asked unconfirmed"])
      #expect(try await bed.history(of: application) == ["1 asked applicants"])
      #expect(try await bed.value("select count(*) from submission", as: Int.self) == 0)

      let asked = try #require(
        try await bed.events(ApplicationChanged.self, of: application).first)
      #expect(asked.email == "tom@x.example" && asked.firstName == nil && asked.previous == nil)
      #expect(asked.vacancyTitle == "Vacancy 1" && asked.link?.kind == .status)
      let link = try bed.hash(of: asked.link, of: application)
      #expect(try await bed.state(link)?.status == "unconfirmed")
      #expect(try await bed.state(link, at: t0.addingDays(400)) == nil, "it is over")
    }
  }

  @Test("case 8: three letters a mailbox and day, whichever of its addresses; the next day again")
  func mailbox() async throws {
    try await withHiring { bed in
      let addresses = ["cat@x.example", "cat+a@x.example", "CAT@x.example", "cat+b@x.example"]
      try await bed.submit(from: addresses)
      try await bed.module().takePortalWork()
      #expect(try await bed.letters() == 3)
      #expect(try await bed.value("select count(*) from submission", as: Int.self) == 0)
      let midnight = t0 + 43_200
      try await bed.submit(from: addresses, at: midnight - 1)
      try await bed.module(at: midnight - 0.001).takePortalWork()
      #expect(try await bed.letters() == 3, "the day of UTC is the same")
      try await bed.submit(from: addresses, at: midnight - 1)
      try await bed.module(at: midnight).takePortalWork()
      #expect(try await bed.letters() == 6)
    }
  }

  @Test("case 8: looking confirms nothing; \"not me\" deletes the row and bars the mailbox 90 days")
  func notMe() async throws {
    try await withHiring { bed in
      try await bed.submit(from: ["cat@x.example"])
      try await bed.module().takePortalWork()
      let application = try #require(try await bed.applications(of: "cat@x.example").first?.id)
      let asked = try await bed.events(ApplicationChanged.self, of: application).first
      let link = try bed.hash(of: asked?.link, of: application)
      for _ in 0..<100 { _ = try await bed.state(link) }
      try await bed.module().takePortalWork()
      #expect(try await bed.applications(of: "cat@x.example").map(\.status) == ["unconfirmed"])

      #expect(try await bed.act(link, "not_me") == "filed")
      try await bed.module().takePortalWork()
      #expect(try await bed.applications(of: "cat@x.example").isEmpty)
      #expect(try await bed.state(link) == nil)
      #expect(try await bed.published(of: application).count == 1, "no letter about it")
      let end = t0.addingDays(90)
      try await bed.submit(from: ["c.a.t+z@x.example", "cat+z@x.example"], at: end - 1)
      try await bed.module(at: end - 0.001).takePortalWork()
      #expect(try await bed.letters() == 2, "dots count but at Gmail; the other one is barred")
      try await bed.submit(from: ["cat+z@x.example"], at: end - 1)
      try await bed.module(at: end).takePortalWork()
      #expect(try await bed.letters() == 3)
    }
  }

  @Test(
    "what is closed, or is no vacancy, is dropped without a word and costs no letter of the day")
  func closed() async throws {
    try await withHiring { bed in
      try await bed.submit(from: ["cat@x.example"], vacancy: 3)
      try await bed.submit(from: ["cat@x.example"], vacancy: 77)
      try await bed.module().takePortalWork()
      #expect(try await bed.letters() == 0)
      #expect(try await bed.value("select count(*) from submission", as: Int.self) == 0)
      #expect(try await bed.value("select count(*) from mail_count", as: Int.self) == 0)
    }
  }

  @Test("2.5: the least suspicious first, then whose network has sent least, then who came first")
  func order() async throws {
    try await withHiring { bed in
      for (number, form) in [(1, 0), (0, 9), (0, 1), (0, 1)].enumerated() {
        _ = try await bed.submit(
          [UInt8](repeating: UInt8(number), count: 8), email: "cat\(number)@x.example",
          turn: form.1, suspicion: form.0)
      }
      try await bed.module().takePortalWork()
      let asked = try await bed.admin.query(
        "select data ->> 'email' from outbox order by id", as: String.self)
      #expect(asked == [2, 3, 1, 0].map { "cat\($0)@x.example" })
    }
  }

  @Test("2.5: twenty letters at once, then one a second; what is refused is none")
  func pace() async throws {
    try await withHiring { bed in
      try await bed.submit(from: Array(repeating: "cat@x.example", count: 10))
      try await bed.submit(from: (0..<25).map { "cat\($0)@x.example" })
      let passed = TestClock(Date(timeIntervalSince1970: 0))
      let module = bed.module()
      let intake = Intake(
        bed.app, links: module.links, .testing, clock: module.clock,
        elapsed: { Nanoseconds(passed.now.timeIntervalSince1970 * 1_000_000_000) })
      try await intake.round()
      #expect(try await bed.letters() == 20)
      passed.advance(by: 0.9)
      try await intake.round()
      #expect(try await bed.letters() == 20)
      passed.advance(by: 0.2)
      try await intake.round()
      #expect(try await bed.letters() == 21)
      passed.advance(by: 60)
      try await intake.round()
      #expect(try await bed.letters() == 28)
    }
  }

  @Test("2.5: who has waited for two hours gets no letter any more")
  func late() async throws {
    try await withHiring { bed in
      try await bed.submit(from: ["old@x.example"], at: t0 - 7_200)
      try await bed.submit(from: ["cat@x.example"], at: t0 - 7_199.999)
      try await bed.module().takePortalWork()
      #expect(try await bed.applications(of: "old@x.example").isEmpty)
      #expect(try await bed.applications(of: "cat@x.example").count == 1)
    }
  }

  @Test("2.5: how many wait, and for how long the oldest form and the oldest wish")
  func backlog() async throws {
    try await withHiring { bed in
      func shown(at instant: Date) async throws -> [Double] {
        let backlog = try #require(try await bed.app.readOne(ReadBacklog(now: instant)))
        return [Double(backlog.forms), backlog.formSeconds, backlog.actSeconds]
      }
      #expect(try await shown(at: t0) == [0, 0, 0])
      try await bed.submit(from: ["cat@x.example", "dog@x.example"])
      _ = try await bed.act(hash(102), "resend", at: t0 + 20)
      #expect(try await shown(at: t0 + 60) == [2, 60, 40])
      try await bed.module(at: t0 + 60).takePortalWork()
      #expect(try await shown(at: t0 + 60) == [0, 0, 0])
    }
  }

  @Test("what fails on the way leaves nothing behind, and comes again")
  func failure() async throws {
    try await withHiring { bed in
      try await bed.prepare(
        """
        create function public.fail() returns trigger language plpgsql as
        'begin raise exception ''no link today''; end';
        create trigger fail before insert on link for each row execute function public.fail();
        """)
      try await bed.submit(from: ["cat@x.example"])
      await #expect(throws: PostgresError.self) { try await bed.module().takePortalWork() }
      for table in ["mail_count", "outbox"] {
        #expect(try await bed.value("select count(*) from \(table)", as: Int.self) == 0)
      }
      #expect(try await bed.applications(of: "cat@x.example").isEmpty)
      try await bed.prepare("drop trigger fail on link")
      try await bed.module().takePortalWork()
      #expect(try await bed.letters() == 1)
    }
  }
}
