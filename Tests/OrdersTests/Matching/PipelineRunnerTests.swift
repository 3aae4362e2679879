import Contracts
import FoundationEssentials
import Synchronization
import Testing

@testable import Orders

@Suite struct PipelineRunnerTests {
  private static func external(
    _ name: ExactText, _ kind: PipelineStep.Kind = .score, needs: [ExactText] = []
  ) -> PipelineStep {
    PipelineStep(
      name: name, kind: kind, body: .external(ExternalStep(url: "http://x/", needs: needs)))
  }

  private static func pipeline(_ steps: PipelineStep...) -> Pipeline {
    Pipeline(version: 1, steps: steps + Pipeline().steps)
  }

  /// With time enough for a machine that is busy with other tests.
  private static func patient(_ external: @escaping PipelineRunner.External) -> PipelineRunner {
    var runner = PipelineRunner(external: external)
    runner.externalTime = .seconds(60)
    return runner
  }

  @Test("R-070: independent external steps run side by side", .timeLimit(.minutes(1)))
  func sideBySide() async {
    let (bothAsked, door) = AsyncStream.makeStream(of: Void.self)
    let asked = Atomic(0)
    let runner = Self.patient { question, _, _ throws(ExternalStepFailure) in
      if asked.add(1, ordering: .relaxed).newValue == 2 { door.finish() }
      // Answers only once the other one has been asked too.
      for await _ in bothAsked {}
      return question.samples.map { _ in Verdict(score: 1) }
    }
    let run = await runner.run(
      Self.pipeline(Self.external("one"), Self.external("two")), [MatchingWorld.sample()])
    #expect(run.results.map(\.skipped) == [nil, nil, nil])
    #expect(run.ranking.ratings == [1])
  }

  @Test("R-070: a step gets the values of the earlier ones that it needs, and only those")
  func values() async {
    let seen = Mutex<[ExactText: [ExactText]]>([:])
    let runner = Self.patient { question, _, _ throws(ExternalStepFailure) in
      seen.withLock { $0[question.step] = question.values.map(\.step) }
      return question.samples.map { _ in Verdict(score: 1, values: ["km": .number(3)]) }
    }
    let fit = PipelineStep(name: "fit", kind: .score, body: .builtIn(.characteristics))
    let run = await runner.run(
      Self.pipeline(
        fit, Self.external("distance"), Self.external("weather"),
        Self.external("route", needs: ["distance", "fit"]), Self.external("scale", .normalise)),
      [MatchingWorld.sample(), MatchingWorld.sample()])
    #expect(
      seen.withLock { $0 } == [
        "distance": [], "weather": [], "route": ["fit", "distance"],
        "scale": ["fit", "distance", "weather", "route"],
      ])
    #expect(run.results[1].verdicts.map(\.values) == Array(repeating: ["km": .number(3)], count: 2))
  }

  @Test("R-070: steps are needed by the bytes of their names")
  func exactNames() {
    let steps = [
      Self.external("caf\u{E9}"), Self.external("cafe\u{301}"),
      Self.external("route", needs: ["cafe\u{301}"]),
    ]
    #expect(Pipeline(version: 1, steps: steps).needs(of: 2) == [1])
  }

  @Test("R-070: a broken step is skipped and recorded, and the others decide")
  func skipped() async {
    let runner = Self.patient { question, _, _ throws(ExternalStepFailure) in
      if question.step == "broken" { throw .status(500) }
      return question.samples.enumerated().map { Verdict(score: Double($0.offset)) }
    }
    let run = await runner.run(
      Self.pipeline(
        Self.external("broken"), Self.external("after", needs: ["broken"])),
      [MatchingWorld.sample(), MatchingWorld.sample()])
    #expect(run.results.map(\.skipped) == ["answered 500", nil, nil])
    #expect(run.ranking.order == [1, 0])
  }

  @Test("R-070: an external step that normalises or chooses replaces what was scored before")
  func replaces() async {
    let runner = Self.patient { question, _, _ throws(ExternalStepFailure) in
      question.samples.enumerated().map { Verdict(score: Double($0.offset)) }
    }
    let fit = PipelineStep(name: "fit", kind: .score, body: .builtIn(.characteristics))
    let pipeline = Pipeline(version: 1, steps: [fit, Self.external("pick", .choose)])
    let strong = MatchingWorld.sample(code: "TTTTTTTTTTTTTTTTTTTT")
    let run = await runner.run(pipeline, [strong, MatchingWorld.sample()])
    #expect(run.ranking.order == [1, 0])
    #expect(run.ranking.ratings == [0, 1])
  }

  @Test("external steps for which no time is left are skipped, not waited for")
  func together() async {
    var runner = PipelineRunner { question, _, _ throws(ExternalStepFailure) in
      question.samples.map { _ in Verdict(score: 1) }
    }
    runner.externalTime = .zero
    let run = await runner.run(
      Self.pipeline(Self.external("a"), Self.external("b", needs: ["a"])),
      [MatchingWorld.sample()])
    let late = "no time was left for it"
    #expect(run.results.map(\.skipped) == [late, late, nil])
    #expect(run.ranking.order == [0])
  }
}
