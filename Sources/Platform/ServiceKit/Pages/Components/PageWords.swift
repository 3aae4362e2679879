public import Contracts
public import FoundationEssentials

/// What a page for managers says of instants, by the clocks of business time, and of managers. What
/// else a service says there extends it.
public struct PageWords: Sendable {
  public let texts: LocalTexts
  let clocks: [Date: LocalTime]
  let managers: [UUID: String]
  /// The subject of whoever reads.
  public let reader: ExactText

  /// The manager who reads; nil: not one of the register's.
  public var readingManager: UUID? { UUID(uuidString: reader.text) }

  /// - Parameters:
  ///   - clocks: of all instants that are going to be said.
  ///   - managers: what they are called, as far as their register has told.
  ///   - reader: the subject of whoever reads.
  public init(
    _ texts: LocalTexts, _ clocks: [Date: LocalTime], managers: [UUID: String], reader: ExactText
  ) {
    self.texts = texts
    self.clocks = clocks
    self.managers = managers
    self.reader = reader
  }

  public func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
    texts.text(key, arguments)
  }

  /// With the year, since it may be long ago.
  public func time(_ instant: Date) -> String {
    clocks[instant]?.fullTime(texts) ?? Timestamp.format(instant)
  }

  public func day(_ instant: Date) -> String {
    clocks[instant]?.fullDay(texts) ?? Timestamp.format(instant)
  }

  /// By name, or by the id, of which nothing is heard yet.
  public func manager(_ id: UUID) -> String { manager(ExactText(id.wire)) }

  public func manager(_ subject: ExactText) -> String { knownManager(subject) ?? subject.text }

  /// Nil: the register has not told of such a one.
  public func knownManager(_ subject: ExactText) -> String? {
    subject == reader
      ? text("you") : UUID(uuidString: subject.text).flatMap { managers[$0] }
  }
}
