/// Why a database was not brought up to date; the description names the file and what to do.
public struct MigrationError: Error, CustomStringConvertible, Sendable {
  /// What went wrong, for code that decides by it.
  public struct Code: Hashable, Sendable {
    private enum Value: Hashable, Sendable {
      case changed, late, malformed, missing, failed, busy, interrupted
    }
    private let value: Value

    /// An applied file is not what it was.
    public static let changedFile = Code(value: .changed)
    /// A new file has a lower number than an applied one.
    public static let lateFile = Code(value: .late)
    /// A file's name or a directive in it is none that the migrator knows.
    public static let malformedFile = Code(value: .malformed)
    /// The folder or a file that another one includes cannot be read.
    public static let missingFile = Code(value: .missing)
    /// Postgres refused a file.
    public static let failedFile = Code(value: .failed)
    /// Another migrator, or a lock on a table, did not go away in time.
    public static let busy = Code(value: .busy)
    /// The connection was lost in the middle of a file.
    public static let interrupted = Code(value: .interrupted)
  }

  public let code: Code
  /// Relative to the folder, such as `clients/001_client.sql`.
  public let file: String
  public let description: String

  init(_ code: Code, _ file: String, _ reason: String) {
    self.code = code
    self.file = file
    description = "\(file): \(reason)"
  }
}
