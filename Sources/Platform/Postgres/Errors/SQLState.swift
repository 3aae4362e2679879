/// Postgres's five-character error code (PostgreSQL manual, appendix A).
public struct SQLState: RawRepresentable, Hashable, Sendable {
  public var rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The first two characters: what kind of error it is.
  public var errorClass: String { String(rawValue.prefix(2)) }

  public static let featureNotSupported = Self(rawValue: "0A000")
  public static let connectionFailure = Self(rawValue: "08006")
  public static let raiseException = Self(rawValue: "P0001")
  public static let stringDataRightTruncation = Self(rawValue: "22001")
  public static let numericValueOutOfRange = Self(rawValue: "22003")
  public static let invalidTextRepresentation = Self(rawValue: "22P02")
  public static let notNullViolation = Self(rawValue: "23502")
  public static let foreignKeyViolation = Self(rawValue: "23503")
  public static let uniqueViolation = Self(rawValue: "23505")
  public static let checkViolation = Self(rawValue: "23514")
  public static let exclusionViolation = Self(rawValue: "23P01")
  public static let readOnlyTransaction = Self(rawValue: "25006")
  public static let transactionAborted = Self(rawValue: "25P02")
  public static let invalidStatementName = Self(rawValue: "26000")
  public static let invalidAuthorization = Self(rawValue: "28000")
  public static let invalidPassword = Self(rawValue: "28P01")
  public static let invalidCatalogName = Self(rawValue: "3D000")
  public static let serializationFailure = Self(rawValue: "40001")
  public static let deadlockDetected = Self(rawValue: "40P01")
  public static let insufficientPrivilege = Self(rawValue: "42501")
  public static let syntaxError = Self(rawValue: "42601")
  public static let duplicateObject = Self(rawValue: "42710")
  public static let duplicateDatabase = Self(rawValue: "42P04")
  public static let undefinedTable = Self(rawValue: "42P01")
  public static let diskFull = Self(rawValue: "53100")
  public static let tooManyConnections = Self(rawValue: "53300")
  public static let lockNotAvailable = Self(rawValue: "55P03")
  public static let queryCanceled = Self(rawValue: "57014")
  public static let adminShutdown = Self(rawValue: "57P01")
  public static let crashShutdown = Self(rawValue: "57P02")
  public static let cannotConnectNow = Self(rawValue: "57P03")
  public static let idleInTransactionTimeout = Self(rawValue: "25P03")
}
