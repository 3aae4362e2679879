import FoundationEssentials
import SystemPackage

/// What the database acknowledged, one line an event, written before the next one begins: a test
/// that kills the producer knows at least these.
struct AcknowledgedFile: Sendable {
  private let file: FileDescriptor

  init(_ path: String) throws {
    file = try FileDescriptor.open(
      FilePath(path), .writeOnly, options: [.append, .create], permissions: .ownerReadWrite)
  }

  /// Appending writes of one line each do not mix, whatever task they come from.
  func write(_ cat: UUID, _ step: Int64) throws {
    try file.writeAll("\(cat.uuidString.lowercased()) \(step)\n".utf8)
  }
}
