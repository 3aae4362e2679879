import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("R-070: external steps written in Python", .timeLimit(.minutes(5)))
struct ExternalStepsTests {
  /// With a patience that managers cannot give, since the machine may be busy with other tests.
  private static func step(
    _ name: ExactText, _ url: String, needs: [ExactText] = [], milliseconds: Int = 10_000
  ) -> PipelineStep {
    let step = ExternalStep(url: url, deadlineMilliseconds: milliseconds, needs: needs)
    return PipelineStep(name: name, kind: .score, body: .external(step))
  }

  private func run(
    _ samples: [NormalSample], request: MatchRequest = MatchingWorld.request(),
    _ steps: (String) -> [PipelineStep]
  ) async throws -> PipelineRun {
    try await withPythonStep { address in
      let external = ExternalSteps(hosts: .thisMachine)
      var runner = PipelineRunner { question, step, time throws(ExternalStepFailure) in
        try await external.ask(question, step, within: time)
      }
      runner.externalTime = .seconds(20)
      let pipeline = Pipeline(version: 1, steps: steps(address) + Pipeline().steps)
      let run = await runner.run(pipeline, samples, request: request)
      try await external.close()
      return run
    }
  }

  private static func samples() -> [NormalSample] {
    var world = MatchingWorld(seed: 5)
    return world.samples(20)
  }

  @Test("its scores decide")
  func scores() async throws {
    let weak = MatchingWorld.sample(code: "AATTTTTTTTTTTTTTTTTT")
    let strong = MatchingWorld.sample(code: "TTAAAAAAAAAAAAAAAAAA")
    let half = MatchingWorld.sample(code: "TAAAAAAAAAAAAAAAAAAA")
    let run = try await run([weak, strong, half]) {
      [Self.step("strengths", "\($0)/strengths")]
    }
    #expect(run.results[0].verdicts.map(\.score) == [0, 2, 1])
    #expect(run.ranking.order == [1, 2, 0])
  }

  @Test("its values reach a later step, whose vetoes count")
  func values() async throws {
    let samples = Self.samples()
    let run = try await run(samples) {
      [
        Self.step("distance", "\($0)/distance"),
        Self.step("near", "\($0)/near", needs: ["distance"]),
      ]
    }
    #expect(run.results.map(\.skipped) == [nil, nil, nil])
    let kilometres = samples.map { Int($0.id.uuid.0) }
    #expect(run.results[0].verdicts.map(\.values) == kilometres.map { ["km": .number(Double($0))] })
    #expect(run.ranking.isVetoed == kilometres.map { $0 > 100 })
    #expect(run.ranking.order.first == kilometres.indices.min { kilometres[$0] < kilometres[$1] })
  }

  @Test(
    "a slow or broken one is skipped and recorded",
    arguments: [
      ("error", "answered 500"), ("redirect", "answered 307"), ("nowhere", "answered 404"),
      ("garbage", "bad answer: it is not the JSON that is documented"),
      ("unknown", "bad answer: it speaks of candidates that it was not sent"),
      ("large", "answered with more than 1048576 bytes"),
    ])
  func skipped(path: String, reason: String) async throws {
    let run = try await run(Self.samples()) { [Self.step("far", "\($0)/\(path)")] }
    #expect(run.results[0].skipped == reason)
    #expect(run.results[0].verdicts.isEmpty)
    #expect(run.ranking.order.count == 20)
  }

  @Test(
    "one too slow is skipped at its deadline, be it by a byte a time",
    arguments: ["slow", "trickle"])
  func slow(path: String) async throws {
    let run = try await run(Self.samples()) {
      [Self.step("far", "\($0)/\(path)", milliseconds: 300)]
    }
    #expect(run.results[0].skipped == "no answer within 300 ms")
    #expect(run.ranking.order.count == 20)
  }

  @Test("none is asked inside a database transaction, of whichever service")
  func insideTransaction() async throws {
    let samples = Self.samples()
    let external = ExternalSteps(hosts: .thisMachine)
    let runner = PipelineRunner { question, step, time throws(ExternalStepFailure) in
      try await external.ask(question, step, within: time)
    }
    let pipeline = Pipeline(version: 1, steps: [Self.step("gone", "http://127.0.0.1:1/")])
    try await withDatabase { database in
      let inside = try await database.app("workers").withTransaction { _ in
        await runner.run(pipeline, samples, request: MatchingWorld.request())
      }
      #expect(inside.results[0].skipped == "must not be asked inside a transaction")
      let after = await runner.run(pipeline, samples, request: MatchingWorld.request())
      #expect(after.results[0].skipped?.hasPrefix("could not be asked") == true)
    }
    try await external.close()
  }

  @Test("what it may not ask is not asked, and the skip says so")
  func forbidden() async throws {
    try await withPythonStep { address in
      let external = ExternalSteps(hosts: OutboundHosts())
      let runner = PipelineRunner { question, step, time throws(ExternalStepFailure) in
        try await external.ask(question, step, within: time)
      }
      let steps = [Self.step("here", "\(address)/strengths")] + Pipeline().steps
      let pipeline = Pipeline(version: 1, steps: steps)
      let run = await runner.run(pipeline, Self.samples(), request: MatchingWorld.request())
      #expect(run.results[0].skipped == "its host may not be asked")
      try await external.close()
    }
  }

  @Test("one that nobody listens for is skipped and recorded")
  func unreachable() async throws {
    let run = try await run(Self.samples()) { _ in [Self.step("gone", "http://127.0.0.1:1/")] }
    #expect(run.results[0].skipped?.hasPrefix("could not be asked") == true)
  }
}

extension OutboundHosts {
  /// For steps that a test runs itself.
  static let thisMachine = OutboundHosts(allowed: ["127.0.0.1"])
}
