import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// The statuses that a list can be asked for: each by its name, and those that are open together.
///
/// What nobody has confirmed is on no list: strangers type names.
enum ListedStatus: String, CaseIterable, Sendable {
  case new, invited, tested, accepted, rejected, withdrawn, open

  var statuses: [ApplicationStatus] {
    switch self {
    case .new: [.new]
    case .invited: [.invited]
    case .tested: [.tested]
    case .accepted: [.accepted]
    case .rejected: [.rejected]
    case .withdrawn: [.withdrawn]
    case .open: ApplicationStatus.open
    }
  }

  static let all = ApplicationStatus.allCases.filter { $0 != .unconfirmed }
}

/// Which applications managers look at; what is nil does not narrow it.
struct ApplicationFilter: Sendable {
  var status: ListedStatus?
  var vacancy: UUID?
  /// The manager who has it.
  var heldBy: ExactText?
  /// Whether its test was not begun in time.
  var isLapsed: Bool?
  /// Whether more time is asked for.
  var asksTime: Bool?
  /// Whether it is proposed for acceptance (R-080).
  var isProposed: Bool?
  /// A part of the name, an address, the breed or the colour, in any case.
  var text: LikePattern?
  /// By which it is told what has lapsed.
  var now: Date
  /// From how many points on somebody is proposed now.
  var thresholds = ProposalThresholds([], by: TopRule())

  /// Whether it is one of the lists that become ever longer: these have first what was decided last,
  /// unless something is looked for.
  var isOfOneDecision: Bool {
    guard text == nil, let statuses = status?.statuses, statuses.count == 1 else { return false }
    return !statuses.contains(where: \.isOpen)
  }

  /// What each of them is, of `applicants.application p`; `$1` to `$10`.
  static let conditions = """
    p.status = any ($1)
    and    ($2::uuid is null or p.vacancy_id = $2)
    and    ($3::text is null or p.held_by = $3)
    and    ($4::bool is null
            or $4 = (p.status = 'invited'
                     and exists (select
                                 from   applicants.invitation i
                                 where  i.application_id = p.id
                                 and    i.revoked_at is null
                                 and    i.expires_at <= $5
                                 and    not exists (select
                                                    from   applicants.attempt t
                                                    where  t.id = i.id))))
    and    ($6::bool is null or $6 = (p.asks_time is not null))
    and    ($7::bool is null or $7 = \(proposed))
    """

  /// Whether `p` is proposed.
  static let proposed = """
    coalesce(p.status = 'tested'
             and (select \(ProposalThresholds.isProposed)
                  from   applicants.invitation i
                  join   applicants.attempt    a on a.id = i.id
                  join   unnest($8::int8[], $9::int8[], $10::int8[])
                         as t (group_id, points, first) on t.group_id = a.group_id
                  where  i.application_id = p.id
                  and    i.revoked_at is null
                  and    a.status = 'finished'), false)
    """

  /// `$1` to `$10`.
  var bindings: Bindings {
    [
      (status?.statuses ?? ListedStatus.all).map(\.rawValue), vacancy, heldBy, isLapsed, now,
      asksTime, isProposed,
      thresholds.groups, thresholds.points, thresholds.first,
    ]
  }

  /// What is searched for in `p`, planned for its index: that has the database's collation, lower
  /// case is Unicode's.
  ///
  /// - Parameter parameter: the pattern's, such as `$11`.
  static func found(_ parameter: String) -> String {
    #"p.search like (lower(\#(parameter) collate "und-x-icu") collate "default")"#
  }
}

extension ApplicationFilter {
  /// As whom managers name themselves.
  private static let me: ExactText = "me"
  private static let subjectLength = 1...255

  /// - Parameter caller: who is `me`.
  init(_ query: QueryForm, by caller: Caller, at now: Date) {
    self.init(
      status: query.choice("status", ListedStatus.self), vacancy: query.uuid("vacancy"),
      heldBy: Self.holder(query.exactText("held_by", Self.subjectLength), caller),
      isLapsed: query.bool("lapsed"), asksTime: query.bool("asks_time"),
      isProposed: query.bool("proposed"),
      text: query.search().map(LikePattern.init), now: now)
  }

  /// The same in a body.
  init(_ form: Form, by caller: Caller, at now: Date) {
    let holder =
      (form.value("held_by") ?? .null) == .null
      ? nil : form.exactText("held_by", Self.subjectLength)
    self.init(
      status: form.optionalChoice("status", ListedStatus.self),
      vacancy: form.optionalUUID("vacancy"), heldBy: Self.holder(holder, caller),
      isLapsed: form.optionalBool("lapsed"), asksTime: form.optionalBool("asks_time"),
      isProposed: form.optionalBool("proposed"),
      text: form.optionalText("q", QueryForm.searchLength).map(LikePattern.init), now: now)
  }

  private static func holder(_ named: ExactText?, _ caller: Caller) -> ExactText? {
    named == me ? caller.subject : named
  }
}
