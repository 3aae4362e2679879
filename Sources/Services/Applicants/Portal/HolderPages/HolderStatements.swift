import FoundationEssentials
import Postgres
import ServiceKit

// What holders of links read and want, by the portal's functions; see `sql/applicants/api.sql`.

/// Where an application stands; no row where the link leads nowhere.
struct ReadHolder: Statement {
  static let sql = "select \(HolderRecord.columns) from v1_state($1, $2)"

  let link: LinkToken
  let now: Date

  var bindings: Bindings { [link.hash, now] }
  static func decode(_ row: inout RowReader) throws -> HolderRecord {
    try HolderRecord(row: &row)
  }
}

/// What can still be corrected; no row once it was confirmed.
struct ReadHolderDetails: Statement {
  static let sql = """
    select \(ApplicantDetails.columns), photo
    from   v1_details($1, $2)
    """

  let link: LinkToken
  let now: Date

  var bindings: Bindings { [link.hash, now] }
  static func decode(_ row: inout RowReader) throws -> HolderDetails {
    HolderDetails(written: try ApplicantDetails(row: &row), photo: try row.next())
  }
}

/// Files what a holder wants, for the managers' half to decide.
struct FileAct: Statement {
  static let sql = "select v1_act($1, $2, $3, $4)"

  /// None: the link leads nowhere.
  enum Outcome: String {
    case filed
    /// The same is filed already.
    case waiting
    /// As much as a day takes is filed.
    case full
    /// Not where the application stands by now.
    case refused
  }

  let link: LinkToken
  let act: PortalAct.Kind
  var form: JSONText?
  let now: Date

  var bindings: Bindings { [link.hash, act.rawValue, form, now] }
  static func decode(_ row: inout RowReader) throws -> Outcome? {
    try row.next(as: String?.self).flatMap(Outcome.init)
  }
}
