import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("Section 7: what may become of an application")
struct LifeTests {
  @Test("whatever is done in whatever order, the table takes it, and has it as it was meant")
  func anyOrder() async throws {
    try await withHiring { bed in
      for seed in 0..<24 {
        var random = SplitMix64(seed: UInt64(seed))
        var application = try await bed.begun(900 + seed)
        for step in 0..<25 {
          let instant = t0 + TimeInterval(step)
          guard let (changed, done) = try? Self.anything(application, at: instant, &random) else {
            continue
          }
          application = try await bed.app.withTransaction { transaction in
            _ = try await transaction.lock(Application.self, application.id)
            return try await transaction.recordAny(changed, done, at: instant)
          }
          let found = try #require(
            try await bed.app.readOne(FindRow<Application>(id: application.id)))
          #expect(found.stored == application.stored)
          #expect(found.version == application.version)
        }
        let history = try await bed.history(of: application.id)
        #expect(history.count == Int(application.version))
        let published = try await bed.published(of: application.id)
        let versions = Set(published.map { $0.split(separator: " ")[1] })
        #expect(versions.count == published.count, "at most one event a version")
      }
    }
  }

  /// One of the things that can be done, with values of its own.
  ///
  /// - Throws: `Problem` where the application does not allow it.
  private static func anything(
    _ before: Application, at now: Date, _ random: inout SplitMix64
  ) throws -> (Application, ApplicationStep) {
    var application = before
    let manager: ExactText = Bool.random(using: &random) ? "boss" : "clerk"
    let step: ApplicationStep
    switch Int.random(in: 0..<11, using: &random) {
    case 0:
      let details = try #require(application.details)
      step = try application.confirm(
        details, photo: HiringBed.photo, tests: [id(11)], at: now)
    case 1: step = try application.invite(reason: "again", by: manager)
    case 2: step = try application.addTime(minutes: 5, reason: "a cold", by: manager)
    case 3: step = try application.askTime("A cold.")
    case 4: step = try application.finishTest()
    case 5: step = try application.accept(as: UUID(), note: nil, by: manager, at: now)
    case 6:
      step = try application.reject(
        RejectionReason.allCases.randomElement(using: &random) ?? .other, note: "no",
        reapplyAt: now + 90, by: manager, at: now)
    case 7: step = try application.reopen(reason: "a mistake", by: manager)
    case 8: step = try application.withdraw(by: .manager(manager), at: now)
    case 9: step = try application.withdraw(by: .applicant, at: now)
    default:
      let holder = try application.claim(for: manager, takingOver: true)
      step = ApplicationStep(holder == nil ? .taken : .takenOver, by: .manager(manager))
    }
    return (application, step)
  }

  @Test("what is not where the application stands is refused, and says where that is")
  func wrongState() async throws {
    try await withHiring { bed in
      let accepted = try await bed.application(105)
      #expect(Self.refusal { try $0.withdraw(by: .applicant, at: t0) }(accepted) == "wrong-state")
      #expect(Self.refusal { try $0.invite(reason: "", by: "boss") }(accepted) == "wrong-state")
      let new = try await bed.application(102)
      #expect(
        Self.refusal { try $0.accept(as: UUID(), note: nil, by: "boss", at: t0) }(new)
          == "wrong-state")
      #expect(Self.refusal { try $0.reopen(reason: "", by: "boss") }(new) == "wrong-state")
      let invited = try await bed.application(103)
      #expect(Self.refusal { try $0.invite(reason: nil, by: "boss") }(invited) == "bad-input")
      var empty = new
      empty.tests = []
      #expect(Self.refusal { try $0.invite(reason: nil, by: "boss") }(empty) == "no-tests")
    }
  }

  private static func refusal(
    _ change: @escaping (inout Application) throws -> ApplicationStep
  ) -> (Application) -> String? {
    { application in
      var application = application
      do {
        _ = try change(&application)
        return nil
      } catch { return (error as? Problem)?.slug }
    }
  }

  @Test("D10: the first who acts has it; another one is told who, or takes it over and it is said")
  func holding() async throws {
    try await withHiring { bed in
      var application = try await bed.application(102)
      #expect(try application.claim(for: "boss") == nil)
      #expect(try application.claim(for: "boss") == nil)
      let refused = #expect(throws: Problem.self) { _ = try application.claim(for: "clerk") }
      #expect(refused?.slug == "held-by-another")
      #expect(refused?.members["held_by"] == "boss")
      #expect(try application.claim(for: "clerk", takingOver: true) == "boss")
      #expect(application.heldBy == "clerk")
    }
  }

  @Test("6.2: each step is told by its own event, holds and sets by none")
  func events() async throws {
    try await withHiring { bed in
      let life: [(inout Application) throws -> ApplicationStep] = [
        {
          _ = try $0.claim(for: "boss")
          return ApplicationStep(.taken, by: .manager("boss"))
        },
        { try $0.invite(reason: nil, by: "boss") },
        { try $0.finishTest() },
        {
          try $0.reject(
            .testResult, note: nil, reapplyAt: t0.addingDays(90), by: "boss", at: t0)
        },
        { try $0.reopen(reason: "The wrong cat.", by: "boss") },
        { try $0.accept(as: id(901), note: "She is fast.", by: "boss", at: t0) },
      ]
      var application = try await bed.application(102)
      for step in life {
        let done = try step(&application)
        let changed = application
        application = try await bed.app.withTransaction {
          _ = try await $0.lock(Application.self, changed.id)
          return try await $0.recordAny(changed, done, at: t0)
        }
      }
      #expect(
        try await bed.published(of: id(102)) == [
          "application.changed.v1 4 invited invited", "application.changed.v1 5 tested tested",
          "applicant.rejected.v1 6", "application.changed.v1 7 reopened tested",
          "applicant.accepted.v1 8",
        ])
      #expect(
        try await bed.history(of: id(102)).dropFirst() == [
          "3 taken manager boss", "4 invited manager boss", "5 tested applicants",
          "6 rejected manager boss", "7 reopened manager boss", "8 accepted manager boss",
        ])
      let invited = try #require(
        try await bed.events(ApplicationChanged.self, of: id(102)).first)
      #expect(invited.previous == "new" && invited.email == "Tom102@x.example")
      #expect(invited.firstName == "Tom" && invited.vacancyTitle == "Vacancy 1")
      let accepted = try await bed.events(ApplicantAccepted.self, of: id(102))
      #expect(accepted.map(\.workerID) == [id(901)])
      #expect(accepted.first?.characteristics["speed"] == 50)
      let rejected = try await bed.events(ApplicantRejected.self, of: id(102))
      #expect(rejected.map(\.mayApplyAgainAt) == [t0.addingDays(90)])
    }
  }

  @Test("who has read an older version writes nothing: neither history nor event")
  func lostUpdate() async throws {
    try await withHiring { bed in
      var application = try await bed.application(102)
      let step = try application.withdraw(by: .applicant, at: t0)
      application.version = 1
      let stale = application
      let refused = await #expect(throws: Problem.self) {
        try await bed.app.withTransaction {
          _ = try await $0.record(stale, step, at: t0)
        }
      }
      #expect(refused?.slug == "wrong-state")
      #expect(try await bed.application(102).status == .new)
      #expect(try await bed.published(of: id(102)) == [])
      let history = try await bed.history(of: id(102))
      #expect(history == ["1 asked applicants"])
    }
  }

  @Test("a withdrawn cat's test is void, so that it is neither scored nor ranked (R-080)")
  func void() async throws {
    try await withHiring { bed in
      _ = try await bed.start(hash(103))
      for number in [103, 104] {
        try await bed.app.withTransaction {
          var application = try await $0.lock(Application.self, id(number))
          let step = try application.withdraw(by: .applicant, at: t0)
          _ = try await $0.record(application, step, at: t0)
        }
      }
      let attempts = try await bed.admin.query(
        "select status from attempt order by id", as: String.self)
      #expect(attempts == ["void", "finished"])
      #expect(try await bed.start(hash(103))?.outcome == "none")
    }
  }
}

extension Transaction {
  /// Records a step, with what an acceptance needs.
  fileprivate func recordAny(
    _ application: Application, _ step: ApplicationStep, at now: Date
  ) async throws -> Application {
    guard step.event == .accepted else { return try await record(application, step, at: now) }
    let hiring = Hiring(
      characteristics: Array(repeating: 50, count: 20), code: String(repeating: "J", count: 20),
      photo: ApplicantAccepted.Photo(sha256: "00", mediaType: "image/png", path: "/nowhere"))
    return try await record(application, step, hiring: hiring, at: now)
  }
}

extension HiringBed {
  /// The digest of the picture that all have uploaded.
  fileprivate static let photo = String(repeating: "ca", count: 32)

  /// An unconfirmed application of that number, with a picture.
  fileprivate func begun(_ number: Int) async throws -> Application {
    let details = try await application(101).details
    var begun = Application(
      id: id(number), vacancyID: id(1), status: .unconfirmed, details: details, language: .russian,
      erasedAt: nil, version: 1, createdAt: t0)
    begun.details?.email = "cat\(number)@x.example"
    let vacancy = try #require(try await app.readOne(FindRow<Vacancy>(id: id(1))))
    let application = begun
    try await app.withTransaction { try $0.begin(application, for: vacancy, .plain) }
    try await prepare(
      """
      insert into photo (sha256, media_type, bytes, created_at)
      values ('\(Self.photo)', 'image/png', 'x', t0()) on conflict do nothing;
      insert into application_photo (application_id, sha256, at)
      values (u(\(number)), '\(Self.photo)', t0());
      """)
    return application
  }
}
