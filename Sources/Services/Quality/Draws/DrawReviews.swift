import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension QualityModule {
  /// Draws, once a key, and opens the reviews of what is drawn.
  ///
  /// The seed is made when the population stands fast, in the transaction that keeps both: nobody sees
  /// it before, and no draw is thrown away.
  /// - Parameter answer: to whoever has asked for it.
  /// - Throws: 403 unless who draws is a known, active manager; 409 where there is nothing to draw, or
  ///   too much.
  func draw(
    _ terms: DrawTerms, by subject: ExactText, _ key: IdempotencyKey, at now: Date,
    answer: @Sendable (Draw) -> StoredAnswer
  ) async throws -> Response {
    let most = configuration.drawnFrom
    return try await database.withIdempotency(key, at: now) { transaction in
      answer(try await transaction.draw(terms, fromAtMost: most, by: subject, at: now))
    }
  }

  /// - Throws: 404 where there is none.
  func findDraw(_ id: UUID) async throws -> WholeDraw {
    guard let draw = try await database.readOne(FindDraw(id: id)) else { throw Problem.notFound }
    async let groups = database.read(ListDrawGroups(draw: id))
    let orders = try await database.read(ListDrawnOrders(draw: id))
    return WholeDraw(draw: draw, groups: try await groups, orders: orders)
  }

  /// The ids that a draw was drawn from, as they were digested.
  ///
  /// - Parameter group: of the draw; nil: all.
  /// - Throws: 404 where there is no such draw or group.
  func population(of draw: UUID, group: UUID?) async throws -> Response {
    let orders = try await database.read(ListDrawPopulation(draw: draw, group: group))
    guard !orders.isEmpty else { throw Problem.notFound }
    return StoredAnswer(
      status: .ok, contentType: "text/plain; charset=utf-8",
      body: Array(DrawRule.list(orders).utf8)
    ).response()
  }
}

extension Transaction {
  fileprivate func draw(
    _ terms: DrawTerms, fromAtMost most: Int, by subject: ExactText, at now: Date
  ) async throws -> Draw {
    let manager = try await actingManager(subject, at: now)
    // Two statements: in one, the look at what is left would be older than the lock.
    try await execute(QueueToChoose())
    let population = try await execute(ListCandidates(terms: terms, limit: most + 1))
    guard !population.isEmpty else { throw Problem.nothingToDraw }
    guard population.count <= most else { throw Problem.tooManyToDrawFrom(most) }
    let wanted = DrawRule.wanted(of: population, terms.share)
    guard wanted <= DrawRule.most else { throw Problem.tooManyDrawn(wanted) }
    let seed = DrawSeed.random()
    let members = DrawRule.members(of: population, terms.share, by: seed)
    let drawn = members.filter(\.isDrawn).map(\.order)
    let draw = Draw(
      id: .v7(at: now), seed: seed, terms: terms, population: members.count,
      populationDigest: DrawRule.digest(ofPopulation: members.map(\.order)),
      drawn: drawn.count, by: manager.id, at: now)
    enqueue(InsertDraw(draw: draw))
    enqueue(InsertDrawMembers(draw: draw.id, members: members))
    try await execute(
      OpenDrawnReviews(
        reviews: drawn.map { _ in .v7(at: now) }, orders: drawn, draw: draw,
        dueAt: Review.due(.draw, endedAt: now, openedAt: now)))
    // As it is kept, with the names of what it is about.
    return try await one(FindDraw(id: draw.id)) ?? draw
  }
}

extension Problem {
  /// 409: all that could be drawn has its review.
  static let nothingToDraw = conflict(
    "nothing-to-draw", "No completed order of that time is left that no review has or had.")

  /// 409: all of them are digested and kept, while others wait.
  static func tooManyToDrawFrom(_ most: Int) -> Problem {
    conflict(
      "too-many-to-draw-from",
      "More than \(most) orders of that time could be drawn. Draw from a shorter one.",
      members: ["maximum": .number("\(most)")])
  }

  /// 409: managers could not look at all of them, and fewer would be no fair draw.
  static func tooManyDrawn(_ wanted: Int) -> Problem {
    conflict(
      "too-many-drawn",
      "That would open \(wanted) reviews, and one draw opens \(DrawRule.most) at most. Ask for fewer, "
        + "or draw from a shorter time.",
      members: ["wanted": .number("\(wanted)"), "maximum": .number("\(DrawRule.most)")])
  }
}
