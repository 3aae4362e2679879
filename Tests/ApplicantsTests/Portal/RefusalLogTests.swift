import TestSupport
import Testing

@testable import Applicants

@Suite("3.5: refusals in the log")
struct RefusalLogTests {
  @Test("in one line are how many were refused by what; without any there is none")
  func line() async {
    let log = CapturedLog()
    let refusals = RefusalLog(log.logger)
    await stop(refusals)
    #expect(log.events == [])
    for _ in 0..<3 { refusals.count(.limit) }
    refusals.count(.shield)
    await stop(refusals)
    #expect(log.events.count == 1)
    let line = log.events.first ?? ""
    #expect(line.hasPrefix("requests were refused level=notice"))
    #expect(line.contains("limit=3") && line.contains("shield=1"))
    await stop(RefusalLog(log.logger))
    #expect(log.events.count == 1)
  }

  /// Runs it, and has it stop.
  private func stop(_ refusals: RefusalLog) async {
    let running = Task { await refusals.run() }
    running.cancel()
    await running.value
  }

  @Test("whoever is refused through HTTP is counted there, and in no line of the own")
  func counted() async throws {
    let log = CapturedLog()
    let refused = 40
    try await withPortal(
      limits: false, logger: log.logger,
      configured: { $0.shieldSecrets = ["a-secret-of-the-shield"] }
    ) { portal in
      let secret = ["X-MCF-Shield": "a-secret-of-the-shield"]
      for _ in 0..<refused {
        #expect(try await portal.apply("x", headers: secret).status == 400)
        #expect(try await portal.get("/apply").status == 403)
      }
      let wanted = ["ticket": refused, "shield": refused]
      try await eventually("all of them are told") { Self.told(log) == wanted }
      let lines = log.events.filter { $0.contains("refused") }
      #expect(lines.count < refused)
    }
  }

  /// How many of each, over all lines.
  private static func told(_ log: CapturedLog) -> [String: Int] {
    log.events.filter { $0.hasPrefix("requests were refused") }
      .flatMap { $0.split(separator: " ") }.reduce(into: [:]) { told, word in
        let halves = word.split(separator: "=")
        guard halves.count == 2, let count = Int(halves[1]) else { return }
        told[String(halves[0]), default: 0] += count
      }
  }
}
