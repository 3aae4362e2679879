import Configuration
import FoundationEssentials
import ServiceKit
import Testing

@testable import Applicants

@Suite("6.6: what can be set of how much the portal takes")
struct PortalMeasuresTests {
  private static let second: Nanoseconds = 1_000_000_000
  private let honest = Suspicion(trap: "", name: "Tom", breed: "Manx", age: 60)

  private func measures(
    _ name: String = "LIMITS", _ value: String = "on"
  ) throws -> PortalMeasures {
    let settings = ["MCF_PORTAL_KEYS": KeyRing.random().text, "MCF_PORTAL_\(name)": value]
    let reader = ConfigReader(
      provider: EnvironmentVariablesProvider(environmentVariables: settings))
    return try PortalConfiguration(reader).measures
  }

  @Test("nothing set: as in 3.3, of which other tests have the figures")
  func standard() throws {
    let unset = try measures()
    #expect(unset.slots == 65_536 && unset.queuePlaces == 256 && unset.queueSeconds == 2)
    #expect(PortalLimit.requests.rate(unset) == Rate(120, per: .seconds(60), burst: 60))
    #expect(PortalLimit.networkSubmissions.rate(unset) == Rate(160, per: .hour, burst: 80))
    #expect(SubmissionQueue(unset).pace == Rate(20, per: .seconds(1), burst: 20))
  }

  @Test(
    "of an address and of its network: half of it at once, and the next after its share of time",
    arguments: [
      ("ADDRESS_REQUESTS_PER_MINUTE", 6, .requests, 3, 10),
      ("ADDRESS_REQUESTS_PER_MINUTE", 1, .requests, 1, 60),
      ("ADDRESS_REQUESTS_PER_MINUTE", 6, .networkRequests, 24, 1.25),
      ("ADDRESS_SUBMISSIONS_PER_HOUR", 6, .submissions, 3, 600),
      ("ADDRESS_SUBMISSIONS_PER_HOUR", 6, .networkSubmissions, 24, 75),
    ] as [(String, Int, PortalLimit, Int, Double)])
  func rates(name: String, value: Int, limit: PortalLimit, burst: Int, seconds: Double) throws {
    var limits = PortalLimits(try measures(name, "\(value)"))
    let key = LimitKey(limit: limit, bytes: [192, 0, 2])
    for _ in 0..<burst {
      #expect(limits.wait([key], at: 0) == 0)
      limits.take([key], at: 0)
    }
    #expect(limits.wait([key], at: 0) == Nanoseconds(seconds * Double(Self.second)))
  }

  @Test("how many can be told apart takes 16 bytes each a limit, and 24 in the memory of tickets")
  func slots() throws {
    let gate = PortalGate(try measures("LIMIT_SLOTS", "2048"))
    #expect(gate.bytes == 2_048 * (16 * PortalLimit.allCases.count + 24))
    for value in ["2047", "512", "2097152", "x"] {
      #expect(throws: SettingError.self) { try measures("LIMIT_SLOTS", value) }
    }
  }

  @Test("how many are written a second, how many wait for it, and for how long")
  func queue() throws {
    var slow = SubmissionQueue(try measures("SUBMISSIONS_PER_SECOND", "1"))
    #expect(join(&slow, 2) == [.lease(1)])
    #expect(slow.nextAction(at: Self.second) == .lease(2))
    var short = SubmissionQueue(try measures("QUEUE", "1"))
    #expect(join(&short, 4) == (1...4).map { .lease($0) })
    #expect(join(&short, 2) == [.refuse(6)])
    var patient = SubmissionQueue(try measures("QUEUE_SECONDS", "3"))
    #expect(join(&patient, 5).count == 4)
    #expect(patient.nextAction(at: 3 * Self.second - 1) == nil)
    #expect(patient.nextAction(at: 3 * Self.second) == .refuse(5))
  }

  /// What is done at once when so many come.
  private func join(_ queue: inout SubmissionQueue, _ count: Int) -> [SubmissionQueue.Action] {
    for _ in 0..<count { _ = queue.join(honest, turn: 0, at: 0) }
    var actions: [SubmissionQueue.Action] = []
    while let action = queue.nextAction(at: 0) { actions.append(action) }
    return actions
  }
}
