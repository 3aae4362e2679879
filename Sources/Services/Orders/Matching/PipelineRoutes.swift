import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

// The pipeline and the traces, for managers.
extension Matching {
  /// The one in force, or the version asked for: traces name the one that they were made with.
  @Sendable func showPipeline(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let query = request.query()
    let version = query.int("version", 1...Int.max).map(Int64.init)
    try query.finish()
    let stored = try await pipeline(version)
    return try json(PipelineView(stored), etag: stored.pipeline.version)
  }

  /// - Parameter version: nil: the one in force.
  /// - Throws: 404 for a version that is not there.
  func pipeline(_ version: Int64? = nil) async throws -> StoredPipeline {
    let stored =
      if let version {
        try await database.readOne(FindPipeline(version: version))
      } else {
        try await database.readOne(FindNewestPipeline())
      }
    guard let stored else { throw Problem.notFound }
    return stored
  }

  /// Whoever read another version than the newest is told so: two managers at once do not
  /// overwrite each other.
  @Sendable func replacePipeline(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let manager = try context.require(.manager)
    let form = try await request.form(context)
    let steps = PipelineForm.steps(of: form)
    await checkHosts(of: steps, in: form)
    try form.finish()
    let expected = try request.requireIfMatch().acceptedVersions ?? []
    let now = clock.now()
    return try await replace(expected, with: steps, by: manager, at: now) {
      try StoredAnswer(PipelineView($0), etag: $0.pipeline.version)
    }
  }

  /// Makes a new version, once per key if there is one, and answers with what is made of it.
  ///
  /// - Parameter expected: the versions that the manager may have read.
  /// - Throws: 412 if the newest is none of them.
  func replace(
    _ expected: [Int64], with steps: [PipelineStep], by manager: Caller,
    _ key: IdempotencyKey? = nil, at now: Date,
    answer: @Sendable (StoredPipeline) throws -> StoredAnswer
  ) async throws -> Response {
    let insertion = InsertPipeline(
      expected: expected, steps: steps, now: now, manager: manager.subject)
    return try await database.withIdempotency(key, at: now) { transaction in
      guard let stored = try await transaction.one(insertion) else {
        throw Problem.preconditionFailed
      }
      return try answer(stored)
    }
  }

  /// What no step may ask is told before anything is stored or run.
  func checkHosts(of steps: [PipelineStep], in form: Form) async {
    for (index, step) in steps.enumerated() {
      guard case .external(let external) = step.body,
        let host = URL(string: external.url)?.host, !host.isEmpty
      else { continue }
      if await !self.external.hosts.permits(ExactText(host)) {
        form.mistake(at: "/steps/\(index)/url", .forbiddenHost)
      }
    }
  }

  @Sendable func showMatch(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    guard let trace = try await database.readOne(FindMatchTrace(orderID: try context.id())) else {
      throw Problem.notFound
    }
    return StoredAnswer(
      status: .ok, contentType: "application/json", body: Array(trace.text.utf8)
    ).response()
  }
}

/// A pipeline as managers see it.
struct PipelineView: Encodable {
  let version: Int64
  let steps: [PipelineStep]
  let createdAt: Date
  let createdBy: String

  enum CodingKeys: String, CodingKey {
    case version, steps
    case createdAt = "created_at"
    case createdBy = "created_by"
  }

  init(_ stored: StoredPipeline) {
    version = stored.pipeline.version
    steps = stored.pipeline.steps
    createdAt = stored.createdAt
    createdBy = stored.createdBy
  }
}
