import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("Case 21: one test that travels")
struct TravelTests {
  @Test("R-111: from the form through an invitation, a test and a rejection until it is forgotten")
  func travel() async throws {
    let keys = ApplicantsConfiguration.testing.portalKeys
    try await withPortal(limits: false, configured: { $0.keys = keys }) { portal in
      let way = Way(portal: portal)
      let bed = portal.bed
      try await bed.prepare("update test_version set is_default = true where number = 1")
      let asked = try await way.apply("murka@cats.example")
      let late = try await way.apply("late@cats.example")
      let sleepy = try await way.apply("sleepy@cats.example")
      let murka = try await way.confirm(asked)
      _ = try await way.confirm(late)

      // Unconfirmed: dropped at 7 days.
      try await way.go(to: t0.addingDays(7) - 0.001)
      #expect(try await way.status(of: sleepy) == 200)
      try await way.go(to: t0.addingDays(7))
      #expect(try await way.status(of: sleepy) == 404)
      #expect(try await bed.applications(of: "sleepy@cats.example").isEmpty)

      // An invitation lapses at 14 days, and what is begun a second before has its full time.
      let invited = portal.clock.now
      let test = try await way.invite(murka)
      let missed = try await way.invite(late)
      let lapse = invited.addingDays(14)
      let hash = try way.hash(of: test)
      try await way.go(to: lapse - 1)
      let begun = try #require(try await bed.start(hash, at: lapse - 1))
      let end = lapse - 1 + 1_200
      #expect(begun.outcome == "running" && begun.deadline == end)
      try await way.go(to: lapse)
      #expect(try await bed.start(way.hash(of: missed), at: lapse)?.outcome == "lapsed")
      #expect(try await bed.save(hash, "1.way", "\"30\"", at: end + 4.999).outcome == "saved")
      #expect(try await bed.save(hash, "1.way", "\"31\"", at: end + 5).outcome == "over")
      try await way.go(to: end + 5)
      try await way.module.handIn.round()
      let attempts = try await bed.admin.query(
        "select handed_in_by, handed_in_at from attempt where application_id = \(murka.id)",
        as: String.self, Date.self)
      #expect(attempts.map(\.0) == ["time"] && attempts.map(\.1) == [end])

      // The invitation's link is good for two days more, that to the state for longer.
      try await way.go(to: lapse.addingDays(2) - 1)
      #expect(try await way.status(of: test) == 200)
      try await way.go(to: lapse.addingDays(2))
      #expect(try await way.status(of: test) == 404)
      #expect(try await way.status(of: murka) == 200)

      // What is rejected is forgotten after 180 days.
      let rejected = portal.clock.now
      try await way.act(DecisionAct.reject(.testResult, note: nil), on: murka)
      try await way.go(to: rejected.addingDays(180) - 0.001)
      #expect(try await way.status(of: murka) == 200)
      #expect(try await bed.tables(having: "murka@cats.example") != [])
      try await way.go(to: rejected.addingDays(180))
      #expect(portal.clock.now > t0.addingDays(200))
      #expect(try await way.status(of: murka) == 404)
      let kept = try await bed.tables(having: "murka@cats.example")
      #expect(kept.filter { !$0.hasPrefix("outbox") } == [])
    }
  }
}

/// An application, and the token of a link that leads to it.
private struct Traveller: Sendable {
  let id: UUID
  let token: String
}

/// The portal and the managers' half, by one clock.
private struct Way: Sendable {
  let portal: PortalAPI
  var bed: HiringBed { portal.bed }
  var module: ApplicantsModule { bed.module(clock: portal.clock.clock) }

  /// Time passes, and what is over is forgotten.
  func go(to instant: Date) async throws {
    portal.clock.set(instant)
    try await Retention(
      database: bed.app, configuration: .testing, clock: portal.clock.clock, logger: .silent
    ).round()
  }

  func status(of traveller: Traveller) async throws -> Int {
    try await portal.get("/portal/\(traveller.token)").status
  }

  func hash(of traveller: Traveller) throws -> [UInt8] {
    let links = PortalKeys(ApplicantsConfiguration.testing.portalKeys).links
    return try #require(links.token(traveller.token[...], at: portal.clock.now)).hash
  }

  func apply(_ email: String) async throws -> Traveller {
    #expect(try await portal.apply(portal.ticket(), ["email": email]).status == 303)
    try await module.takePortalWork()
    return try await latest(try #require(try await bed.applications(of: email).last?.id))
  }

  func confirm(_ traveller: Traveller) async throws -> Traveller {
    let (link, now) = (try hash(of: traveller), portal.clock.now)
    #expect(try await bed.keepPhoto(link, "a cat", at: now) == "kept")
    #expect(try await bed.act(link, "confirm", form: bed.confirmation(), at: now) == "filed")
    try await module.takePortalWork()
    return try await latest(traveller.id)
  }

  func invite(_ traveller: Traveller) async throws -> Traveller {
    try await act(InviteAct(extraSeconds: 0, reason: nil), on: traveller)
    return try await latest(traveller.id)
  }

  func act(_ act: any ApplicationAct, on traveller: Traveller) async throws {
    let manager = ActingManager(subject: "boss", now: portal.clock.now)
    _ = try await module.perform(
      act, on: traveller.id, if: .none, by: manager, under: nil
    ) { StoredAnswer($0) }
  }

  /// With the link of the letter that was asked for last.
  private func latest(_ application: UUID) async throws -> Traveller {
    let events = try await bed.events(ApplicationChanged.self, of: application)
    let token = try LinkSeal(ApplicantsConfiguration.testing.linkSealKeys).open(
      try #require(events.last?.link), of: application)
    return Traveller(id: application, token: token)
  }
}
