import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

/// Tries a pipeline on one order or request against today's workers. Nothing is written:
/// it reads in a read-only transaction and calls external steps after that.
extension Matching {
  @Sendable func dryRun(_ request: Request, _ context: RequestScope) async throws -> Response {
    try context.require(.manager)
    let body = try await request.form(context)
    let steps = body.contains("steps") ? PipelineForm.steps(of: body) : nil
    await checkHosts(of: steps ?? [], in: body)
    return json(try await dryRun(try DryRunForm(body, steps: steps)))
  }

  /// How the pipeline in force and the changed one choose, by the same draw.
  ///
  /// - Throws: 400 for an order or a service type that is not there.
  func dryRun(_ form: DryRunForm) async throws -> DryRun {
    let question = try await question(form.subject)
    let material = try await material(for: question.request)
    let seed = matcher.seed()
    let present = await run(material.pipeline, question.request, material.samples, seed)
    var new = present
    if let steps = form.steps {
      let changed = Pipeline(version: material.pipeline.version, steps: steps)
      new = await run(changed, question.request, material.samples, seed)
    }
    return DryRun(assigned: question.assigned, present: present, new: new)
  }

  private struct Material {
    let samples: [NormalSample]
    let pipeline: Pipeline
  }

  private func material(for request: MatchRequest) async throws -> Material {
    try await database.withTransaction(.readOnly) { transaction in
      let (finalists, pipelines) = try await transaction.execute(
        FindFinalists(request, timeZone: matcher.timeZone), FindNewestPipeline())
      guard let stored = pipelines.first else { throw MissingPipeline(version: 0) }
      return Material(samples: finalists.first?.samples ?? [], pipeline: stored.pipeline)
    }
  }

  private func run(
    _ pipeline: Pipeline, _ request: MatchRequest, _ samples: [NormalSample], _ seed: UInt64
  ) async -> PipelineRun {
    let clock = ContinuousClock()
    let start = clock.now
    var run = await matcher.runner.run(
      pipeline, on: samples, for: MatchTask(request),
      reference: ReferenceSample(id: request.clientID), seed: seed)
    run.tookMicroseconds = (clock.now - start).microseconds
    return run
  }

  private func question(_ subject: DryRunForm.Subject) async throws -> DryRunQuestion {
    switch subject {
    case .order(let id):
      let found = try await database.readOne(FindMatchedOrder(id: id, now: clock.now()))
      guard let found else {
        throw Problem.badInput([Mistake("/order_id", .noSuchOrder)])
      }
      return found
    case .request(let draft):
      let found = try await database.readOne(
        FindMatchedServiceType(draft: draft, now: clock.now()))
      guard let found else {
        throw Problem.badInput([Mistake("/request/service_type_id", .noSuchServiceType)])
      }
      return found
    }
  }
}

/// What a dry run asks.
struct DryRunForm {
  enum Subject {
    case order(UUID)
    case request(DryRunDraft)
  }

  let subject: Subject
  /// The changed pipeline; nil: the one in force.
  let steps: [PipelineStep]?

  init(_ form: Form, steps: [PipelineStep]?) throws {
    self.steps = steps
    let orderID = form.optionalUUID("order_id")
    let draft = form.optionalObject("request").map(DryRunDraft.init)
    if form.contains("order_id") == form.contains("request") {
      form.mistake(at: "/order_id", .orderOrRequest)
    }
    try form.finish()
    if let draft {
      subject = .request(draft)
    } else if let orderID {
      subject = .order(orderID)
    } else {
      throw Problem.badInput([Mistake("/order_id", .orderOrRequest)])
    }
  }
}

/// A request that nobody has made.
struct DryRunDraft: Sendable {
  let serviceTypeID: UUID
  let scheduledAt: Date
  let clientID: UUID?
  let description: String
  let place: String

  init(_ form: Form) {
    serviceTypeID = form.uuid("service_type_id")
    scheduledAt = form.time("scheduled_at")
    clientID = form.optionalUUID("client_id")
    description = form.optionalText("description", 0...2_000) ?? ""
    place = form.optionalText("place", 0...500) ?? ""
  }
}

/// Present choice, new choice, and the verdicts behind each.
struct DryRun: JSONWritable {
  /// Who has the order that was asked about.
  let assigned: UUID?
  let present: PipelineRun
  let new: PipelineRun

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("assigned_worker_id", assigned)
    writer.field("present", trace(present))
    writer.field("new", trace(new))
    writer.endObject()
  }

  private func trace(_ run: PipelineRun) -> MatchTrace {
    MatchTrace(run: run, choice: run.ranking.order.first.map { run.samples[$0].id })
  }
}
