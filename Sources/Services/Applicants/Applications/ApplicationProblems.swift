import Contracts
import Postgres
import ServiceKit

extension Problem {
  /// 409: not where the application stands.
  ///
  /// - Parameter needed: where it would have to stand; none: that does not help.
  static func wrongState(
    _ application: Application, needed: [ApplicationStatus] = []
  ) -> Problem {
    let statuses = needed.map(\.rawValue).joined(separator: ", ")
    return wrongState(
      "The application is \(application.status.rawValue)."
        + (needed.isEmpty ? "" : " This can be done with one that is: \(statuses)."))
  }

  static func wrongState(_ detail: String) -> Problem { conflict("wrong-state", detail) }

  /// 409: another manager has it.
  static func heldByAnother(_ holder: ExactText) -> Problem {
    conflict(
      "held-by-another",
      "Another manager has this application. Send take_over to act all the same; its history says so.",
      members: ["held_by": .string(holder.text)])
  }

  /// 409: there is an open one of that mailbox and vacancy.
  static let alreadyOpen = conflict(
    "already-open", "There is an open application of the same mailbox for this vacancy.")

  /// 400: the second time somebody is invited it is said why.
  static let reasonRequired = badInput([Mistake("/reason", .required)])
}

extension PostgresError {
  /// there is an open application of that mailbox and vacancy.
  var meansAlreadyOpen: Bool { constraint == "application_open" }
}
