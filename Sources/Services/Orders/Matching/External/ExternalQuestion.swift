import FoundationEssentials

/// What an external step is sent. The names are a contract, documented in the OpenAPI document
/// under `MatchingStepQuestion`; it carries no names, phones or addresses of cats but the place
/// where the work is.
struct ExternalQuestion: Encodable, Sendable {
  struct Task: Encodable, Sendable {
    let serviceTypeID: UUID
    let serviceType: String
    let description: String
    let place: String
    let scheduledAt: Date
    let endsAt: Date
    /// Name of a characteristic → its weight.
    let characteristics: [String: Double]

    enum CodingKeys: String, CodingKey {
      case serviceTypeID = "service_type_id"
      case serviceType = "service_type"
      case description, place, characteristics
      case scheduledAt = "scheduled_at"
      case endsAt = "ends_at"
    }
  }

  struct Sample: Encodable, Sendable {
    let id: UUID
    let characteristics: [String: UInt8]
    let strengths: [String]
    let weaknesses: [String]
    let completed: Int32
    let failed: Int32
    let cancelled: Int32
    let recentLoad: Double

    enum CodingKeys: String, CodingKey {
      case id, characteristics, strengths, weaknesses, completed, failed, cancelled
      case recentLoad = "recent_load"
    }
  }

  struct Reference: Encodable, Sendable {
    let id: UUID
  }

  let step: String
  let task: Task
  let referenceSample: Reference
  let candidates: [Sample]
  /// Name of an earlier step → candidate → what it said.
  let values: [String: [String: ExternalVerdict]]

  enum CodingKeys: String, CodingKey {
    case step, task, candidates, values
    case referenceSample = "reference_sample"
  }
}

extension ExternalQuestion {
  init(
    step index: Int, of pipeline: Pipeline, task: MatchTask, reference: ReferenceSample,
    samples: [NormalSample], results: [StepResult]
  ) {
    step = pipeline.steps[index].name
    self.task = Task(task)
    referenceSample = Reference(id: reference.id)
    candidates = samples.map { Sample($0, at: task.askedAt) }
    var values: [String: [String: ExternalVerdict]] = [:]
    for needed in pipeline.needs(of: index) where results[needed].skipped == nil {
      let said = zip(samples, results[needed].verdicts).map {
        ($0.id.uuidString.lowercased(), ExternalVerdict($1))
      }
      values[pipeline.steps[needed].name] = Dictionary(said) { first, _ in first }
    }
    self.values = values
  }
}

extension ExternalQuestion.Task {
  init(_ task: MatchTask) {
    serviceTypeID = task.serviceTypeID
    serviceType = task.serviceTypeName
    description = task.description
    place = task.place
    scheduledAt = task.scheduledAt
    endsAt = task.endsAt
    characteristics = Dictionary(
      task.weights.map { (Characteristics.names[$0.index], $0.weight) }, uniquingKeysWith: +)
  }
}

extension ExternalQuestion.Sample {
  init(_ sample: NormalSample, at now: Date) {
    id = sample.id
    characteristics = Dictionary(
      zip(Characteristics.names, sample.characteristics.points)
    ) { first, _ in first }
    strengths = sample.characteristics.strengths
    weaknesses = sample.characteristics.weaknesses
    completed = sample.completed
    failed = sample.failed
    cancelled = sample.cancelled
    recentLoad = sample.recentLoad(at: now)
  }
}
