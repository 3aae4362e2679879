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
    let stored =
      if let version {
        try await database.readOne(FindPipeline(version: version))
      } else {
        try await database.readOne(FindNewestPipeline())
      }
    guard let stored else { throw Problem.notFound }
    return try json(PipelineView(stored), etag: stored.pipeline.version)
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
    let insertion = InsertPipeline(
      expected: try request.requireIfMatch().acceptedVersions ?? [], steps: steps, now: clock.now(),
      manager: manager.subject)
    let inserted = try await database.withTransaction { transaction in
      try await transaction.one(insertion)
    }
    guard let stored = inserted else { throw Problem.preconditionFailed }
    return try json(PipelineView(stored), etag: stored.pipeline.version)
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
