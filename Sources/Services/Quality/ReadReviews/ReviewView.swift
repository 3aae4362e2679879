import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// All that a manager is told of one review.
struct ReviewView: ResourceView {
  let record: ReviewRecord
  let timeline: [TimelineEntry]
  /// About the order, in whichever of its reviews.
  let calls: [Call]
  /// The other reviews of the order, the oldest first.
  let others: [ReviewRecord]
  let history: [ReviewHistoryEntry]

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    record.writeFields(to: &writer, inFull: true)
    writer.field("timeline", timeline)
    writer.field("calls", calls)
    writer.field("other_reviews", others.map(OtherReview.init))
    writer.field("history", history)
    writer.endObject()
  }
}

/// One thing that was done with a review.
struct ReviewHistoryEntry: Sendable {
  let step: ReviewStep
  let version: Int64
  /// nil: it came about by itself, or by somebody who is not known here.
  let byName: String?
}

struct ListReviewHistory: Statement {
  static let sql = """
    select h.event, h.by, h.note, h.at, h.version, p.name
    from   quality.review_history h
    left   join quality.person p on p.kind = 'manager' and p.id = h.by
    where  h.review_id = $1
    order  by h.version
    """

  let review: UUID
  var bindings: Bindings { [review] }
  static func decode(_ row: inout RowReader) throws -> ReviewHistoryEntry {
    let step = ReviewStep(
      event: try row.next(), by: try row.next(), note: try row.next(), at: try row.next())
    return ReviewHistoryEntry(step: step, version: try row.next(), byName: try row.next())
  }
}

// What routes and pages read.
extension QualityModule {
  /// A page of a list, with one too many if there is a next page.
  func reviews(_ page: ReviewPage) async throws -> [ReviewRecord] {
    let isOfClosed = page.filter.isOfClosed
    if let pattern = page.filter.text {
      // Looking into texts may take long, so it has a connection to itself.
      return try await isOfClosed
        ? database.readAlone(SearchClosedReviews(page: page, pattern: pattern))
        : database.readAlone(SearchReviews(page: page, pattern: pattern))
    }
    if isOfClosed { return try await database.read(ListClosedReviews(page: page)) }
    let isUnclosed = page.filter.state != nil || page.filter.isOverdue == true
    return try await isUnclosed
      ? database.read(ListUnclosedReviews(page: page)) : database.read(ListReviews(page: page))
  }

  /// - Parameter caller: whose are mine.
  func counts(for caller: Caller) async throws -> ReviewCounts {
    let manager = UUID(uuidString: caller.subject.text)
    let counts = try await database.readOne(CountReviews(manager: manager, now: clock.now()))
    return counts ?? ReviewCounts(mine: 0, open: 0, overdue: 0, closed: 0)
  }

  /// How many each manager has in hand and has closed in seven days.
  func shares() async throws -> [ManagersShare] {
    try await database.read(ListShares(since: clock.now().addingTimeInterval(-7 * 86_400)))
  }

  /// One review with all that belongs to it, read after it: whoever changes it by its version has
  /// then seen no less than that.
  ///
  /// - Throws: 404 where there is none.
  func view(of id: UUID) async throws -> ReviewView {
    guard let record = try await database.readOne(FindReview(id: id)) else {
      throw Problem.notFound
    }
    let order = record.order.id
    async let timeline = database.read(ListTimeline(order: order))
    async let calls = database.read(ListCalls(order: order))
    async let all = database.read(FindReviewsOf(order: order))
    let history = try await database.read(ListReviewHistory(review: id))
    return ReviewView(
      record: record, timeline: try await timeline, calls: try await calls,
      others: try await all.filter { $0.review.id != id }, history: history)
  }
}
