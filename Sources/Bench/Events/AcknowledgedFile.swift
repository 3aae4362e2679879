import FoundationEssentials
import Glibc
import SystemPackage

/// What the database acknowledged, one line an event, written before the next one begins: a test
/// that kills the producer knows at least these.
struct AcknowledgedFile: Sendable {
  private let file: FileDescriptor
  /// Whether lines end with when they were written, in nanoseconds since 1970.
  private let isStamped: Bool

  init(_ path: String, stamped: Bool = false) throws {
    isStamped = stamped
    file = try FileDescriptor.open(
      FilePath(path), .writeOnly, options: [.append, .create], permissions: .ownerReadWrite)
  }

  /// Appending writes of one line each do not mix, whatever task they come from.
  func write(_ cat: UUID, _ step: Int64) throws {
    let stamp = isStamped ? " \(Self.nanoseconds())" : ""
    try file.writeAll("\(cat.uuidString.lowercased()) \(step)\(stamp)\n".utf8)
  }

  private static func nanoseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
