import Postgres

/// Where an application stands.
enum ApplicationStatus: String, PostgresText, Hashable, CaseIterable {
  /// Nobody has shown so far that the mailbox is the applicant's.
  case unconfirmed
  case new, invited, tested, accepted, rejected, withdrawn

  /// It is to be decided: there is one such a mailbox and vacancy.
  var isOpen: Bool { self == .new || self == .invited || self == .tested }

  static let open = allCases.filter(\.isOpen)

  /// Those that are open, as a list of SQL; the index of R-113 is by the same.
  static let openSQL = "(" + open.map { "'\($0.rawValue)'" }.joined(separator: ", ") + ")"
}

/// Why an application is rejected.
enum RejectionReason: String, PostgresText, Hashable, CaseIterable {
  case testResult = "test_result"
  case noTestTaken = "no_test_taken"
  case incomplete
  case vacancyClosed = "vacancy_closed"
  case notSuitable = "not_suitable"
  /// Said in a note.
  case other
}
