public import FoundationEssentials
public import Postgres

/// How it stands with mails, for those who look after them: what is not settled, and what was within
/// the last day.
public struct MailReport: Sendable {
  /// By what they tell; what there is no mail of is left out.
  public let rows: [Row]
  /// The age of the oldest that is queued or being sent, in seconds; nil: there is none.
  public let oldestSeconds: Int64?
  /// How many addresses are not written to.
  public let suppressed: Int64
  /// How many of those that a server was asked to take were settled within the last hour.
  public let tried: Int64
  /// How many of these have failed.
  public let refused: Int64

  public struct Row: Sendable {
    /// What they tell, as metrics call it.
    public let template: String
    /// How many there are in each of ``MailReport/states``.
    public let mails: [Int64]
  }

  /// All states, in the order of a mail's life.
  public static let states = MailState.allCases.map(\.rawValue)

  /// As the alarm `MailStuck` has it.
  public var isStuck: Bool { oldestSeconds ?? 0 > 1_800 }
  /// As the alarm `MailsRefused` has it: more than a twentieth, of so many that it says something.
  public var areRefused: Bool { tried >= 30 && refused * 20 > tried }

  /// - Parameter database: as the role `notifications_app`.
  /// - Throws: what the database says.
  public init(from database: PostgresClient, at now: Date) async throws {
    let counts = try await database.readAlone(CountMails(now: now))
    let standing = try await database.readOne(ReadMailStanding(now: now))
    let templates = MailTemplate.allCases.filter { template in
      counts.contains { $0.template == template }
    }
    rows = templates.map { template in
      let mails = MailState.allCases.map { state in
        counts.first { $0.template == template && $0.state == state }?.mails ?? 0
      }
      return Row(template: template.rawValue, mails: mails)
    }
    tried = counts.map(\.tried).reduce(0, +)
    refused = counts.map(\.refused).reduce(0, +)
    let isAny = standing.map { $0.queued + $0.sending > 0 } == true
    oldestSeconds = isAny ? standing?.oldestSeconds : nil
    suppressed = standing?.suppressed ?? 0
  }
}

/// Mails that are not settled or were within the last day, which is known by when they are forgotten.
struct CountMails: Statement {
  static let sql = """
    select template, state, count(*),
           count(*) filter (where tries > 0
                                  and settled_at > $1::timestamptz - interval '1 hour'),
           count(*) filter (where tries > 0 and state = 'failed'
                                  and settled_at > $1::timestamptz - interval '1 hour')
    from   message
    where  settled_at is null
    or     settled_at is not null
           and next_at > $1::timestamptz + \(MailSQL.memory) - interval '1 day'
    group  by template, state
    """

  let now: Date

  struct Count: Sendable {
    let template: MailTemplate
    let state: MailState
    let mails: Int64
    let tried: Int64
    let refused: Int64
  }

  var bindings: Bindings { [now] }
  static func decode(_ row: inout RowReader) throws -> Count {
    Count(
      template: try row.next(), state: try row.next(), mails: try row.next(),
      tried: try row.next(), refused: try row.next())
  }
}
