import Postgres
import ServiceKit

// The rules that never more managers are active than `MCF_MANAGERS_MAX`, and that the last one
// stays. Who changes how many there are waits for whoever does so at the moment, and counts then: a
// count of an older snapshot would miss one.

/// Lets one transaction at a time add to the active managers or take from them, until it ends.
struct LockActiveManagers: Statement {
  static let sql = """
    select pg_advisory_xact_lock(hashtextextended('managers.active', 0))
    """
}

/// How many managers are active.
struct CountActiveManagers: Statement {
  static let sql = """
    select count(*)
    from   managers.manager
    where  active
    """

  static func decode(_ row: inout RowReader) throws -> Int { try row.next() }
}

extension Problem {
  /// 409: one more would be too many.
  static func tooManyManagers(_ maximum: Int) -> Problem {
    let setting = Setting.managersMax.name
    return conflict(
      "too-many-managers",
      "\(maximum) managers are active, and \(setting) allows no more. Deactivate one who has left "
        + "(PATCH /api/managers/{id} with \"active\": false), or have \(setting) raised.",
      members: ["maximum": .number("\(maximum)")])
  }

  /// 409: nobody would be left who could make anybody a manager.
  static var lastManager: Problem {
    conflict(
      "last-manager",
      "This is the only active manager, so nobody could undo it. Register or activate another one "
        + "first (POST /api/managers).")
  }

  /// 409: another manager has this e-mail.
  static var emailTaken: Problem {
    conflict("email-taken", "Another manager is registered with this e-mail.")
  }
}
