/// A pipeline applied to the finalists of one task.
struct PipelineRun: Sendable {
  let pipeline: Pipeline
  let task: MatchTask
  let samples: [NormalSample]
  /// One a step.
  let results: [StepResult]
  let ranking: Ranking
  let seed: UInt64
  /// Stage one included.
  var tookMicroseconds: Int64 = 0
}

/// Runs pipelines; what it calls out to is given, so that it can be tried without a network.
struct PipelineRunner: Sendable {
  /// Asks one external step, in the time given.
  typealias External =
    @Sendable (ExternalQuestion, ExternalStep, Duration) async throws(ExternalStepFailure)
    -> [Verdict]

  /// For all external steps of one run together.
  var externalTime = Duration.seconds(1)
  let external: External

  func run(
    _ pipeline: Pipeline, on samples: [NormalSample], for task: MatchTask,
    reference: ReferenceSample, seed: UInt64
  ) async -> PipelineRun {
    var results = pipeline.steps.map { Self.builtIn($0, samples, task) }
    if pipeline.steps.contains(where: \.isExternalAndEnabled), !samples.isEmpty {
      await runExternal(pipeline, samples, task, reference, &results)
    }
    let ranking = RankingFold.rank(
      samples, for: task, by: pipeline, results: results, seed: seed)
    return PipelineRun(
      pipeline: pipeline, task: task, samples: samples, results: results, ranking: ranking,
      seed: seed)
  }

  private static func builtIn(
    _ step: PipelineStep, _ samples: [NormalSample], _ task: MatchTask
  ) -> StepResult {
    guard step.isEnabled else { return StepResult(skipped: "switched off") }
    guard case .builtIn(let builtIn) = step.body else { return StepResult() }
    let clock = ContinuousClock()
    let start = clock.now
    let verdicts = builtIn.verdicts(of: samples, for: task)
    return StepResult(
      verdicts: verdicts, tookMicroseconds: (clock.now - start).microseconds)
  }

  /// Starts each external step as soon as those it needs have answered, so that independent ones
  /// run side by side.
  private func runExternal(
    _ pipeline: Pipeline, _ samples: [NormalSample], _ task: MatchTask,
    _ reference: ReferenceSample, _ results: inout [StepResult]
  ) async {
    let end = ContinuousClock().now + externalTime
    var waiting = Set(pipeline.steps.indices.filter { pipeline.steps[$0].isExternalAndEnabled })
    var unanswered = waiting
    await withTaskGroup(of: (Int, StepResult).self) { group in
      while !unanswered.isEmpty {
        for index in waiting where pipeline.needs(of: index).isDisjoint(with: unanswered) {
          waiting.remove(index)
          guard case .external(let step) = pipeline.steps[index].body else { continue }
          let question = ExternalQuestion(
            step: index, of: pipeline, task: task, reference: reference, samples: samples,
            results: results)
          group.addTask { (index, await ask(question, step, until: end)) }
        }
        guard let (index, result) = await group.next() else { return }
        results[index] = result
        unanswered.remove(index)
      }
    }
  }

  private func ask(
    _ question: ExternalQuestion, _ step: ExternalStep, until end: ContinuousClock.Instant
  ) async -> StepResult {
    let clock = ContinuousClock()
    let start = clock.now
    let time = min(.milliseconds(step.deadlineMilliseconds), end - start)
    guard time > .zero else {
      return StepResult(skipped: "no time was left for it")
    }
    do {
      let verdicts = try await external(question, step, time)
      return StepResult(
        verdicts: verdicts, tookMicroseconds: (clock.now - start).microseconds)
    } catch {
      return StepResult(
        skipped: error.description, tookMicroseconds: (clock.now - start).microseconds)
    }
  }
}

extension PipelineStep {
  var isExternalAndEnabled: Bool {
    guard isEnabled, case .external = body else { return false }
    return true
  }
}

extension Pipeline {
  /// The earlier steps that the step at `index` waits for: those it names, and all of them when it
  /// normalises or chooses.
  func needs(of index: Int) -> Set<Int> {
    guard case .external(let external) = steps[index].body else { return [] }
    let seesAll = steps[index].kind == .normalise || steps[index].kind == .choose
    return Set(
      steps[..<index].indices.filter {
        steps[$0].isEnabled && (seesAll || external.needs.contains(steps[$0].name))
      })
  }
}

extension Duration {
  var microseconds: Int64 {
    components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
  }
}
