public import Contracts
import FoundationEssentials
public import Postgres
import ServiceKit

enum ReviewState: String, CaseIterable, Sendable, PostgresText {
  case open, taken, closed
}

typealias ReviewOrigin = ReviewClosed.Origin

extension ReviewClosed.Origin: PostgresText {}

/// An order that a manager looks at, or has looked at.
struct Review: Sendable {
  let id: UUID
  let orderID: UUID
  let origin: ReviewOrigin
  let drawID: UUID?
  /// The closed one that it corrects or goes on from.
  let follows: UUID?
  var state = ReviewState.open
  /// The manager who has it in hand.
  var assignee: UUID?
  let dueAt: Date
  var form = ReviewForm()
  /// Whether whoever has it, or has closed it, ended the order: nobody else was there.
  var isOwnAct = false
  let openedAt: Date
  /// nil: the order's end opened it.
  let openedBy: UUID?
  var takenAt: Date?
  var closedAt: Date?
  var closedBy: UUID?
  var version: Int64 = 1
}

extension Review {
  func isOverdue(at now: Date) -> Bool { state != .closed && dueAt <= now }
}

extension Review: VersionedRow {
  static let table = "quality.review"
  static let columns = """
    id, order_id, origin, draw_id, follows, state, assignee, due_at, right_worker, on_time, work,
    supplies, described_well, reached, cause, findings, text_for_client, text_for_worker,
    nothing_for_client, nothing_for_worker, own_act, opened_at, opened_by, taken_at, closed_at,
    closed_by, version
    """

  /// The same of a row source named `r`.
  static let columnsOfR = columns.replacing(/\w+/) { "r.\($0.output)" }

  init(row: inout RowReader) throws {
    id = try row.next()
    orderID = try row.next()
    origin = try row.next()
    drawID = try row.next()
    follows = try row.next()
    state = try row.next()
    assignee = try row.next()
    dueAt = try row.next()
    form = try ReviewForm(row: &row)
    isOwnAct = try row.next()
    openedAt = try row.next()
    openedBy = try row.next()
    takenAt = try row.next()
    closedAt = try row.next()
    closedBy = try row.next()
    version = try row.next()
  }

  var stored: Bindings {
    Self.changing.reduce(into: Bindings()) { $0.append($1.value(self)) }
  }

  /// What may change of it, by the columns' names.
  static let changing: [(column: String, value: @Sendable (Self) -> any PostgresEncodable)] = [
    ("state", { $0.state }), ("assignee", { $0.assignee }),
    ("right_worker", { $0.form.rightWorker }), ("on_time", { $0.form.onTime }),
    ("work", { $0.form.work }), ("supplies", { $0.form.supplies }),
    ("described_well", { $0.form.describedWell }), ("reached", { $0.form.reached }),
    ("cause", { $0.form.cause }), ("findings", { $0.form.findings }),
    ("text_for_client", { $0.form.textForClient }),
    ("text_for_worker", { $0.form.textForWorker }),
    ("nothing_for_client", { $0.form.nothingForClient }),
    ("nothing_for_worker", { $0.form.nothingForWorker }), ("own_act", { $0.isOwnAct }),
    ("taken_at", { $0.takenAt }), ("closed_at", { $0.closedAt }), ("closed_by", { $0.closedBy }),
  ]
}

extension ReviewForm {
  init(row: inout RowReader) throws {
    rightWorker = try row.next()
    onTime = try row.next()
    work = try row.next()
    supplies = try row.next()
    describedWell = try row.next()
    reached = try row.next()
    cause = try row.next()
    findings = try row.next()
    textForClient = try row.next()
    textForWorker = try row.next()
    nothingForClient = try row.next()
    nothingForWorker = try row.next()
  }
}
